//! The credentials of a client: chooses those of a call, and adds them to requests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Request;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::parameter::Style;
use super::prepared_call::add_cookie;
use super::security::SecurityRequirement;
use super::transport::StoredCredential;
use super::{Error, Operation, Placement, Secret, SecurityScheme};

/// All credentials of a client.
#[derive(Clone, Default)]
pub(crate) struct ClientCredentials {
    /// The token, for every bearer scheme that has no other credential.
    pub(crate) token: Option<StoredCredential>,
    pub(crate) schemes: Vec<SchemeCredential>,
}

/// The credential of a security scheme, encoded.
#[derive(Clone)]
pub(crate) struct SchemeCredential {
    scheme: &'static str,
    part: RequestPart,
    /// The secret, which errors must not show.
    secret: Secret,
}

#[derive(Clone)]
enum RequestPart {
    Header(HeaderName, HeaderValue),
    /// `name=`, and the encoded pair.
    Query(String, String),
    /// `name=value`, encoded.
    Cookie(String),
}

impl SchemeCredential {
    /// Encodes `secret` for `scheme`. With a user, it is the password.
    pub(crate) fn new(
        scheme: &SecurityScheme,
        user: Option<&str>,
        secret: &Secret,
    ) -> Result<Self, Error> {
        let text = secret.expose();
        if text.is_empty() && scheme.placement != Placement::Basic {
            return Err(Error::input("client", scheme.name, "is empty"));
        }
        let header = |name, value| header(scheme, name, value);
        let part = match scheme.placement {
            Placement::Bearer => header(AUTHORIZATION, format!("Bearer {text}"))?,
            Placement::Http(name) => header(AUTHORIZATION, format!("{name} {text}"))?,
            Placement::Basic => header(AUTHORIZATION, basic(scheme, user, text)?)?,
            Placement::Header(name) => match HeaderName::try_from(name) {
                Ok(name) => header(name, text.to_owned())?,
                Err(_) => {
                    return Err(Error::input(
                        "client",
                        scheme.name,
                        "has an invalid header name",
                    ));
                }
            },
            Placement::Query(name) => RequestPart::Query(pair(name, ""), pair(name, text)),
            Placement::Cookie(name) => RequestPart::Cookie(pair(name, text)),
        };
        Ok(Self {
            scheme: scheme.name,
            part,
            secret: secret.clone(),
        })
    }

    fn add(&self, request: &mut Request) {
        match &self.part {
            RequestPart::Header(name, value) => {
                request.headers_mut().insert(name.clone(), value.clone());
            }
            RequestPart::Cookie(pair) => add_cookie(request.headers_mut(), pair),
            RequestPart::Query(name, pair) => {
                // The URL of a next page may contain it already.
                let url = request.url_mut();
                let query = url.query().unwrap_or_default().split('&');
                let others = query.filter(|other| !other.is_empty() && !other.starts_with(name));
                let all: Vec<&str> = others.chain([pair.as_str()]).collect();
                let all = all.join("&");
                url.set_query(Some(&all));
            }
        }
    }
}

/// Returns the value of a Basic `Authorization` header.
fn basic(scheme: &SecurityScheme, user: Option<&str>, password: &str) -> Result<String, Error> {
    let user = user.unwrap_or_default();
    if user.contains(':') {
        let problem = "has a user name with a colon, which Basic does not allow";
        return Err(Error::input("client", scheme.name, problem));
    }
    let encoded = STANDARD.encode(format!("{user}:{password}"));
    Ok(format!("Basic {encoded}"))
}

/// Returns a header marked as sensitive.
fn header(scheme: &SecurityScheme, name: HeaderName, value: String) -> Result<RequestPart, Error> {
    let problem = "contains a line break or another character that a header can't contain";
    let mut value =
        HeaderValue::try_from(value).map_err(|_| Error::input("client", scheme.name, problem))?;
    value.set_sensitive(true);
    Ok(RequestPart::Header(name, value))
}

fn pair(name: &str, text: &str) -> String {
    Style::FORM.in_cookie(name, &text.into())
}

impl ClientCredentials {
    pub(crate) fn is_set(&self) -> bool {
        self.token.is_some() || !self.schemes.is_empty()
    }

    fn for_scheme(&self, scheme: &SecurityScheme) -> Option<&SchemeCredential> {
        self.schemes
            .iter()
            .find(|credential| credential.scheme == scheme.name)
    }

    fn has(&self, scheme: &SecurityScheme) -> bool {
        let is_bearer = scheme.placement == Placement::Bearer;
        self.for_scheme(scheme).is_some() || (is_bearer && self.token.is_some())
    }

    /// Returns the first requirement whose credentials are known, an empty one as a last resort.
    pub(crate) fn requirement(
        &self,
        operation: &'static Operation,
    ) -> Result<SecurityRequirement, Error> {
        let requirements = operation.security.iter().copied();
        let mut with_any = requirements.clone().filter(|schemes| !schemes.is_empty());
        if let Some(found) = with_any.find(|schemes| schemes.iter().all(|scheme| self.has(scheme)))
        {
            return Ok(found);
        }
        let accepts_none =
            operation.security.is_empty() || requirements.clone().any(|schemes| schemes.is_empty());
        if accepts_none {
            Ok(&[])
        } else {
            Err(self.missing_error(operation))
        }
    }

    fn missing_error(&self, operation: &'static Operation) -> Error {
        let missing = operation.security.iter().map(|schemes| {
            let missing = schemes.iter().filter(|scheme| !self.has(scheme));
            let names: Vec<String> = missing.map(|scheme| format!("`{}`", scheme.name)).collect();
            names.join(" and ")
        });
        match missing.collect::<Vec<_>>().join(", or ").as_str() {
            "`token`" => Error::input(
                operation.id,
                "token",
                "is missing: set it with Builder::token",
            ),
            names => Error::input(
                operation.id,
                "credential",
                format!("is missing: set {names} on the client's builder"),
            ),
        }
    }

    /// Returns the token of a call, if one of its schemes uses it.
    pub(crate) fn token_for(&self, requirement: SecurityRequirement) -> Option<&StoredCredential> {
        let mut schemes = requirement.iter();
        let uses_token = |scheme: &&&SecurityScheme| {
            scheme.placement == Placement::Bearer && self.for_scheme(scheme).is_none()
        };
        schemes.find(uses_token).and(self.token.as_ref())
    }

    /// Adds all credentials except the token, and returns their secrets.
    pub(crate) fn add(
        &self,
        requirement: SecurityRequirement,
        request: &mut Request,
    ) -> Vec<Secret> {
        let schemes = requirement.iter();
        schemes
            .filter_map(|scheme| self.for_scheme(scheme))
            .map(|credential| {
                credential.add(request);
                credential.secret.clone()
            })
            .collect()
    }
}
