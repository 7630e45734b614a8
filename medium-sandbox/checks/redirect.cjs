// Redirects requests to https://api.medium.com to the sandbox, since the SDK's host is fixed.
'use strict'
const http = require('http')
const https = require('https')

const sandbox = new URL(process.env.MEDIUM_API_URL)

https.request = (options, callback) => {
  if (options.host !== 'api.medium.com') throw new Error(`unexpected host ${options.host}`)
  return http.request({ ...options, host: sandbox.hostname, port: sandbox.port }, callback)
}
