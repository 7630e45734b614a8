//! A running sandbox.

use std::fmt;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::faults::{Fault, Target, Times, front};
use crate::opening::Opened;
use crate::server::App;
use crate::state::{State, World};
use crate::{
    Application, Clock, Image, LoggedRequest, Post, Publication, SandboxBuilder, StartError,
    StateError, User, routes,
};

/// A stand-in for Medium that listens until it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    state: State,
    token: String,
    application: Application,
    resumed: bool,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Starts one on a free loopback port with everything at its default.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Sets one up first.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    pub(crate) fn serve(listener: TcpListener, address: SocketAddr, opened: Opened) -> Self {
        let Opened {
            state,
            token,
            application,
            resumed,
        } = opened;
        let app = App(routes::router(state.clone()));
        let server = front::start(listener, address, app, state.faults.clone());
        Self {
            address,
            state,
            token,
            application,
            resumed,
            server,
        }
    }

    /// Stops listening, lets requests under way finish, and returns when all have.
    pub async fn stop(mut self) {
        self.state.faults.stop();
        // Fails only if the server's task panicked, and then it has ended too.
        let _ = (&mut self.server).await;
        self.state.close().await;
    }

    /// The origin of everything: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.state.settings.origin
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The demo user's integration token, hex digits.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The application that is registered from the start.
    pub fn application(&self) -> &Application {
        &self.application
    }

    /// Whether it goes on with what its state file held already. Its seed counts after a reset then.
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// The clock by which tokens expire; move it to see them do so.
    pub fn clock(&self) -> &Clock {
        &self.state.settings.clock
    }

    /// The people, the demo user first.
    pub fn users(&self) -> Vec<User> {
        self.state.world().users.values().cloned().collect()
    }

    /// The publications: one that the demo user edits, one to write in, one that is followed.
    pub fn publications(&self) -> Vec<Publication> {
        let world = self.state.world();
        world.publications.values().cloned().collect()
    }

    /// The posts, oldest first.
    pub fn posts(&self) -> Vec<Post> {
        self.state.world().posts.values().cloned().collect()
    }

    /// The uploaded images, oldest first; the same bytes are there once.
    pub fn images(&self) -> Vec<Image> {
        self.state.world().images.values().cloned().collect()
    }

    /// The last 10,000 calls of the API and of the consent page, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.state.log.matching(|_| true)
    }

    /// Injects `fault` into calls of the API, until [`Sandbox::clear_faults`]. Once this returns, it
    /// applies to the next call, on connections that were open before as well. Of several faults, the
    /// one injected first decides. Pages and control calls are unaffected, except by
    /// [`Fault::Refuse`] and [`Fault::CloseAtAccept`], which affect every connection and end those
    /// that are idle.
    pub async fn inject(&self, target: Target, fault: Fault, times: Times) {
        self.state.faults.inject(target, fault, times).await;
    }

    /// Ends all faults.
    pub async fn clear_faults(&self) {
        self.state.faults.clear().await;
    }

    /// Forgets posts, images, tokens and requests, ends faults and clock moves: as it started.
    /// Fails if the state file can't be written.
    pub async fn reset(&self) -> Result<(), StateError> {
        self.state.reset().await
    }

    /// Revokes a token of any kind, as its user can. Says whether there was one. Fails if the
    /// state file can't be written.
    pub async fn revoke(&self, token: &str) -> Result<bool, StateError> {
        let revoke = |world: &mut World| {
            let access = world.access_tokens.remove(token).is_some();
            world.refresh_tokens.remove(token).is_some() || access
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
