//! The server URLs of a client.

use std::borrow::Cow;
use std::fmt;

use url::Url;

use super::{at_origin, parse_server_url};
use crate::{Error, Operation};

/// The server URLs of a client.
#[derive(Clone)]
pub(crate) struct Servers {
    /// The document's first server, as written there, and its URL.
    pub(super) first: (String, Url),
    /// The other servers, in the same form.
    pub(super) others: Vec<(String, Url)>,
    /// The servers that the user replaced.
    pub(super) replaced: Vec<String>,
    /// The origin that replaces those of all other servers.
    pub(super) origin: Option<Url>,
}

impl Servers {
    /// Returns the URL of the first server.
    pub(crate) fn api_url(&self) -> &Url {
        &self.first.1
    }

    fn all(&self) -> impl Iterator<Item = &(String, Url)> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Returns the hosts with plain HTTP.
    pub(super) fn plain_hosts(&self) -> impl Iterator<Item = url::Host<&str>> {
        let plain = self.all().filter(|(_, url)| url.scheme() == "http");
        plain.filter_map(|(_, url)| url.host())
    }

    /// Returns whether all servers use plain HTTP, which is on this machine.
    pub(crate) fn are_plain(&self) -> bool {
        self.all().all(|(_, url)| url.scheme() == "http")
    }

    /// Returns the URL of the server of `operation`.
    pub(crate) fn url_of(&self, operation: &'static Operation) -> Result<Cow<'_, Url>, Error> {
        if let Some((_, url)) = self.all().find(|(server, _)| server == operation.server) {
            // Parsed when the client was built.
            return Ok(Cow::Borrowed(url));
        }
        match &self.origin {
            Some(base) => at_origin(base, operation.server).map(Cow::Owned),
            None => parse_server_url(operation.server, "server").map(Cow::Owned),
        }
    }

    fn is_replaced(&self, server: &str) -> bool {
        self.origin.is_some() || self.replaced.iter().any(|replaced| replaced == server)
    }

    /// Returns whether credentials may be sent to the server of an operation, at `url`. Credentials
    /// for a replaced API must not reach another server of the real service.
    pub(crate) fn may_receive_credentials(&self, operation: &'static Operation, url: &Url) -> bool {
        is_same_origin(self.api_url(), url)
            || !self.is_replaced(&self.first.0)
            || self.is_replaced(operation.server)
    }

    /// Returns the URL of the server of a page for a browser. If the API is replaced, the
    /// login page must be replaced as well, and vice versa.
    pub(crate) fn page_url(&self, operation: &'static Operation) -> Result<Cow<'_, Url>, Error> {
        let url = self.url_of(operation)?;
        if self.is_replaced(&self.first.0) == self.is_replaced(operation.server)
            || is_same_origin(self.api_url(), &url)
        {
            return Ok(url);
        }
        let problem = format!(
            "is {}, but the API of this client is {}: set both with Builder::origin, or this one with Builder::server",
            url.as_str().trim_end_matches('/'),
            self.api_url().as_str().trim_end_matches('/')
        );
        Err(Error::input(operation.id, "server", problem))
    }
}

/// Returns whether two URLs have the same origin, without two allocations per call.
fn is_same_origin(one: &Url, other: &Url) -> bool {
    one.has_host()
        && one.scheme() == other.scheme()
        && one.host_str() == other.host_str()
        && one.port_or_known_default() == other.port_or_known_default()
}

/// Shows the servers as in the document, with their URLs.
impl fmt::Debug for Servers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.all().map(|(server, url)| (server, url.as_str()));
        f.debug_map().entries(written).finish()
    }
}
