//! Server settings.

use super::Builder;
use crate::Server;

/// Servers.
impl<C> Builder<C> {
    /// Replaces the origin of each of the document's servers, for example with
    /// `http://127.0.0.1:8080`: a sandbox, a mock server, a gateway. The paths of the document's
    /// servers are appended.
    ///
    /// Prefer it to [`api_url`](Self::api_url) for a sandbox: that leaves other servers
    /// of the document, such as the one for logging in, unchanged.
    pub fn origin(mut self, url: impl Into<String>) -> Self {
        self.servers.origin = Some(url.into());
        self
    }

    /// Replaces the URL of the document's first server, for example with
    /// `http://127.0.0.1:8080/v1`. Other servers of the document stay as they are: see
    /// [`origin`](Self::origin).
    pub fn api_url(self, url: impl Into<String>) -> Self {
        let server = self.servers.default;
        self.server(server, url)
    }

    /// Sets the URL of the document, such as `https://api.example.com/openapi.yaml`. Relative
    /// servers, such as `/v1`, are resolved against it, as OpenAPI specifies. Required (unless
    /// [`api_url`](Self::api_url) is set) if the document's first server is relative or missing.
    pub fn document_url(mut self, url: impl Into<String>) -> Self {
        self.servers.document_url = Some(url.into());
        self
    }

    /// Replaces `server`, spelled as in the document, with `url`. Credentials are also sent there.
    pub fn server(mut self, server: &str, url: impl Into<String>) -> Self {
        self.servers.set_url(server, url.into());
        self
    }

    /// Sets several servers, or servers with variables, of the document. For generated code.
    pub fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers.known = servers;
        self
    }

    /// Sets the value of a variable in server URLs.
    pub fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.servers.variables.retain(|(known, _)| *known != name);
        self.servers.variables.push((name, value.into()));
        self
    }
}
