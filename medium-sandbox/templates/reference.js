// Shows the OpenAPI document with Swagger UI, whose script runs first.
'use strict'
// Swagger UI has a dark style, selected by a class.
const dark = matchMedia('(prefers-color-scheme: dark)')
const applyTheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', applyTheme)
applyTheme()

const element = document.getElementById('reference')
const token = element.dataset.token
const reference = SwaggerUIBundle({
  url: element.dataset.document,
  domNode: element,
  deepLinking: true,
  // Its colors for numbers have too little contrast.
  syntaxHighlight: { activated: false },
  validatorUrl: null,
  onComplete: () => {
    if (token) reference.preauthorizeApiKey('accessToken', token)
  }
})
