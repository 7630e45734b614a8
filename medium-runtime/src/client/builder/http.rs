//! Connection settings: proxies, certificates, HTTP clients.

use std::time::Duration;

use reqwest::header::USER_AGENT;

use super::Builder;
use crate::client::http_sender::{CONNECT_TIMEOUT, HttpSender, build_error};
use crate::client::proxy::{self, Proxy};
use crate::client::servers::{Servers, pin_loopback_names};
use crate::client::tls;
use crate::client::user_headers::user_agent;
use crate::{Error, Secret};

/// The connection settings of a builder.
#[derive(Default)]
pub(super) struct HttpConfig {
    http_client: Option<reqwest::Client>,
    connect_timeout: Option<Duration>,
    proxy: ProxyConfig,
    /// In PEM.
    root_certificates: Vec<Vec<u8>>,
}

/// The proxy for HTTPS.
#[derive(Default)]
enum ProxyConfig {
    /// The environment's proxy.
    #[default]
    Environment,
    None,
    /// A URL, which may contain a password.
    Url(Secret),
}

impl HttpConfig {
    /// Returns the first setting that conflicts with a user's HTTP client.
    fn conflict(&self) -> Option<&'static str> {
        if self.connect_timeout.is_some() {
            Some("connect_timeout")
        } else if !self.root_certificates.is_empty() {
            Some("root_certificate")
        } else {
            match self.proxy {
                ProxyConfig::Environment => None,
                ProxyConfig::None => Some("no_proxy"),
                ProxyConfig::Url(_) => Some("proxy"),
            }
        }
    }

    fn proxy(&self) -> Result<Option<Proxy>, Error> {
        match &self.proxy {
            ProxyConfig::Environment => Proxy::from_env(|variable| std::env::var_os(variable)),
            ProxyConfig::None => Ok(None),
            ProxyConfig::Url(url) => Proxy::from_url(url).map(Some),
        }
    }
}

/// Connection settings.
impl<C> Builder<C> {
    /// Uses your own HTTP client, to share its connections or for settings that
    /// this builder lacks. It has its own TLS, proxies and connect timeout:
    /// [`build`](Self::build) rejects those settings of this builder next to it.
    ///
    /// The type is [`reqwest::Client`](crate::reqwest), in the version that this crate exports. Add
    /// `reqwest` to your Cargo.toml with a TLS feature, such as its default ones: this crate
    /// enables no TLS in reqwest, and `reqwest::Client::builder().build()` panics without any. To
    /// share the client that this builder would create, use [`build_http`](Self::build_http).
    ///
    /// You are then responsible for:
    ///
    /// - **Redirects.** Build it with `redirect(reqwest::redirect::Policy::none())`. Otherwise it
    ///   follows them, and may send a call twice or send the token along. The client detects it
    ///   afterwards: a response from another URL ends the call in [`Error::Redirected`], or in
    ///   [`Error::OutcomeUnknown`] if the call is not idempotent.
    /// - **Proxies.** Build it with `no_proxy()` if it sends plain HTTP to this
    ///   machine: by default it uses `HTTP_PROXY`, and the proxy sees the token.
    /// - **Names.** This crate resolves `localhost` itself, reqwest asks a resolver:
    ///   write `127.0.0.1` instead.
    /// - **Time limits.** reqwest's `timeout` and `read_timeout` end large uploads
    ///   that make progress. Leave them out and use the limits of this builder.
    /// - **Certificates.** This client trusts whatever the HTTP client accepts.
    /// - **User-Agent.** Each client sends its own [`user_agent`](Self::user_agent),
    ///   also through a shared HTTP client.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http.http_client = Some(client);
        self
    }

    /// Limits the time to connect. Default: 5 s.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.http.connect_timeout = Some(limit);
        self
    }

    /// Sets the proxy for HTTPS to all hosts, instead of the environment's. For the URL
    /// see [above](Self#proxies). It may contain a password, and is never shown.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.http.proxy = ProxyConfig::Url(url.into());
        self
    }

    /// Uses no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.http.proxy = ProxyConfig::None;
        self
    }

    /// Adds root certificates to the system's, as PEM: those of a company, or of
    /// a proxy that issues its own. A file may contain several.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.http.root_certificates.push(pem.into());
        self
    }

    /// Builds only the HTTP client, with TLS, proxy and limits: for a program that forwards
    /// requests, or to share connections between clients with [`http_client`](Self::http_client).
    /// It follows no redirects, retries nothing and has no credentials. The
    /// [`user_agent`](Self::user_agent) has to be set on each client that shares it.
    ///
    /// # Errors
    ///
    /// Like [`build`](Self::build), without credentials and headers.
    pub fn build_http(self) -> Result<reqwest::Client, Error> {
        Ok(self.own_sender(&self.servers.resolve()?)?.client)
    }

    /// Returns the sender: recorded responses, the user's HTTP client, or a new one.
    pub(super) fn http_sender(&mut self, servers: &Servers) -> Result<HttpSender, Error> {
        #[cfg(feature = "test-util")]
        if let Some(replay) = self.replay.take() {
            let client = tls::configure(reqwest::Client::builder(), true, &[])?;
            let client = client.build().map_err(build_error)?;
            return Ok(HttpSender::from_replay(client, replay));
        }
        let Some(client) = self.http.http_client.take() else {
            return self.own_sender(servers);
        };
        if let Some(setting) = self.http.conflict() {
            let problem = "conflicts with http_client: configure it on the HTTP client instead";
            return Err(Error::input("client", setting, problem));
        }
        if !self.headers.contains_key(USER_AGENT) {
            self.headers
                .insert(USER_AGENT, user_agent(&self.user_agent)?);
        }
        Ok(HttpSender::from_user(client))
    }

    /// Creates a sender with a new HTTP client.
    fn own_sender(&self, servers: &Servers) -> Result<HttpSender, Error> {
        let config = &self.http;
        let plain_only = servers.are_plain();
        let client = reqwest::Client::builder()
            .user_agent(user_agent(&self.user_agent)?)
            .connect_timeout(config.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            .redirect(reqwest::redirect::Policy::none())
            // The policy in `retry` alone decides (reqwest would exempt what an HTTP/2 server
            // rejects). With a limit of 0, reqwest keeps no copy of each request.
            .retry(reqwest::retry::never().max_retries_per_request(0));
        let client = pin_loopback_names(client, servers);
        let client = tls::configure(client, plain_only, &config.root_certificates)?;
        // Requests to this machine use no proxy.
        let proxy = if plain_only { None } else { config.proxy()? };
        let (client, proxy) = proxy::configure(client, proxy);
        let client = client.build().map_err(build_error)?;
        Ok(HttpSender::new(client, proxy))
    }
}
