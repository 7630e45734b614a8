// Shows the document. Runs after swagger-ui-bundle.js.
'use strict'
// Its style has a dark half, by a class.
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()

const place = document.getElementById('reference')
const token = place.dataset.token
const reference = SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  // Its colors for numbers are too faint to read.
  syntaxHighlight: { activated: false },
  validatorUrl: null,
  onComplete: () => {
    if (token) reference.preauthorizeApiKey('accessToken', token)
  }
})
