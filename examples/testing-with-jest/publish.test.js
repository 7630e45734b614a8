'use strict'
const { Sandbox } = require('./sandbox')

let sandbox
beforeAll(async () => { sandbox = await Sandbox.start() })
beforeEach(() => sandbox.call('POST', '/_sandbox/reset'))
afterAll(() => sandbox.stop())

/** The program under test. */
async function publish (title) {
  const me = await sandbox.call('GET', '/v1/me')
  const post = { title, contentFormat: 'markdown', content: `# ${title}\n`, publishStatus: 'draft' }
  return sandbox.call('POST', `/v1/users/${me.id}/posts`, post)
}

test('an article is published as a draft', async () => {
  await publish('Liverpool FC')
  // Waits for the request: a program may publish in the background.
  const requests = await sandbox.call('GET', '/_sandbox/requests?operation=createPost&count=1')
  expect(requests).toMatchObject([{ status: 201 }])
  const posts = await sandbox.call('GET', '/_sandbox/posts')
  expect(posts).toMatchObject([{ title: 'Liverpool FC', publishStatus: 'draft' }])
})

test('nothing is published while Medium is down', async () => {
  const fault = { fault: '503', operation: 'createPost', times: 1 }
  await sandbox.call('POST', '/_sandbox/faults', fault)
  await expect(publish('Liverpool FC')).rejects.toThrow('503')
  expect(await sandbox.call('GET', '/_sandbox/posts')).toEqual([])
})
