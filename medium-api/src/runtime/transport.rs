//! What every call of a client shares.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Request;

use super::credential::{Bearer, Credential};
use super::retry::{Budget, Retry};
use super::{Error, Operation};

/// Where a client sends, with which credential, and how patiently. The
/// generated client holds one; copies share it.
#[derive(Clone)]
pub struct Transport(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    /// The document's server URL → where it is reached.
    pub(crate) servers: Vec<(String, String)>,
    /// The origin that the credential was made for.
    pub(crate) origin: url::Origin,
    pub(crate) credential: Option<Held>,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    /// How long nothing may move.
    pub(crate) stall: Duration,
}

/// A credential as a client holds it.
pub(crate) enum Held {
    /// A token that never changes.
    Fixed(Bearer),
    Renewed(Arc<dyn Credential>),
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

    /// The token for a request, if the operation needs one and goes to the
    /// origin that it was made for.
    pub(crate) async fn bearer(
        &self,
        operation: &'static Operation,
        request: &Request,
    ) -> Result<Option<Bearer>, Error> {
        if !operation.authenticated || request.url().origin() != self.0.origin {
            return Ok(None);
        }
        match &self.0.credential {
            Some(Held::Fixed(bearer)) => Ok(Some(bearer.clone())),
            Some(Held::Renewed(credential)) => credential.bearer(operation).await.map(Some),
            None => Err(Error::input(
                operation.id,
                "token",
                "is missing: give the client one with Builder::token",
            )),
        }
    }

    /// A newer token than the one that was refused.
    pub(crate) async fn renew(
        &self,
        operation: &'static Operation,
        refused: Bearer,
    ) -> Result<Option<Bearer>, Error> {
        match &self.0.credential {
            Some(Held::Renewed(credential)) => credential.renew(operation, refused).await,
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("servers", &self.0.servers)
            .field("credential", &self.0.credential.is_some())
            .field("retry", &self.0.retry)
            .field("stall", &self.0.stall)
            .finish_non_exhaustive()
    }
}
