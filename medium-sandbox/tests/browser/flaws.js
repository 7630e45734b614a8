// Returns the flaws of a page: overflow, images that failed to load, and text with less contrast than
// WCAG 2 level AA requires.
const flaws = []

const { scrollWidth } = document.documentElement
if (scrollWidth > innerWidth) flaws.push(`${scrollWidth} px wide`)

for (const { src, naturalWidth } of document.images) {
  if (src && !naturalWidth) flaws.push(`no image at ${src}`)
}

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
// Converts a CSS color to red, green, blue and opacity, from 0 to 1.
const parse = color => {
  canvas.clearRect(0, 0, 1, 1)
  canvas.fillStyle = color
  canvas.fillRect(0, 0, 1, 1)
  return [...canvas.getImageData(0, 0, 1, 1).data].map(value => value / 255)
}

const blend = ([r, g, b, a], under) => [r, g, b].map((value, index) => value * a + under[index] * (1 - a))

const ancestors = element => {
  const all = []
  for (let node = element; node; node = node.parentElement) all.unshift(node)
  return all
}

// The background color of an element and the color of its text.
const paintedColors = element => {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  let background = parse(dark ? '#121212' : 'white').slice(0, 3)
  let opacity = 1
  for (const ancestor of ancestors(element)) {
    const style = getComputedStyle(ancestor)
    opacity *= Number(style.opacity)
    const [r, g, b, a] = parse(style.backgroundColor)
    background = blend([r, g, b, a * opacity], background)
  }
  const [r, g, b, a] = parse(getComputedStyle(element).color)
  return [blend([r, g, b, a * opacity], background), background]
}

const luminance = color => {
  const [r, g, b] = color.map(value =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (left, right) => {
  const [low, high] = [left, right].map(luminance).sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

// Large text needs less contrast: from 24 px, or 18.66 px in bold.
const requiredContrast = element => {
  const { fontSize, fontWeight } = getComputedStyle(element)
  const size = parseFloat(fontSize)
  return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5
}

const isShown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })

const seen = new Set()
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
while (texts.nextNode()) {
  const text = texts.currentNode.data.trim()
  const element = texts.currentNode.parentElement
  // Disabled elements may have less contrast.
  if (!text || !isShown(element) || element.closest(':disabled, style, script, noscript, svg')) continue
  const found = contrast(...paintedColors(element))
  if (found >= requiredContrast(element)) continue
  const flaw = `${found.toFixed(1)}: ${text.slice(0, 60)} (${element.tagName.toLowerCase()}.${element.className})`
  if (!seen.has(flaw)) flaws.push(flaw)
  seen.add(flaw)
}
return flaws
