//! How a client is set up.

mod http;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::credential::{Bearer, Credential};
use super::credentials::{Credentials, Given};
use super::retry::{Budget, Retry};
use super::servers::{Server, ServerConfig};
use super::service::Plain;
use super::transport::{Origin, Shared, StoredCredential};
use super::{Error, Hook, Secret, SecurityScheme, Service, Transport};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const STALL: Duration = Duration::from_secs(20);
/// Time for the largest response that is read, 8 MiB, at 0.6 Mbit/s. Real ones have
/// some hundred KiB at most.
const RESPONSE: Duration = Duration::from_secs(120);

/// Sets up a client: where it goes, and with which credential. What is not set
/// is as the document has it.
///
/// A generated client starts one with `Client::builder()`.
///
/// # Proxies
///
/// HTTPS goes through the proxy that the environment names: the first that is
/// set of `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY` and `all_proxy`, except to
/// the hosts in `NO_PROXY` or `no_proxy`. Its URL is `http://proxy.example:3128`,
/// `https://…` or `socks5h://…`, with `USER:PASSWORD@` before the host if it asks
/// for a login. It passes TLS on, and sees no token.
///
/// Plain HTTP goes to this machine only, and through no proxy, whatever the
/// environment says: it would see the token. `HTTP_PROXY` is not read.
///
/// # Certificates
///
/// The system's root certificates count; with `rustls` on Linux, those of
/// `SSL_CERT_FILE` or `SSL_CERT_DIR` in their place.
#[must_use]
pub struct Builder<C> {
    servers: ServerConfig,
    credential: Option<CredentialConfig<C>>,
    /// Each with the user name, where it takes one.
    schemes: Vec<(&'static SecurityScheme, Option<String>, Secret)>,
    user_agent: String,
    service: Arc<dyn Service>,
    hooks: Vec<Arc<dyn Hook>>,
    retry: Retry,
    connect: Duration,
    stall: Duration,
    response: Duration,
    client: PhantomData<fn() -> C>,
}

/// A credential as a builder is given it. One that renews itself needs a client
/// of its own, without a credential.
enum CredentialConfig<C> {
    Token(Secret),
    Renewed(MakeCredential<C>),
}

type MakeCredential<C> = Box<dyn FnOnce(C) -> Result<Arc<dyn Credential>, Error> + Send>;

impl<C: From<Transport>> Builder<C> {
    /// For a document whose first server is `default_server`.
    pub fn new(default_server: &'static str) -> Self {
        Self {
            servers: ServerConfig::new(default_server),
            credential: None,
            schemes: Vec::new(),
            user_agent: concat!("medium-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
            service: Arc::new(Plain),
            hooks: Vec::new(),
            retry: Retry::default(),
            connect: CONNECT_TIMEOUT,
            stall: STALL,
            response: RESPONSE,
            client: PhantomData,
        }
    }

    /// The token that goes with every call that needs one: an integration
    /// token, or an OAuth2 access token. It is sent to the API's origin only.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.credential = Some(CredentialConfig::Token(token.into()));
        self
    }

    /// A credential that renews itself, in place of a token: `make` gets a
    /// client that sends to the same places without a credential.
    pub fn credential(
        mut self,
        make: impl FnOnce(C) -> Result<Arc<dyn Credential>, Error> + Send + 'static,
    ) -> Self {
        self.credential = Some(CredentialConfig::Renewed(Box::new(make)));
        self
    }

    /// The credential of one security scheme, in place of one that was given
    /// before. It goes with every call that needs it, to the operation's own
    /// server.
    pub fn scheme(self, scheme: &'static SecurityScheme, secret: impl Into<Secret>) -> Self {
        self.given(scheme, None, secret.into())
    }

    /// As [`scheme`](Self::scheme), for one that takes a user name and a
    /// password.
    pub fn basic(
        self,
        scheme: &'static SecurityScheme,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        self.given(scheme, Some(user.into()), password.into())
    }

    fn given(
        mut self,
        scheme: &'static SecurityScheme,
        user: Option<String>,
        secret: Secret,
    ) -> Self {
        self.schemes.retain(|(known, ..)| known.name != scheme.name);
        self.schemes.push((scheme, user, secret));
        self
    }

    /// What is peculiar to the service. The generated client of a service sets
    /// this already, where it needs to.
    pub fn service(mut self, service: impl Service) -> Self {
        self.service = Arc::new(service);
        self
    }

    /// Code that runs before and after each attempt of each call, after the
    /// hooks that were given before.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// When calls are sent again. Default: [`Retry::default`]; never again:
    /// [`Retry::off`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How long a connection may take to be made. Default: 5 s.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect = limit;
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

    /// The origin of the API, in place of the document's first server, such as
    /// `http://127.0.0.1:8080`; the paths are added to it.
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
        self.servers.give(server, url.into());
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

    /// The `User-Agent` of every request. Default: the name and version of the
    /// crate that holds the generated client.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where a URL is none, or neither https nor on this
    /// machine's loopback, where the token or the User-Agent can't stand in a
    /// header, where the environment's proxy or `SSL_CERT_FILE` can't be used
    /// (the variable is the `field`), and where TLS can't be set up.
    pub fn build(self) -> Result<C, Error> {
        let servers = self.servers.resolved()?;
        let (client, proxy) = self.http(&servers)?;
        let (default, given) = (self.servers.default, &self.servers.given);
        let trusted = self.servers.is_given(default);
        let trusted = trusted.then(|| given.iter().map(|(server, _)| server.clone()).collect());
        let shared = |credentials| {
            Transport(Arc::new(Shared {
                client: client.clone(),
                origin: Origin::of(servers[0].1.clone()),
                servers: servers.clone(),
                trusted: trusted.clone(),
                credentials,
                service: Arc::clone(&self.service),
                hooks: self.hooks.clone(),
                retry: self.retry.clone(),
                budget: Budget::default(),
                stall: self.stall,
                response: self.response,
                proxy,
            }))
        };
        let token = match self.credential {
            None => None,
            Some(CredentialConfig::Token(token)) => {
                Some(StoredCredential::Fixed(Bearer::new(&token, 0)?))
            }
            Some(CredentialConfig::Renewed(make)) => {
                let without = shared(Credentials::default());
                Some(StoredCredential::Renewed(make(C::from(without))?))
            }
        };
        let schemes = self.schemes.iter();
        let given =
            schemes.map(|(scheme, user, secret)| Given::new(scheme, user.as_deref(), secret));
        let given = given.collect::<Result<Vec<_>, _>>()?;
        Ok(C::from(shared(Credentials { token, given })))
    }

    /// The HTTP client alone, with the TLS, the proxy and the time limits of a generated client: for a
    /// program that passes requests on as they are. It follows no redirect, sends nothing twice and
    /// holds no credential.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build), but for the token.
    pub fn build_http(self) -> Result<reqwest::Client, Error> {
        let servers = self.servers.resolved()?;
        Ok(self.http(&servers)?.0)
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
