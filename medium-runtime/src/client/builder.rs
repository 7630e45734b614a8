//! How a client is set up.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::connection::Connection;
use super::credential::Bearer;
use super::credentials::{Credentials, SchemeCredential};
use super::retry::{Budget, Retry};
use super::servers::{ServerConfig, Servers};
use super::service::DefaultService;
use super::transport::{Shared, StoredCredential};
use super::{Error, Hook, Secret, SecurityScheme, Service, Transport, user_headers};
use connection::ConnectionConfig;
use credentials::CredentialConfig;

const STALL: Duration = Duration::from_secs(20);
/// Time for the largest response that is read, 8 MiB, at 0.6 Mbit/s. Real ones have
/// some hundred KiB at most.
const RESPONSE: Duration = Duration::from_secs(120);

/// Sets up a client: where it goes, with which credential, and how long it waits.
/// What is not set is as the document has it.
///
/// A generated client starts one with `Client::builder()`:
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
/// | [`connect_timeout`](Self::connect_timeout) | making a connection | 5 s |
/// | [`stall_timeout`](Self::stall_timeout) | the time in which nothing moves, in either direction | 20 s |
/// | [`response_timeout`](Self::response_timeout) | reading a response, once it has begun | 120 s |
/// | [`timeout`](Self::timeout) | a whole call, with every attempt and the waits between them | none |
///
/// # Proxies
///
/// HTTPS goes through the proxy that [`proxy`](Self::proxy) names, or else the
/// environment: the first that is set of `HTTPS_PROXY`, `https_proxy`,
/// `ALL_PROXY` and `all_proxy`, except to the hosts in `NO_PROXY` or `no_proxy`.
/// Its URL is `http://proxy.example:3128`, `https://…` or `socks5h://…`, with
/// `USER:PASSWORD@` before the host if it asks for a login. It passes TLS on, and
/// sees no token.
///
/// Plain HTTP goes to this machine only, and through no proxy, whatever the
/// environment says: it would see the token. `HTTP_PROXY` is not read.
///
/// # Certificates
///
/// The system's root certificates are trusted (with `rustls` on Linux, those of
/// `SSL_CERT_FILE` or `SSL_CERT_DIR` in their place), and those that
/// [`root_certificate`](Self::root_certificate) adds.
#[must_use]
pub struct Builder<C> {
    servers: ServerConfig,
    connection: ConnectionConfig,
    credential: Option<CredentialConfig<C>>,
    /// Each with the user name, where it takes one.
    schemes: Vec<(&'static SecurityScheme, Option<String>, Secret)>,
    user_agent: String,
    headers: HeaderMap,
    /// The first default header that can't be sent.
    bad_header: Option<Error>,
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
    /// For a document whose first server is `default_server`.
    pub fn new(default_server: &'static str) -> Self {
        Self {
            servers: ServerConfig::new(default_server),
            connection: ConnectionConfig::default(),
            credential: None,
            schemes: Vec::new(),
            user_agent: concat!("medium-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
            headers: HeaderMap::new(),
            bad_header: None,
            service: Arc::new(DefaultService),
            hooks: Vec::new(),
            retry: Retry::default(),
            timeout: None,
            stall: STALL,
            response: RESPONSE,
            #[cfg(feature = "test-util")]
            replay: None,
            client: PhantomData,
        }
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Error::Input`], whose `field` is the setting or the environment variable:
    ///
    /// - an invalid URL, or one that is neither https nor on this machine's loopback;
    /// - a token, a User-Agent or a header that HTTP can't carry;
    /// - a proxy or a root certificate that can't be used, given or of the
    ///   environment (`HTTPS_PROXY`, `SSL_CERT_FILE`);
    /// - a setting of connections beside an [`http_client`](Self::http_client),
    ///   which has its own;
    /// - TLS that can't be set up.
    pub fn build(mut self) -> Result<C, Error> {
        if let Some(error) = self.bad_header.take() {
            return Err(error);
        }
        let servers = self.servers.resolved()?;
        let connection = self.connections(&servers)?;
        let schemes = self.scheme_credentials()?;
        let credential = self.credential.take();
        let client = |credentials| {
            let shared = self.shared(&connection, &servers, credentials);
            C::from(Transport(Arc::new(shared)))
        };
        let token = match credential {
            None => None,
            Some(CredentialConfig::Token(token)) => {
                Some(StoredCredential::Fixed(Bearer::new(&token, 0)?))
            }
            Some(CredentialConfig::Renewed(make)) => {
                let without = client(Credentials::default());
                Some(StoredCredential::Renewed(make(without)?))
            }
        };
        Ok(client(Credentials { token, schemes }))
    }

    fn shared(
        &self,
        connection: &Connection,
        servers: &Servers,
        credentials: Credentials,
    ) -> Shared {
        Shared {
            connection: connection.clone(),
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

    /// The credentials of schemes, ready to be sent.
    fn scheme_credentials(&self) -> Result<Vec<SchemeCredential>, Error> {
        let schemes = self.schemes.iter();
        schemes
            .map(|(scheme, user, secret)| SchemeCredential::new(scheme, user.as_deref(), secret))
            .collect()
    }
}

/// What holds for every call.
impl<C> Builder<C> {
    /// How long a call may take, every attempt and the waits between them
    /// included, unless [`Call::timeout`](super::Call::timeout) says otherwise.
    /// Default: no limit, because a large upload takes as long as it takes; a
    /// call in which nothing moves ends by [`stall_timeout`](Self::stall_timeout).
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// How long nothing may move in either direction. Default: 20 s. There is
    /// no limit on sending: a large upload takes as long as it takes, while it
    /// moves.
    pub fn stall_timeout(mut self, limit: Duration) -> Self {
        self.stall = limit;
        self
    }

    /// How long reading a response may take, from its head (and the end of the
    /// request) to its end. Default: 120 s. It ends what
    /// [`stall_timeout`](Self::stall_timeout) does not: a response that trickles,
    /// a byte every ten seconds. A body that is read while it comes
    /// ([`Download`](super::Download), [`Events`](super::Events)) may take longer.
    pub fn response_timeout(mut self, limit: Duration) -> Self {
        self.response = limit;
        self
    }

    /// When calls are sent again. Default: [`Retry::default`]; never again:
    /// [`Retry::off`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// The `User-Agent` of every request. Default: the name and version of the
    /// crate that holds the generated client.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// A header of every request, such as a tenant's name or a gateway's key. One
    /// of the same name that a call sets itself replaces it.
    ///
    /// Mark a value that is a secret with
    /// [`HeaderValue::set_sensitive`](super::http::HeaderValue::set_sensitive):
    /// then nothing shows it, not even where the service repeats it in an error.
    ///
    /// Headers that the client sets itself are refused by
    /// [`build`](Self::build): `Authorization` (see `token`), `Content-Type`,
    /// `Content-Length`, `Host` and `Transfer-Encoding`.
    pub fn default_header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        match user_headers::checked(name.try_into(), value.try_into()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err((field, problem)) => {
                let error = Error::input("client", field, problem);
                self.bad_header.get_or_insert(error);
            }
        }
        self
    }

    /// Code that runs before and after each call and each of its attempts, after
    /// the hooks that were given before.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// What is peculiar to the service. The generated client of a service sets
    /// this already, where it needs to.
    pub fn service(mut self, service: impl Service) -> Self {
        self.service = Arc::new(service);
        self
    }

    /// Recorded responses in place of a network, for unit tests: see
    /// [`testing`](super::testing).
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

// Below the builder, so that its page in the docs begins with `new` and `build`.
mod connection;
mod credentials;
mod servers;
