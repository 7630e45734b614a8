//! Sets up clients.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::client_credentials::{ClientCredentials, SchemeCredential};
use super::credential::Bearer;
use super::http_sender::HttpSender;
use super::retry::{Budget, Retry};
use super::servers::{ServerConfig, Servers};
use super::service::DefaultService;
use super::transport::{Shared, StoredCredential};
use super::{Error, Hook, Secret, SecurityScheme, Service, Transport, user_headers};
use credentials::CredentialConfig;
use http::HttpConfig;

const DEFAULT_STALL_TIMEOUT: Duration = Duration::from_secs(20);
/// Enough for the largest response that is read, 8 MiB, at 0.6 Mbit/s.
const DEFAULT_RESPONSE_TIMEOUT: Duration = Duration::from_secs(120);

/// Sets up a client: servers, credentials, connections, time limits. The document has the
/// defaults.
///
/// A generated client has a `Client::builder()`:
///
/// ```
/// use std::time::Duration;
///
/// use medium_runtime::{Builder, Error, Transport};
///
/// # fn example() -> Result<Transport, Error> {
/// let client = Builder::<Transport>::new("https://bells.example")
///     .token("0f1e2d")
///     .timeout(Duration::from_secs(30))
///     .user_agent("carillon/1.2")
///     .build()?;
/// # Ok(client)
/// # }
/// # example().unwrap();
/// ```
///
/// # Time limits
///
/// | setting | limits | default |
/// |---|---|---|
/// | [`connect_timeout`](Self::connect_timeout) | connecting | 5 s |
/// | [`stall_timeout`](Self::stall_timeout) | the time without progress, in either direction | 20 s |
/// | [`response_timeout`](Self::response_timeout) | reading a response, once it has begun | 120 s |
/// | [`timeout`](Self::timeout) | a whole call: all attempts and the waits between them | none |
///
/// # Proxies
///
/// HTTPS goes through the [`proxy`](Self::proxy), otherwise through the environment's: the first
/// that is set of `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY` and `all_proxy`, except to the hosts in
/// `NO_PROXY` or `no_proxy`. The URL is `http://proxy.example:3128`, `https://…` or `socks5h://…`,
/// with `USER:PASSWORD@` before the host if the proxy requires a login. A proxy forwards TLS, and
/// sees no token.
///
/// Plain HTTP is for servers on this machine, and never uses a proxy, which would see
/// the token. `HTTP_PROXY` is not read. To try a proxy with a local sandbox, configure
/// it on your own HTTP client: [`http_client`](Self::http_client).
///
/// # Certificates
///
/// A client trusts the system's root certificates (with `rustls` on Linux, those
/// in `SSL_CERT_FILE` or `SSL_CERT_DIR` instead, if set), and those that
/// [`root_certificate`](Self::root_certificate) adds.
#[must_use]
pub struct Builder<C> {
    servers: ServerConfig,
    http: HttpConfig,
    credential: Option<CredentialConfig<C>>,
    /// Each scheme, its user name (for Basic) and its secret.
    schemes: Vec<(&'static SecurityScheme, Option<String>, Secret)>,
    user_agent: String,
    headers: HeaderMap,
    /// The first invalid default header.
    invalid_header: Option<Error>,
    service: Arc<dyn Service>,
    hooks: Vec<Arc<dyn Hook>>,
    retry: Retry,
    timeout: Option<Duration>,
    stall: Duration,
    response: Duration,
    #[cfg(feature = "test-util")]
    replay: Option<super::testing::Replay>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Transport>> Builder<C> {
    /// Creates a builder for a document whose first server is `default_server`.
    pub fn new(default_server: &'static str) -> Self {
        Self {
            servers: ServerConfig::new(default_server),
            http: HttpConfig::default(),
            credential: None,
            schemes: Vec::new(),
            user_agent: concat!("medium-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
            headers: HeaderMap::new(),
            invalid_header: None,
            service: Arc::new(DefaultService),
            hooks: Vec::new(),
            retry: Retry::default(),
            timeout: None,
            stall: DEFAULT_STALL_TIMEOUT,
            response: DEFAULT_RESPONSE_TIMEOUT,
            #[cfg(feature = "test-util")]
            replay: None,
            client: PhantomData,
        }
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`Error::Input`], whose `field` is the setting or the environment variable, for:
    ///
    /// - an invalid URL, or one that is neither https nor on loopback;
    /// - a token, a User-Agent or a header with characters that HTTP does not allow;
    /// - an invalid proxy or root certificate, including the environment's (`HTTPS_PROXY`,
    ///   `SSL_CERT_FILE`);
    /// - a connection setting next to an [`http_client`](Self::http_client), which has its own;
    /// - TLS that can't be set up.
    pub fn build(mut self) -> Result<C, Error> {
        if let Some(error) = self.invalid_header.take() {
            return Err(error);
        }
        let servers = self.servers.resolve()?;
        let sender = self.http_sender(&servers)?;
        let schemes = self.scheme_credentials()?;
        let credential = self.credential.take();
        let client = |credentials| {
            let shared = self.shared(&sender, &servers, credentials);
            C::from(Transport(Arc::new(shared)))
        };
        let token = match credential {
            None => None,
            Some(CredentialConfig::Token(token)) => {
                Some(StoredCredential::Fixed(Bearer::new(&token, 0)?))
            }
            Some(CredentialConfig::Refreshed(make)) => {
                let without_credential = client(ClientCredentials::default());
                Some(StoredCredential::Refreshed(make(without_credential)?))
            }
        };
        Ok(client(ClientCredentials { token, schemes }))
    }

    fn shared(
        &self,
        sender: &HttpSender,
        servers: &Servers,
        credentials: ClientCredentials,
    ) -> Shared {
        Shared {
            sender: sender.clone(),
            servers: servers.clone(),
            credentials,
            headers: self.headers.clone(),
            service: Arc::clone(&self.service),
            hooks: self.hooks.clone(),
            retry: self.retry.clone(),
            budget: Budget::default(),
            timeout: self.timeout,
            stall: self.stall,
            response: self.response,
        }
    }

    /// Returns the credentials of the security schemes, encoded.
    fn scheme_credentials(&self) -> Result<Vec<SchemeCredential>, Error> {
        let schemes = self.schemes.iter();
        schemes
            .map(|(scheme, user, secret)| SchemeCredential::new(scheme, user.as_deref(), secret))
            .collect()
    }
}

/// Settings of every call.
impl<C> Builder<C> {
    /// Limits the time of a call, including all attempts and the waits between them,
    /// unless [`Call::timeout`](super::Call::timeout) sets another limit. Default:
    /// none, because a large upload may take long;
    /// [`stall_timeout`](Self::stall_timeout) ends calls that make no progress.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Limits the time without progress in either direction, sending included. Default: 20 s.
    pub fn stall_timeout(mut self, limit: Duration) -> Self {
        self.stall = limit;
        self
    }

    /// Limits the time to read a response, from its head (and the end of the request)
    /// to its end. Default: 120 s. It ends responses that trickle, a byte every ten
    /// seconds, which [`stall_timeout`](Self::stall_timeout) does not. Streamed bodies
    /// ([`Download`](super::Download), [`Events`](super::Events)) are exempt.
    pub fn response_timeout(mut self, limit: Duration) -> Self {
        self.response = limit;
        self
    }

    /// Sets when calls are retried. Default: [`Retry::default`]. [`Retry::off`] disables it.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the `User-Agent`. Default: name and version of the generated client's crate.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Adds a header to every request, such as the name of a tenant or the key of a
    /// gateway. A call that sets the same header replaces it.
    ///
    /// Mark secret values with
    /// [`HeaderValue::set_sensitive`](super::http::HeaderValue::set_sensitive). Then
    /// nothing shows them, even if the service repeats them in an error.
    ///
    /// [`build`](Self::build) rejects headers that the client sets itself: `Authorization` (see
    /// `token`), `Content-Type`, `Content-Length`, `Host` and `Transfer-Encoding`.
    pub fn default_header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        match user_headers::parse_header(name.try_into(), value.try_into()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err((field, problem)) => {
                let error = Error::input("client", field, problem);
                self.invalid_header.get_or_insert(error);
            }
        }
        self
    }

    /// Adds code that runs before and after each call and each attempt. Hooks run in order.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Sets how responses differ from the document. Generated clients set this if necessary.
    pub fn service(mut self, service: impl Service) -> Self {
        self.service = Arc::new(service);
        self
    }

    /// Uses recorded responses instead of a network: see [`testing`](super::testing).
    #[cfg(feature = "test-util")]
    pub fn replay(mut self, replay: &super::testing::Replay) -> Self {
        self.replay = Some(replay.clone());
        self
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field(
                "credential",
                &(self.credential.is_some() || !self.schemes.is_empty()),
            )
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}

// Declared below the builder, so that its page in the docs starts with `new` and `build`.
mod credentials;
mod http;
mod servers;
