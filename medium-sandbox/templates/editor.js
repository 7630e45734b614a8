// The editor of /new-story. Reduces pasted content to the elements that Medium has blocks for, as a
// preview: the server does the same again when the story is submitted.
'use strict'

const form = document.getElementById('story')
const editor = document.getElementById('editor')
const statusLine = document.getElementById('editor-status')

const SUPPORTED = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'PRE',
  'HR', 'BR', 'FIGURE', 'FIGCAPTION', 'IMG', 'A', 'STRONG', 'B', 'EM', 'I', 'CODE', 'DIV', 'SECTION',
  'ARTICLE', 'TD', 'TH', 'TR'])
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'TITLE', 'SVG', 'IFRAME'])

// Copies the supported children of `from` to `to`.
function copySupported(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      to.append(child.data)
    } else if (child.nodeType === Node.ELEMENT_NODE && !DROPPED.has(child.tagName)) {
      if (child.tagName === 'IMG' && child.src.startsWith('data:')) continue
      const copy = SUPPORTED.has(child.tagName) ? document.createElement(child.tagName) : to
      for (const name of ['href', 'src', 'alt', 'title']) {
        if (copy !== to && child.hasAttribute(name)) copy.setAttribute(name, child.getAttribute(name))
      }
      if (copy !== to) to.append(copy)
      copySupported(child, copy)
    }
  }
}

function paragraphs(text) {
  const content = document.createDocumentFragment()
  for (const part of text.split(/\n{2,}/)) {
    const paragraph = document.createElement('p')
    paragraph.textContent = part
    content.append(paragraph)
  }
  return content
}

// Inserts `content` at the selection: instead of an empty block, else after the block.
function insert(content) {
  const selection = getSelection()
  const last = content.lastChild
  if (selection.rangeCount === 0 || !editor.contains(selection.anchorNode)) {
    editor.append(content)
  } else {
    const range = selection.getRangeAt(0)
    const block = blockOf(range.startContainer)
    range.deleteContents()
    if (block === null) {
      range.insertNode(content)
    } else {
      block.after(content)
      if (block.textContent.trim() === '' && !block.querySelector('img')) block.remove()
    }
  }
  if (last) getSelection().collapse(last, last.childNodes.length)
}

function blockOf(node) {
  if (node === editor) return null
  while (node.parentNode !== editor) node = node.parentNode
  return node
}

async function insertImage(file) {
  statusLine.textContent = 'Uploading the image…'
  const response = await fetch('/new-story/images', {
    method: 'POST',
    headers: { 'Content-Type': file.type, 'X-Csrf': form.elements.csrf.value },
    body: file
  })
  if (!response.ok) {
    statusLine.textContent = `The image was not uploaded (status ${response.status}). Use a JPEG, PNG, GIF or TIFF of at most 25 MiB.`
    return
  }
  const figure = document.createElement('figure')
  const image = document.createElement('img')
  image.src = (await response.json()).url
  image.alt = ''
  figure.append(image)
  const content = document.createDocumentFragment()
  content.append(figure)
  insert(content)
  statusLine.textContent = 'The image is in the story.'
}

function insertData(data) {
  const images = [...data.files].filter(file => file.type.startsWith('image/'))
  const html = data.getData('text/html')
  if (images.length > 0) {
    for (const image of images) insertImage(image)
  } else if (html) {
    const content = document.createDocumentFragment()
    copySupported(new DOMParser().parseFromString(html, 'text/html').body, content)
    insert(content)
  } else {
    insert(paragraphs(data.getData('text/plain')))
  }
}

editor.addEventListener('paste', event => {
  event.preventDefault()
  insertData(event.clipboardData)
})
editor.addEventListener('drop', event => {
  if (event.dataTransfer.files.length === 0) return
  event.preventDefault()
  insertData(event.dataTransfer)
})
form.addEventListener('submit', () => {
  form.elements.content.value = editor.innerHTML
})
