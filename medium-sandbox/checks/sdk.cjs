// Calls every function of Medium's Node SDK. Load redirect.cjs first.
'use strict'
const assert = require('assert')
const medium = require('medium-sdk')

const env = process.env
const client = new medium.MediumClient({
  clientId: env.MEDIUM_CLIENT_ID,
  clientSecret: env.MEDIUM_CLIENT_SECRET
})

const call = (method, ...parameters) =>
  new Promise((resolve, reject) => {
    client[method](...parameters, (error, data) => (error ? reject(error) : resolve(data)))
  })

/** Submits the consent page as a browser does, and returns the code. */
async function allow (authorizationUrl) {
  const page = await (await fetch(authorizationUrl)).text()
  const ticket = /name="ticket" value="([^"]+)"/.exec(page)[1]
  const response = await fetch(new URL('/m/oauth/authorize', authorizationUrl), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ticket, username: 'demo', decision: 'allow' })
  })
  return new URL(response.headers.get('location')).searchParams.get('code')
}

async function main () {
  const scopes = [
    medium.Scope.BASIC_PROFILE, medium.Scope.LIST_PUBLICATIONS, medium.Scope.PUBLISH_POST
  ]
  const url = client.getAuthorizationUrl('state', env.MEDIUM_REDIRECT_URI, scopes)
  const code = await allow(url.replace('https://medium.com', env.MEDIUM_API_URL))
  const tokens = await call('exchangeAuthorizationCode', code, env.MEDIUM_REDIRECT_URI)
  assert.deepStrictEqual(tokens.scope, scopes)
  assert.strictEqual((await call('exchangeRefreshToken', tokens.refresh_token)).token_type, 'Bearer')

  const user = await call('getUser')
  assert.strictEqual(user.username, 'demo')
  const publications = await call('getPublicationsForUser', { userId: user.id })
  const roles = {}
  for (const { id } of publications) {
    const contributors = await call('getContributorsForPublication', { publicationId: id })
    roles[id] = contributors.find(({ userId }) => userId === user.id)?.role
  }
  const edited = publications.find(({ id }) => roles[id] === 'editor')

  const article = {
    title: 'From Node',
    contentFormat: medium.PostContentFormat.HTML,
    content: '<h1>From Node</h1>',
    tags: ['Node'],
    publishStatus: medium.PostPublishStatus.DRAFT
  }
  const post = await call('createPost', { userId: user.id, ...article })
  assert.strictEqual(post.publishStatus, 'draft')
  const published = await call('createPostInPublication', {
    publicationId: edited.id,
    ...article,
    publishStatus: medium.PostPublishStatus.PUBLIC,
    license: medium.PostLicense.CC_40_BY
  })
  assert.strictEqual(published.publicationId, edited.id)
  assert.ok((await (await fetch(published.url)).text()).includes('<h1>From Node</h1>'))

  client.setAccessToken('0000')
  await assert.rejects(call('getUser'), { code: 6003 })
  console.log('ok')
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
