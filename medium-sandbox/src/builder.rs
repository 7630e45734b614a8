//! How a sandbox is set up before it starts.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::clock::{Clock, millis};
use crate::faults::{Fault, Target, Times};
use crate::opening::{self, Wishes};
use crate::state::credentials::TokenPolicy;
use crate::state::{Settings, State};
use crate::{Application, Sandbox, Seed, StartError, Variant};

/// Medium's access tokens last 60 days.
const SIXTY_DAYS: Duration = Duration::from_secs(60 * 24 * 60 * 60);
const MAX_IMAGE_BYTES: usize = 25 * 1024 * 1024;

/// Sets up a [`Sandbox`]. What is not set is as Medium has it, with fresh random credentials.
pub struct SandboxBuilder {
    host: IpAddr,
    state: Option<PathBuf>,
    port: u16,
    token: Option<String>,
    client: Option<(String, String)>,
    redirect_uri: Option<String>,
    extended_scope: bool,
    variant: Variant,
    rate_limit: bool,
    token_lifetime: Duration,
    rotate_refresh_tokens: bool,
    max_image_bytes: usize,
    clock: Clock,
    faults: Vec<(Target, Fault, Times)>,
    seed: Seed,
}

impl Default for SandboxBuilder {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            state: None,
            port: 0,
            token: None,
            client: None,
            redirect_uri: None,
            extended_scope: true,
            variant: Variant::Observed,
            rate_limit: true,
            token_lifetime: SIXTY_DAYS,
            rotate_refresh_tokens: false,
            max_image_bytes: MAX_IMAGE_BYTES,
            clock: Clock::default(),
            faults: Vec::new(),
            seed: Seed::default(),
        }
    }
}

impl SandboxBuilder {
    /// Listens on this port. Default: one that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Listens on this address. Default: 127.0.0.1. On any other, everybody who
    /// reaches the machine reaches the sandbox.
    pub fn host(mut self, host: IpAddr) -> Self {
        self.host = host;
        self
    }

    /// Keeps everything in this SQLite file, and starts with what is in it. Without one, all is
    /// forgotten at the end.
    pub fn state(mut self, file: impl Into<PathBuf>) -> Self {
        self.state = Some(file.into());
        self
    }

    /// The demo user's integration token. Default: a random one.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Id and secret of the ready-made application. Default: random ones.
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.client = Some((id.into(), secret.into()));
        self
    }

    /// The callback of the ready-made application, compared exactly.
    /// Default: `http://127.0.0.1:8585/callback`.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(uri.into());
        self
    }

    /// Whether the ready-made application may ask for the extended scope `uploadImage`.
    /// Default: yes.
    pub fn extended_scope(mut self, permitted: bool) -> Self {
        self.extended_scope = permitted;
        self
    }

    /// Which variant of Medium's behaviour to show. Default: [`Variant::Observed`].
    pub fn variant(mut self, variant: Variant) -> Self {
        self.variant = variant;
        self
    }

    /// Whether the eleventh post within 24 hours is refused. Default: yes.
    pub fn rate_limit(mut self, on: bool) -> Self {
        self.rate_limit = on;
        self
    }

    /// How long access tokens of the code flow last. Default: 60 days.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// Whether a refresh replaces the refresh token, too. Default: no; which of both Medium does
    /// is unknown.
    pub fn rotate_refresh_tokens(mut self, rotate: bool) -> Self {
        self.rotate_refresh_tokens = rotate;
        self
    }

    /// The largest image that is taken; above it comes the proxy's 413. Default: 25 MiB.
    pub fn max_image_bytes(mut self, bytes: usize) -> Self {
        self.max_image_bytes = bytes;
        self
    }

    /// What it holds from the start, and again after a reset. A state file that holds something
    /// already goes on with that, until a reset. Default: three people and three publications.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Injects a fault from the start and again after a reset, as [`Sandbox::inject`] does later.
    pub fn fault(mut self, target: Target, fault: Fault, times: Times) -> Self {
        self.faults.push((target, fault, times));
        self
    }

    /// Uses a clock that something else moves, too.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Starts listening. Requests are served from the moment this returns.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        self.check()?;
        let wanted = SocketAddr::new(self.host, self.port);
        let listen = |source| StartError::Listen {
            address: wanted.to_string(),
            source,
        };
        let listener = TcpListener::bind(wanted).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let settings = self.settings(address);
        let opened = opening::open(settings, self.into()).await?;
        let state = opened.state.clone();
        let sandbox = Sandbox::serve(listener, address, opened);
        // Not before somebody listens, who has to stop if a fault says so.
        state.begin_faults().await;
        Ok(sandbox)
    }

    /// What it would serve, without a port.
    pub(crate) async fn unserved(self) -> Result<State, StartError> {
        self.check()?;
        let nowhere = SocketAddr::new(self.host, self.port);
        let settings = self.settings(nowhere);
        Ok(opening::open(settings, self.into()).await?.state)
    }

    fn check(&self) -> Result<(), StartError> {
        if !self.token.as_deref().is_none_or(is_sendable) {
            return Err(StartError::Token);
        }
        match &self.redirect_uri {
            Some(uri) if !Application::is_callback(uri) => {
                Err(StartError::RedirectUri(uri.clone()))
            }
            _ => Ok(()),
        }
    }

    fn settings(&self, address: SocketAddr) -> Settings {
        Settings {
            origin: origin(address),
            variant: self.variant,
            rate_limit: self.rate_limit,
            tokens: TokenPolicy {
                lifetime_ms: millis(self.token_lifetime),
                rotate: self.rotate_refresh_tokens,
            },
            max_image_bytes: self.max_image_bytes,
            clock: self.clock.clone(),
        }
    }
}

impl Settings {
    /// Those of a sandbox that does not listen.
    pub(crate) fn nowhere() -> Self {
        let builder = SandboxBuilder::default();
        builder.settings(SocketAddr::new(builder.host, builder.port))
    }
}

/// Whether a header can carry a token.
pub(crate) fn is_sendable(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

impl From<SandboxBuilder> for Wishes {
    fn from(builder: SandboxBuilder) -> Self {
        Self {
            state: builder.state,
            seed: builder.seed,
            faults: builder.faults,
            token: builder.token,
            client: builder.client,
            redirect_uri: builder.redirect_uri,
            extended: builder.extended_scope,
        }
    }
}

/// The origin that responses name. Listening everywhere, it is reached on loopback, too.
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
            .field("variant", &self.variant)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Else nobody could start one in a task.
    #[test]
    fn starting_and_stopping_can_move_between_threads() {
        fn can_move<F: Future + Send>(_: impl Fn(Sandbox) -> F) {}
        can_move(async |sandbox: Sandbox| {
            sandbox.stop().await;
            Sandbox::builder().start().await
        });
    }
}
