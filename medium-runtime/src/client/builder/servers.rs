//! Where a client sends.

use super::Builder;
use crate::Server;

/// Servers.
impl<C> Builder<C> {
    /// One origin in place of every server of the document, such as
    /// `http://127.0.0.1:8080`: a sandbox, a mock server, a gateway. The paths of
    /// the document's servers are added to it.
    ///
    /// This is how a client is pointed at a stand-in: where the document has a
    /// server of its own for logging in, [`api_url`](Self::api_url) alone would
    /// leave that where it is.
    pub fn environment(mut self, url: impl Into<String>) -> Self {
        self.servers.environment = Some(url.into());
        self
    }

    /// The URL of the API, in place of the document's first server, such as
    /// `http://127.0.0.1:8080/v1`. Other servers of the document stay where they
    /// are: see [`environment`](Self::environment).
    pub fn api_url(self, url: impl Into<String>) -> Self {
        let server = self.servers.default;
        self.server(server, url)
    }

    /// What the relative servers of the document stand on, such as
    /// `https://api.example.com`. Needed where the document names no other
    /// server; the path of its server, such as `/v1`, is added.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.servers.base = Some(url.into());
        self
    }

    /// `url` in place of `server`, which is written as the document does.
    /// Credentials go there, too.
    pub fn server(mut self, server: &str, url: impl Into<String>) -> Self {
        self.servers.set_url(server, url.into());
        self
    }

    /// The servers of the document, where it has several, or variables in them.
    /// The generated client sets this already.
    pub fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers.known = servers;
        self
    }

    /// The value of a variable in the URLs of servers.
    pub fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.servers.variables.retain(|(known, _)| *known != name);
        self.servers.variables.push((name, value.into()));
        self
    }
}
