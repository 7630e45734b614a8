//! How a client connects.

use std::time::Duration;

use reqwest::header::{HeaderValue, USER_AGENT};

use super::Builder;
use crate::client::connection::Connection;
use crate::client::proxy::{self, Proxy};
use crate::client::servers::{Servers, pin_loopback_names};
use crate::client::tls;
use crate::{Error, Secret};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The settings of a builder about connections.
#[derive(Default)]
pub(super) struct ConnectionConfig {
    http_client: Option<reqwest::Client>,
    connect_timeout: Option<Duration>,
    proxy: ProxyConfig,
    /// In PEM.
    root_certificates: Vec<Vec<u8>>,
}

/// Which proxy HTTPS goes through.
#[derive(Default)]
enum ProxyConfig {
    /// The one that the environment names.
    #[default]
    Environment,
    None,
    /// Its URL, which may hold a password.
    Given(Secret),
}

impl ConnectionConfig {
    /// The setting that an HTTP client of the user's has itself, if there is one.
    fn conflict(&self) -> Option<&'static str> {
        if self.connect_timeout.is_some() {
            Some("connect_timeout")
        } else if !self.root_certificates.is_empty() {
            Some("root_certificate")
        } else {
            match self.proxy {
                ProxyConfig::Environment => None,
                ProxyConfig::None => Some("no_proxy"),
                ProxyConfig::Given(_) => Some("proxy"),
            }
        }
    }

    fn proxy(&self) -> Result<Option<Proxy>, Error> {
        match &self.proxy {
            ProxyConfig::Environment => Proxy::from_env(|variable| std::env::var_os(variable)),
            ProxyConfig::None => Ok(None),
            ProxyConfig::Given(url) => Proxy::from_url(url).map(Some),
        }
    }
}

/// Connections.
impl<C> Builder<C> {
    /// An HTTP client of your own, in place of the one that [`build`](Self::build)
    /// makes: to share its connections, or for what no setting here offers. It
    /// brings its own TLS, proxies and connect timeout; those settings of this
    /// builder are refused beside it.
    ///
    /// The type is that of [`reqwest`](crate::reqwest), in the version that is
    /// exported here. Name `reqwest` in your Cargo.toml with the TLS that you want, as
    /// its default features have it: this crate gives reqwest no TLS of its own, and
    /// `reqwest::Client::builder().build()` panics without any. For what this builder
    /// would make, shared by several clients, there is
    /// [`build_http`](Self::build_http).
    ///
    /// Some promises are then yours to keep:
    ///
    /// - **Redirects.** Build it with `redirect(reqwest::redirect::Policy::none())`.
    ///   Otherwise it follows them, and may send a call twice or take the token
    ///   along. This is checked where it happens: a response from another URL ends
    ///   the call in [`Error::Redirected`], or in [`Error::OutcomeUnknown`] where
    ///   the call changes something.
    /// - **Proxies.** Build it with `no_proxy()`, if it is to send plain HTTP to
    ///   this machine: by default it obeys `HTTP_PROXY`, and the proxy reads the
    ///   token.
    /// - **Names.** This crate asks no resolver for `localhost`, and reqwest does: give
    ///   such a server as `127.0.0.1`.
    /// - **Limits of time.** Those of reqwest (`timeout`, `read_timeout`) end large
    ///   uploads that move. Leave them out: the limits of this builder hold.
    /// - **Certificates.** What it accepts, this client trusts.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.connection.http_client = Some(client);
        self
    }

    /// How long a connection may take to be made. Default: 5 s.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connection.connect_timeout = Some(limit);
        self
    }

    /// The proxy for HTTPS, in place of the environment's, for every host: its URL
    /// as [above](Self#proxies). It may hold a password, and is never shown.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.connection.proxy = ProxyConfig::Given(url.into());
        self
    }

    /// No proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.connection.proxy = ProxyConfig::None;
        self
    }

    /// Root certificates to trust beside the system's, as PEM: those of a company
    /// or of a proxy that issues its own. A file may hold several; each call of
    /// this method adds to the others.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.connection.root_certificates.push(pem.into());
        self
    }

    /// The HTTP client alone, with the TLS, the proxy and the limits of a generated
    /// client: for a program that passes requests on as they are, or that shares
    /// connections between clients by [`http_client`](Self::http_client). It follows
    /// no redirect, sends nothing twice and holds no credential.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build), except for credentials and headers.
    pub fn build_http(self) -> Result<reqwest::Client, Error> {
        Ok(self.own_connection(&self.servers.resolved()?)?.client)
    }

    /// The connections of the client.
    pub(super) fn connections(&mut self, servers: &Servers) -> Result<Connection, Error> {
        #[cfg(feature = "test-util")]
        if let Some(replay) = self.replay.take() {
            let client = tls::configure(reqwest::Client::builder(), true, &[])?;
            let client = client.build().map_err(no_client)?;
            return Ok(Connection::replayed(client, replay));
        }
        let Some(client) = self.connection.http_client.take() else {
            return self.own_connection(servers);
        };
        if let Some(setting) = self.connection.conflict() {
            let problem = "is a setting of http_client: make it there, and leave it out here";
            return Err(Error::input("client", setting, problem));
        }
        if !self.headers.contains_key(USER_AGENT) {
            let name = HeaderValue::try_from(self.checked_user_agent()?);
            let name = name.map_err(|_| {
                Error::input("client", "user_agent", "holds what a header can't hold")
            })?;
            self.headers.insert(USER_AGENT, name);
        }
        Ok(Connection::users(client))
    }

    fn checked_user_agent(&self) -> Result<&str, Error> {
        match self.user_agent.trim() {
            "" => Err(Error::input(
                "client",
                "user_agent",
                "is empty: say who calls",
            )),
            name => Ok(name),
        }
    }

    /// Connections of our own making.
    fn own_connection(&self, servers: &Servers) -> Result<Connection, Error> {
        let config = &self.connection;
        let plain_only = servers.are_plain();
        let client = reqwest::Client::builder()
            .user_agent(self.checked_user_agent()?)
            .connect_timeout(config.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            .redirect(reqwest::redirect::Policy::none())
            // Ours alone decides, in `retry` (and has no exception for what an
            // HTTP/2 server refuses). Without a limit of none, reqwest copies
            // each request that it will not send again.
            .retry(reqwest::retry::never().max_retries_per_request(0));
        let client = pin_loopback_names(client, servers);
        let client = tls::configure(client, plain_only, &config.root_certificates)?;
        // Of what goes to this machine only, none is asked for.
        let proxy = match plain_only {
            true => None,
            false => config.proxy()?,
        };
        let (client, proxy) = proxy::configure(client, proxy);
        let client = client.build().map_err(no_client)?;
        Ok(Connection::own(client, proxy))
    }
}

fn no_client(error: reqwest::Error) -> Error {
    let problem = format!("make no HTTP client: {error}");
    Error::input("client", "settings", problem)
}
