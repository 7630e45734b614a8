//! State that all calls of a client share.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use url::Url;

use super::client_credentials::ClientCredentials;
use super::credential::{Bearer, Credential};
use super::decode::Decode;
use super::http_sender::HttpSender;
use super::prepared_call::PreparedCall;
use super::retry::{Budget, Retry};
use super::security::SecurityRequirement;
use super::servers::Servers;
use super::{Call, Error, Hook, Operation, Service};

/// The servers, credentials, connections and limits of a client. Clones share it.
#[derive(Clone)]
pub struct Transport(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) sender: HttpSender,
    pub(crate) servers: Servers,
    pub(crate) credentials: ClientCredentials,
    /// Headers of every request.
    pub(crate) headers: HeaderMap,
    pub(crate) service: Arc<dyn Service>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    /// The time limit of calls that set none.
    pub(crate) timeout: Option<Duration>,
    /// The limit on the time without progress.
    pub(crate) stall: Duration,
    /// The limit on reading a response.
    pub(crate) response: Duration,
}

/// The credential of a client.
#[derive(Clone)]
pub(crate) enum StoredCredential {
    /// A token that never changes.
    Fixed(Bearer),
    /// One that refreshes itself.
    Refreshed(Arc<dyn Credential>),
}

impl Transport {
    /// Creates a call of `operation`, whose response is read by `decode`.
    pub fn call<T>(&self, operation: &'static Operation, decode: Decode<T>) -> Call<T> {
        Call::new(self.clone(), operation, decode)
    }

    /// Returns the URL of the first server.
    #[must_use]
    pub fn api_url(&self) -> &Url {
        self.0.servers.api_url()
    }

    /// Returns the URL of the server of `operation`.
    pub(crate) fn server(&self, operation: &'static Operation) -> Result<Cow<'_, Url>, Error> {
        self.0.servers.url_of(operation)
    }

    /// Returns the security requirement that a call to `server` fulfills.
    pub(crate) fn requirement(
        &self,
        operation: &'static Operation,
        server: &Url,
    ) -> Result<SecurityRequirement, Error> {
        let requirement = self.0.credentials.requirement(operation)?;
        if requirement.is_empty() || self.0.servers.may_receive_credentials(operation, server) {
            return Ok(requirement);
        }
        let problem = format!(
            "{} is not a server of this client, so it gets no credentials: set it with Builder::origin or Builder::server",
            operation.server
        );
        Err(Error::input(operation.id, "server", problem))
    }

    /// Returns the token for a request, if it uses one.
    pub(crate) async fn bearer(
        &self,
        operation: &'static Operation,
        requirement: SecurityRequirement,
    ) -> Result<Option<Bearer>, Error> {
        match self.0.credentials.token_for(requirement) {
            Some(StoredCredential::Fixed(bearer)) => Ok(Some(bearer.clone())),
            Some(StoredCredential::Refreshed(credential)) => {
                credential.bearer(operation).await.map(Some)
            }
            None => Ok(None),
        }
    }

    /// Returns whether a call may be retried at all.
    pub(crate) fn may_retry(&self, prepared: &PreparedCall) -> bool {
        prepared.retry.as_ref().unwrap_or(&self.0.retry).attempts > 1
    }

    /// Requests a newer token than the rejected one.
    pub(crate) async fn refresh(
        &self,
        operation: &'static Operation,
        rejected: Bearer,
    ) -> Result<Option<Bearer>, Error> {
        match &self.0.credentials.token {
            Some(StoredCredential::Refreshed(credential)) => {
                credential.refresh(operation, rejected).await
            }
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("servers", &self.0.servers)
            .field("credential", &self.0.credentials.is_set())
            .field("retry", &self.0.retry)
            .field("stall", &self.0.stall)
            .field("response", &self.0.response)
            .field("timeout", &self.0.timeout)
            .field("proxy", &self.0.sender.proxy)
            .finish_non_exhaustive()
    }
}
