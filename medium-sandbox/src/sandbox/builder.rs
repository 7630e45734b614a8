//! Configures and starts a sandbox.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use tokio::net::TcpListener;

use super::running::Sandbox;
use super::startup::{self, StartOptions};
use crate::clock::{Clock, millis};
use crate::faults::{Fault, FaultScope, Times};
use crate::state::{AppState, Settings};
use crate::{Behavior, Seed, StartError};

/// Configures and starts a [`Sandbox`]. By default it behaves like Medium and has random credentials.
pub struct SandboxBuilder {
    host: IpAddr,
    port: u16,
    settings: Settings,
    options: StartOptions,
}

impl Default for SandboxBuilder {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            settings: Settings::default(),
            options: StartOptions::default(),
        }
    }
}

impl Sandbox {
    /// Starts a sandbox with the defaults, on a free loopback port.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Returns a builder with the defaults.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }
}

impl SandboxBuilder {
    /// Sets the port. Default: any free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets the IP address to listen on. Default: 127.0.0.1. With an address that is not loopback,
    /// everyone who can reach the machine can use the sandbox.
    pub fn host(mut self, host: IpAddr) -> Self {
        self.host = host;
        self
    }

    /// Saves users, publications, posts, images, applications and tokens in this SQLite file, and loads
    /// them at the start. Default: in memory only.
    pub fn state_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.options.state_file = Some(file.into());
        self
    }

    /// Sets the integration token of the first user. Default: random.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.options.token = Some(token.into());
        self
    }

    /// Sets the client ID and secret of the demo application. Default: random.
    pub fn application(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.options.client_credentials = Some((id.into(), secret.into()));
        self
    }

    /// Sets the demo application's callback, which is compared exactly.
    /// Default: `http://127.0.0.1:8585/callback`.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.options.redirect_uri = Some(uri.into());
        self
    }

    /// Sets whether the demo application may request the extended scope `uploadImage`.
    /// Default: yes.
    pub fn extended_scope(mut self, permitted: bool) -> Self {
        self.options.extended = permitted;
        self
    }

    /// Sets whether the sandbox follows Medium's observed or documented behavior. Default:
    /// [`Behavior::Observed`].
    pub fn behavior(mut self, behavior: Behavior) -> Self {
        self.settings.behavior = behavior;
        self
    }

    /// Sets whether the eleventh post within 24 hours is rejected. Default: yes.
    pub fn rate_limit(mut self, on: bool) -> Self {
        self.settings.rate_limit = on;
        self
    }

    /// Sets how long access tokens of the OAuth flow are valid. Default: 60 days.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.tokens.lifetime_ms = millis(lifetime);
        self
    }

    /// Sets whether a refresh also replaces the refresh token. Default: no. It is unknown which of
    /// the two Medium does.
    pub fn rotate_refresh_tokens(mut self, rotate: bool) -> Self {
        self.settings.tokens.rotate = rotate;
        self
    }

    /// Sets the size of the largest accepted image, in bytes. A larger image gets 413 with nginx's HTML
    /// page. Default: 25 MiB.
    pub fn max_image_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_image_bytes = bytes;
        self
    }

    /// Sets what the sandbox contains at the start and after a reset. With a state file that
    /// already has content, the seed applies after a reset only. Default: three users and three
    /// publications.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.options.seed = seed;
        self
    }

    /// Injects a fault at the start and after each reset, as [`Sandbox::inject`] does later.
    pub fn fault(mut self, scope: FaultScope, fault: Fault, times: Times) -> Self {
        self.options.faults.push((scope, fault, times));
        self
    }

    /// Uses this clock, for example to share it between sandboxes.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.settings.clock = clock;
        self
    }

    /// Starts listening. The sandbox serves requests as soon as this returns.
    pub async fn start(mut self) -> Result<Sandbox, StartError> {
        self.options.check()?;
        let requested = SocketAddr::new(self.host, self.port);
        let listen = |source| StartError::Listen {
            address: requested.to_string(),
            source,
        };
        let listener = TcpListener::bind(requested).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        self.settings.origin = origin(address);
        let prepared = startup::prepare(self.settings, self.options).await?;
        let state = prepared.state.clone();
        let sandbox = Sandbox::serve(listener, address, prepared);
        // Only now: injecting waits until the listener has applied the fault.
        state.inject_initial_faults().await;
        Ok(sandbox)
    }

    /// Prepares the state of a sandbox that does not listen.
    pub(crate) async fn prepare_state(self) -> Result<AppState, StartError> {
        self.options.check()?;
        Ok(startup::prepare(self.settings, self.options).await?.state)
    }
}

/// Returns the origin for URLs in responses. A sandbox that listens on all addresses uses loopback.
fn origin(address: SocketAddr) -> String {
    match address.ip() {
        ip if ip.is_unspecified() => format!("http://127.0.0.1:{}", address.port()),
        _ => format!("http://{address}"),
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("behavior", &self.settings.behavior)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tokio::spawn` requires it.
    #[test]
    fn futures_of_start_and_stop_are_send() {
        fn is_send<F: Future + Send>(_: impl Fn(Sandbox) -> F) {}
        is_send(async |sandbox: Sandbox| {
            sandbox.stop().await;
            Sandbox::builder().start().await
        });
    }
}
