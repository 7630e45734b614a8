//! A running sandbox.

use std::fmt;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::state::State;
use crate::{
    Application, Clock, Image, LoggedRequest, Post, Publication, SandboxBuilder, StartError, User,
    routes,
};

/// A stand-in for Medium that listens until it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    state: State,
    token: String,
    application: Application,
    /// Dropped with the sandbox, which is what tells the server to end.
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
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

    pub(crate) fn serve(
        listener: TcpListener,
        address: SocketAddr,
        state: State,
        token: String,
        application: Application,
    ) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let app = routes::router(state.clone());
        let server = tokio::spawn(async move {
            let ended = async move {
                // An error means that the sender was dropped, which is the usual way to end.
                let _ = stopped.await;
            };
            // axum documents that this future never completes with an error.
            let _ = axum::serve(listener, app)
                .with_graceful_shutdown(ended)
                .await;
        });
        Self {
            address,
            state,
            token,
            application,
            stop: Some(stop),
            server: Some(server),
        }
    }

    /// Stops listening, lets requests under way finish, and returns when all have.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if let Some(server) = self.server.take() {
            // Fails only if the server's task panicked, and then it has ended too.
            let _ = server.await;
        }
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

    /// The clock by which tokens expire; move it to see them do so.
    pub fn clock(&self) -> &Clock {
        &self.state.settings.clock
    }

    /// The people, the demo user first.
    pub fn users(&self) -> Vec<User> {
        self.state.world().users.clone()
    }

    /// The publications: one that the demo user edits, one to write in, one that is followed.
    pub fn publications(&self) -> Vec<Publication> {
        self.state.world().publications.clone()
    }

    /// The posts, oldest first.
    pub fn posts(&self) -> Vec<Post> {
        self.state.world().posts.clone()
    }

    /// The uploaded images, oldest first; the same bytes are there once.
    pub fn images(&self) -> Vec<Image> {
        self.state.world().images.clone()
    }

    /// The last 10,000 calls of the API and of the consent page, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.state.log.entries()
    }

    /// Revokes a token of any kind, as its user can. Says whether there was one.
    pub fn revoke(&self, token: &str) -> bool {
        let mut world = self.state.world();
        let access = world.access_tokens.remove(token).is_some();
        world.refresh_tokens.remove(token).is_some() || access
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}
