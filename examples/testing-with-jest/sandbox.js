// A sandbox for tests: `medium sandbox` runs for all tests of a file.
'use strict'
const { spawn } = require('node:child_process')
const readline = require('node:readline/promises')

class Sandbox {
  constructor (process, { url, token }) {
    Object.assign(this, { process, url, token })
  }

  /** Starts a sandbox on a free port. */
  static async start () {
    const stdio = ['ignore', 'pipe', 'inherit']
    const process = spawn('medium', ['sandbox', '--port', '0', '--jq', '.'], { stdio })
    for await (const line of readline.createInterface({ input: process.stdout })) {
      return new Sandbox(process, JSON.parse(line))
    }
    throw new Error('the sandbox did not start')
  }

  stop () {
    this.process.kill()
  }

  /** Calls Medium's API or the sandbox's control API. */
  async call (method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body)
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text ? JSON.parse(text).data : undefined
  }
}

module.exports = { Sandbox }
