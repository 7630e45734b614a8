// The page of `medium handoff`: copies content to the clipboard, and records the URL of the post.
'use strict'

const message = document.getElementById('message')

function show (text, isProblem = false) {
  message.textContent = text
  message.classList.toggle('is-problem', isProblem)
}

// The fallback for older browsers and pages without permission: copies the selection.
function copySelected (element) {
  const range = document.createRange()
  range.selectNodeContents(element)
  const selection = getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
  const isCopied = document.execCommand('copy')
  selection.removeAllRanges()
  if (!isCopied) throw new Error('the browser does not allow it')
}

// A template loads nothing, so images from the web are requested only when this is opened.
function showArticle () {
  const shown = document.getElementById('shown')
  if (!shown.hasChildNodes()) {
    shown.append(document.getElementById('article').content.cloneNode(true))
  }
  return shown
}

async function copyArticle () {
  const article = document.getElementById('article')
  const plain = document.getElementById('plain').textContent
  try {
    await navigator.clipboard.write([new ClipboardItem({
      'text/html': new Blob([article.innerHTML], { type: 'text/html' }),
      'text/plain': new Blob([plain], { type: 'text/plain' })
    })])
  } catch {
    document.getElementById('copied').open = true
    copySelected(showArticle())
  }
}

async function copyText (text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const shown = document.createElement('span')
    shown.textContent = text
    document.body.append(shown)
    try {
      copySelected(shown)
    } finally {
      shown.remove()
    }
  }
}

// Clipboards accept only PNG.
async function asPng (image) {
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  canvas.getContext('2d').drawImage(image, 0, 0)
  const png = await new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
  if (png === null) throw new Error('the image is too large')
  return png
}

async function copyImage (id) {
  const png = asPng(document.getElementById(id))
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}

function onClick (selector, work, done, instead) {
  for (const button of document.querySelectorAll(selector)) {
    button.addEventListener('click', async () => {
      try {
        await work(button)
        button.classList.add('is-done')
        show(done(button))
      } catch (error) {
        show(`Not copied: ${error.message}. ${instead}`, true)
      }
    })
  }
}

onClick('[data-copy-article]', copyArticle, () => 'The article is on the clipboard.',
  'Open “What is copied”, select the text and copy it.')
onClick('[data-copy-image]', button => copyImage(button.dataset.copyImage),
  button => `${button.textContent.replace('Copy i', 'I')} is on the clipboard.`,
  'Save the image, and drag its file into the editor.')
onClick('[data-copy]', button => copyText(button.dataset.copy), () => 'Copied.',
  'Select the text and copy it.')

document.getElementById('copied').addEventListener('toggle', showArticle)

const form = document.getElementById('published')

async function record (isCustomDomain) {
  const confirm = document.getElementById('confirm')
  confirm.hidden = true
  let reply
  try {
    const response = await fetch('published', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: form.elements.url.value, is_custom_domain: isCustomDomain })
    })
    if (!response.ok) throw new Error(`status ${response.status}`)
    reply = await response.json()
  } catch {
    show(`The command has stopped. Run this instead, with the post's URL: ${form.dataset.record}`, true)
    return
  }
  if (reply.confirm) {
    document.getElementById('confirm-text').textContent =
      `${reply.confirm} is not medium.com or a subdomain of it. Is it your custom domain on Medium?`
    confirm.hidden = false
    document.getElementById('confirm-button').focus()
    show('')
  } else if (reply.error) {
    show(reply.error, true)
  } else {
    const next = document.getElementById('next')
    next.hidden = reply.next === null
    next.firstElementChild.href = `../${reply.next}/`
    show(`Saved: ${reply.recorded}.${next.hidden ? ' You can close this page.' : ''}`)
  }
}

if (form) {
  form.addEventListener('submit', event => {
    event.preventDefault()
    record(false)
  })
  document.getElementById('confirm-button').addEventListener('click', () => record(true))
}
