//! A running sandbox.

use std::fmt;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::startup::Prepared;
use crate::faults::{Fault, FaultScope, Times, listener};
use crate::server::App;
use crate::state::{AppState, Database};
use crate::{
    Application, Clock, Image, LoggedRequest, Post, Publication, StateError, User, routes,
};

/// A sandbox that listens until it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    state: AppState,
    token: String,
    application: Application,
    resumed: bool,
    server: JoinHandle<()>,
}

impl Sandbox {
    pub(super) fn serve(listener: TcpListener, address: SocketAddr, prepared: Prepared) -> Self {
        let Prepared {
            state,
            token,
            application,
            resumed,
        } = prepared;
        let app = App(routes::router(state.clone()));
        let server = listener::start(listener, address, app, state.faults.clone());
        Self {
            address,
            state,
            token,
            application,
            resumed,
            server,
        }
    }

    /// Stops listening, and returns once all open requests have finished.
    pub async fn stop(mut self) {
        self.state.faults.stop();
        // Fails only if the server's task panicked, and so has ended.
        let _ = (&mut self.server).await;
        self.state.close().await;
    }

    /// Returns the origin, `http://127.0.0.1:PORT`, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.state.settings.origin
    }

    /// Returns the address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the integration token of the first user, which the command prints.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Returns the demo application.
    pub fn application(&self) -> &Application {
        &self.application
    }

    /// Returns whether the state file already had content. Then the seed applies after a reset
    /// only.
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// Returns the clock of the sandbox. Move it forward to let tokens expire.
    pub fn clock(&self) -> &Clock {
        &self.state.settings.clock
    }

    /// Returns the users, in order of creation.
    pub fn users(&self) -> Vec<User> {
        self.state.db().users.values().cloned().collect()
    }

    /// Returns the publications. By default, the demo user edits one, writes for one and follows one.
    pub fn publications(&self) -> Vec<Publication> {
        let db = self.state.db();
        db.publications.values().cloned().collect()
    }

    /// Returns the posts, oldest first.
    pub fn posts(&self) -> Vec<Post> {
        self.state.db().posts.values().cloned().collect()
    }

    /// Returns the uploaded images, oldest first. Identical uploads are listed once.
    pub fn images(&self) -> Vec<Image> {
        self.state.db().images.values().cloned().collect()
    }

    /// Returns the last 10,000 requests to the API and the consent page, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.state.log.matching(|_| true)
    }

    /// Injects `fault` into calls to the API, for `times` or until [`Sandbox::clear_faults`].
    ///
    /// When this returns, the fault applies to the next call, even on an open connection. If several
    /// faults match, the oldest applies. Pages and control calls are not affected, except by
    /// [`Fault::ConnectionRefused`] and [`Fault::CloseOnConnect`], which affect every connection and close idle
    /// ones.
    pub async fn inject(&self, scope: FaultScope, fault: Fault, times: Times) {
        self.state.faults.inject(scope, fault, times).await;
    }

    /// Clears all faults.
    pub async fn clear_faults(&self) {
        self.state.faults.clear().await;
    }

    /// Returns to the initial state: deletes everything that was added since the start, restores what
    /// was deleted, and resets faults and the clock.
    ///
    /// # Errors
    ///
    /// If the state file can't be written.
    pub async fn reset(&self) -> Result<(), StateError> {
        self.state.reset().await
    }

    /// Revokes an access or refresh token. Returns whether it existed.
    ///
    /// # Errors
    ///
    /// If the state file can't be written.
    pub async fn revoke(&self, token: &str) -> Result<bool, StateError> {
        let revoke = |db: &mut Database| {
            let access = db.access_tokens.remove(token).is_some();
            let refresh = db.refresh_tokens.remove(token).is_some();
            access || refresh
        };
        self.state.change(revoke).await
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}
