//! What every call of a client shares.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use url::Url;

use super::credential::{Bearer, Credential};
use super::retry::{Budget, Retry};
use super::{Error, Operation};

/// Where a client sends, with which credential, and how patiently. The
/// generated client holds one; copies share it.
#[derive(Clone)]
pub struct Transport(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    /// The document's server URL → where it is reached.
    pub(crate) servers: Vec<(String, Url)>,
    /// The last address of each operation, and its path: the next call often
    /// goes there again.
    pub(crate) last: RwLock<Vec<Address>>,
    /// The origin that the credential was made for.
    pub(crate) origin: Origin,
    pub(crate) credential: Option<Held>,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    /// How long nothing may move.
    pub(crate) stall: Duration,
    /// How long reading a response may take.
    pub(crate) response: Duration,
    /// The variable that names the proxy for HTTPS, where there is one.
    pub(crate) proxy: Option<&'static str>,
}

/// Where an operation was sent.
pub(crate) struct Address {
    operation: &'static Operation,
    path: String,
    url: Url,
}

/// A scheme, a host and a port.
#[derive(Clone)]
pub(crate) struct Origin(Url);

impl Origin {
    pub(crate) fn of(url: Url) -> Self {
        Self(url)
    }

    /// As `url.origin() == …`, which copies the host for it.
    fn is_of(&self, url: &Url) -> bool {
        self.0.has_host()
            && self.0.scheme() == url.scheme()
            && self.0.host_str() == url.host_str()
            && self.0.port_or_known_default() == url.port_or_known_default()
    }
}

/// A credential as a client holds it.
pub(crate) enum Held {
    /// A token that never changes.
    Fixed(Bearer),
    Renewed(Arc<dyn Credential>),
}

impl Transport {
    /// Where `operation` is sent: the pieces of its path, on its server.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where the document's server is no URL.
    pub fn address(&self, operation: &'static Operation, path: &[&str]) -> Result<Url, Error> {
        let is_same = |last: &Address| {
            let mut rest = Some(last.path.as_str());
            for piece in path {
                rest = rest.and_then(|rest| rest.strip_prefix(piece));
            }
            rest == Some("")
        };
        let of_operation = |last: &Address| std::ptr::eq(last.operation, operation);
        let known = self.0.last.read().unwrap_or_else(PoisonError::into_inner);
        match known.iter().find(|last| of_operation(last)) {
            Some(last) if is_same(last) => return Ok(last.url.clone()),
            _ => drop(known),
        }
        let address = Address {
            operation,
            path: path.concat(),
            url: self.joined(operation, path)?,
        };
        let url = address.url.clone();
        // Nobody waits to remember it.
        if let Ok(mut known) = self.0.last.try_write() {
            match known.iter_mut().find(|last| of_operation(last)) {
                Some(last) => *last = address,
                None => known.push(address),
            }
        }
        Ok(url)
    }

    fn joined(&self, operation: &'static Operation, path: &[&str]) -> Result<Url, Error> {
        let mut servers = self.0.servers.iter();
        let mut url = match servers.find(|(server, _)| server == operation.server) {
            // Parsed once, when the client was built.
            Some((_, url)) => url.clone(),
            None => Url::parse(operation.server).map_err(|error| {
                Error::input(operation.id, "server", format!("is no URL: {error}"))
            })?,
        };
        let base = url.path().trim_end_matches('/');
        let path: String = [base].iter().chain(path).copied().collect();
        url.set_path(&path);
        Ok(url)
    }

    /// The token for a request, if the operation needs one and goes to the
    /// origin that it was made for.
    pub(crate) async fn bearer(
        &self,
        operation: &'static Operation,
        url: &Url,
    ) -> Result<Option<Bearer>, Error> {
        if !operation.authenticated || !self.0.origin.is_of(url) {
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
            .field("servers", &Servers(&self.0.servers))
            .field("credential", &self.0.credential.is_some())
            .field("retry", &self.0.retry)
            .field("stall", &self.0.stall)
            .field("response", &self.0.response)
            .field("proxy", &self.0.proxy)
            .finish_non_exhaustive()
    }
}

/// As they are written.
struct Servers<'a>(&'a [(String, Url)]);

impl fmt::Debug for Servers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.0.iter().map(|(server, url)| (server, url.as_str()));
        f.debug_map().entries(written).finish()
    }
}
