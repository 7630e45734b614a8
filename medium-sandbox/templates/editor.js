// The editor of /new-story. What is pasted is reduced to the elements that Medium has blocks for;
// the server does the same again, and nothing depends on this script but what is shown meanwhile.
'use strict'

const form = document.getElementById('story')
const editor = document.getElementById('editor')
const said = document.getElementById('editor-status')

const KEPT = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'PRE',
  'HR', 'BR', 'FIGURE', 'FIGCAPTION', 'IMG', 'A', 'STRONG', 'B', 'EM', 'I', 'CODE', 'DIV', 'SECTION',
  'ARTICLE', 'TD', 'TH', 'TR'])
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'TITLE', 'SVG', 'IFRAME'])

// The children of `from` that are kept, in `to`.
function keep(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      to.append(child.data)
    } else if (child.nodeType === Node.ELEMENT_NODE && !DROPPED.has(child.tagName)) {
      if (child.tagName === 'IMG' && child.src.startsWith('data:')) continue
      const kept = KEPT.has(child.tagName) ? document.createElement(child.tagName) : to
      for (const name of ['href', 'src', 'alt', 'title']) {
        if (kept !== to && child.hasAttribute(name)) kept.setAttribute(name, child.getAttribute(name))
      }
      if (kept !== to) to.append(kept)
      keep(child, kept)
    }
  }
}

function paragraphs(text) {
  const kept = document.createDocumentFragment()
  for (const part of text.split(/\n{2,}/)) {
    const paragraph = document.createElement('p')
    paragraph.textContent = part
    kept.append(paragraph)
  }
  return kept
}

// Puts `content` where the selection is, whose blocks it replaces or follows.
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

async function insertPicture(file) {
  said.textContent = 'Uploading the picture…'
  const response = await fetch('/new-story/pictures', {
    method: 'POST',
    headers: { 'Content-Type': file.type, 'X-Csrf': form.elements.csrf.value },
    body: file
  })
  if (!response.ok) {
    said.textContent = `This picture was not taken (${response.status}).`
    return
  }
  const figure = document.createElement('figure')
  const picture = document.createElement('img')
  picture.src = (await response.json()).url
  picture.alt = ''
  figure.append(picture)
  const content = document.createDocumentFragment()
  content.append(figure)
  insert(content)
  said.textContent = 'The picture is in the story.'
}

function take(data) {
  const pictures = [...data.files].filter(file => file.type.startsWith('image/'))
  const html = data.getData('text/html')
  if (pictures.length > 0) {
    for (const picture of pictures) insertPicture(picture)
  } else if (html) {
    const content = document.createDocumentFragment()
    keep(new DOMParser().parseFromString(html, 'text/html').body, content)
    insert(content)
  } else {
    insert(paragraphs(data.getData('text/plain')))
  }
}

editor.addEventListener('paste', event => {
  event.preventDefault()
  take(event.clipboardData)
})
editor.addEventListener('drop', event => {
  if (event.dataTransfer.files.length === 0) return
  event.preventDefault()
  take(event.dataTransfer)
})
form.addEventListener('submit', () => {
  form.elements.content.value = editor.innerHTML
})
