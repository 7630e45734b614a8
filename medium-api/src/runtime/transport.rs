//! What every call of a client shares.

use std::fmt;
use std::sync::Arc;

use reqwest::Request;
use reqwest::header::{AUTHORIZATION, HeaderValue};

use super::{Error, Operation, Secret};

/// Where a client sends and with which credential. The generated client holds
/// one; copies share it.
#[derive(Clone)]
pub struct Transport(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    /// The document's server URL → where it is reached.
    pub(crate) servers: Vec<(String, String)>,
    /// The origin that the credential was made for.
    pub(crate) origin: url::Origin,
    /// Marked sensitive.
    pub(crate) authorization: Option<HeaderValue>,
}

impl Transport {
    /// The URL that `operation`'s path is added to, without a slash at its end.
    #[must_use]
    pub fn server(&self, operation: &'static Operation) -> &str {
        self.0
            .servers
            .iter()
            .find(|(server, _)| server == operation.server)
            .map_or(operation.server, |(_, actual)| actual)
    }

    /// Puts the credential on a request, if the operation needs one and goes to
    /// the origin that it was made for.
    pub(crate) fn authorize(
        &self,
        operation: &'static Operation,
        request: &mut Request,
    ) -> Result<(), Error> {
        if !operation.authenticated || request.url().origin() != self.0.origin {
            return Ok(());
        }
        match &self.0.authorization {
            Some(value) => {
                request.headers_mut().insert(AUTHORIZATION, value.clone());
                Ok(())
            }
            None => Err(Error::input(
                operation.id,
                "token",
                "is missing: give the client one with Builder::token",
            )),
        }
    }
}

/// `Bearer …`, marked sensitive, so that nothing prints it.
pub(crate) fn bearer(token: &Secret) -> Result<HeaderValue, Error> {
    let problem =
        "can't stand in a header: it is empty, or has white space or characters outside of ASCII";
    let text = token.expose();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::input("client", "token", problem));
    }
    let mut value = HeaderValue::try_from(format!("Bearer {text}"))
        .map_err(|_| Error::input("client", "token", problem))?;
    value.set_sensitive(true);
    Ok(value)
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("servers", &self.0.servers)
            .field("authorized", &self.0.authorization.is_some())
            .finish_non_exhaustive()
    }
}
