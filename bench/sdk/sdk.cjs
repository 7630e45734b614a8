// Medium's Node SDK, unmodified: for each line "CASE CALLS", makes the calls and prints ok.
'use strict'
const fs = require('fs')
const readline = require('readline')
const medium = require('medium-sdk')

const [, , token, inputs] = process.argv
const posts = JSON.parse(fs.readFileSync(inputs))
const client = new medium.MediumClient({ clientId: 'bench', clientSecret: 'bench' })
client.setAccessToken(token)

const call = (method, ...parameters) =>
  new Promise((resolve, reject) => {
    client[method](...parameters, (error, data) => (error ? reject(error) : resolve(data)))
  })
const post = (name) =>
  call('createPost', {
    userId: posts.user,
    contentFormat: medium.PostContentFormat.MARKDOWN,
    ...posts[name]
  })
const times = async (calls, work) => {
  for (let done = 0; done < calls; done++) await work()
}
const WORK = {
  me: (calls) => times(calls, () => call('getUser')),
  post20k: (calls) => times(calls, () => post('post20k')),
  post2m: (calls) => times(calls, () => post('post2m')),
  concurrent: (calls) =>
    Promise.all(Array.from({ length: 64 }, () => times(Math.ceil(calls / 64), WORK.one))),
  one: () => call('getUser')
}

async function main () {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [name, calls] = line.split(' ')
    await WORK[name](Number(calls))
    console.log('ok')
  }
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
