//! What every call of a client shares.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::credential::{Bearer, Credential};
use super::credentials::Credentials;
use super::decode::Decode;
use super::retry::{Budget, Retry};
use super::security::Alternative;
use super::servers::checked;
use super::template::Template;
use super::{Call, Error, Hook, Operation, Service};

/// Where a client sends, with which credential, and how patiently. A generated
/// client is one; copies share it.
#[derive(Clone)]
pub struct Transport(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) client: reqwest::Client,
    /// The document's server URL → where it is reached. The first one is the
    /// document's first server.
    pub(crate) servers: Vec<(String, Url)>,
    /// Where the document's first server is reached.
    pub(crate) origin: Origin,
    /// The servers that credentials may go to beside that origin; `None` means
    /// all that the document names.
    pub(crate) trusted: Option<Vec<String>>,
    pub(crate) credentials: Credentials,
    pub(crate) service: Arc<dyn Service>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    /// How long nothing may move.
    pub(crate) stall: Duration,
    /// How long reading a response may take.
    pub(crate) response: Duration,
    /// The variable that names the proxy for HTTPS, where there is one.
    pub(crate) proxy: Option<&'static str>,
}

/// A scheme, a host and a port.
#[derive(Clone)]
pub(crate) struct Origin(Url);

impl Origin {
    pub(crate) fn of(url: Url) -> Self {
        Self(url)
    }

    /// As `url.origin() == …`, without its two allocations a call.
    fn is_of(&self, url: &Url) -> bool {
        self.0.has_host()
            && self.0.scheme() == url.scheme()
            && self.0.host_str() == url.host_str()
            && self.0.port_or_known_default() == url.port_or_known_default()
    }
}

/// The credential of a client.
#[derive(Clone)]
pub(crate) enum StoredCredential {
    /// A token that never changes.
    Fixed(Bearer),
    /// One that renews itself.
    Renewed(Arc<dyn Credential>),
}

impl Transport {
    /// Starts a call of `operation`, whose response is read by `decode`.
    pub fn call<T>(&self, operation: &'static Operation, decode: Decode<T>) -> Call<T> {
        Call::new(self.clone(), operation, decode)
    }

    /// Where the document's first server is reached.
    #[must_use]
    pub fn api_url(&self) -> &Url {
        &self.0.origin.0
    }

    /// The URL of the server that `operation` is sent to.
    pub(crate) fn server(&self, operation: &'static Operation) -> Result<Cow<'_, Url>, Error> {
        let mut servers = self.0.servers.iter();
        match servers.find(|(server, _)| server == operation.server) {
            // Parsed once, when the client was built.
            Some((_, url)) => Ok(Cow::Borrowed(url)),
            None => checked(operation.server, "server").map(Cow::Owned),
        }
    }

    /// The credentials for a call that goes to `server`.
    pub(crate) fn alternative(
        &self,
        operation: &'static Operation,
        server: &Url,
    ) -> Result<Alternative, Error> {
        let alternative = self.0.credentials.alternative(operation)?;
        if alternative.is_empty() || self.may_know(operation, server) {
            return Ok(alternative);
        }
        let problem = format!(
            "{} is not where this client's credentials belong: say with Builder::server where it is",
            operation.server
        );
        Err(Error::input(operation.id, "server", problem))
    }

    /// Whether credentials may go to the server of an operation. Those for a
    /// stand-in of the API don't go to another server of the real one.
    fn may_know(&self, operation: &'static Operation, server: &Url) -> bool {
        self.0.origin.is_of(server)
            || match &self.0.trusted {
                None => true,
                Some(servers) => servers.iter().any(|known| known == operation.server),
            }
    }

    /// The token for a request, where one goes with it.
    pub(crate) async fn bearer(
        &self,
        operation: &'static Operation,
        alternative: Alternative,
    ) -> Result<Option<Bearer>, Error> {
        match self.0.credentials.token_for(alternative) {
            Some(StoredCredential::Fixed(bearer)) => Ok(Some(bearer.clone())),
            Some(StoredCredential::Renewed(credential)) => {
                credential.bearer(operation).await.map(Some)
            }
            None => Ok(None),
        }
    }

    /// Whether a call may be sent again at all.
    pub(crate) fn retries(&self, template: &Template) -> bool {
        template.retry.as_ref().unwrap_or(&self.0.retry).attempts > 1
    }

    /// A newer token than the one that was refused.
    pub(crate) async fn renew(
        &self,
        operation: &'static Operation,
        refused: Bearer,
    ) -> Result<Option<Bearer>, Error> {
        match &self.0.credentials.token {
            Some(StoredCredential::Renewed(credential)) => {
                credential.renew(operation, refused).await
            }
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("servers", &Servers(&self.0.servers))
            .field("credential", &self.0.credentials.is_set())
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
