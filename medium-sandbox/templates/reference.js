// Shows the document. Runs after swagger-ui-bundle.js.
'use strict'
const place = document.getElementById('reference')
const token = place.dataset.token
const reference = SwaggerUIBundle({
  url: '/openapi.json',
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  onComplete: () => {
    if (token) reference.preauthorizeApiKey('accessToken', token)
  }
})
