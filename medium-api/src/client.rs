//! What the generated client gets from us: its hooks, and the way to
//! Medium's second server.

use progenitor_client::ClientHooks;

use crate::runtime::{Builder, Transport};
use crate::{Client, operations};

/// progenitor's hooks, as they are: what a call needs to carry typed errors
/// stands in `runtime`.
impl ClientHooks<Transport> for Client {}

impl Builder<Client> {
    /// The origin of the authorization page, in place of `https://medium.com`.
    pub fn authorize_url(self, url: impl Into<String>) -> Self {
        self.server(operations::AUTHORIZE.server, url)
    }
}
