//! Where a client may send: by https, or by plain http to this machine.

mod resolved;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use url::Url;

use super::Error;
pub(crate) use resolved::Servers;

/// A server of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server {
    /// Its URL, as the document writes it: with its variables in braces, such
    /// as `https://{region}.bells.example`, or relative, such as `/v1`.
    pub url: &'static str,
    /// The variables in it.
    pub variables: &'static [ServerVariable],
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// Its value, where the client is given none.
    pub default: &'static str,
    /// The values that it can have, empty for any.
    pub allowed: &'static [&'static str],
}

/// The settings of a builder about servers.
pub(crate) struct ServerConfig {
    pub(crate) default: &'static str,
    /// The document's servers, where there are several, or variables.
    pub(crate) known: &'static [Server],
    /// The document's URL → what stands in its place.
    pub(crate) given: Vec<(String, String)>,
    /// What stands in place of every server that is not among those.
    pub(crate) environment: Option<String>,
    /// What relative servers stand on.
    pub(crate) base: Option<String>,
    pub(crate) variables: Vec<(&'static str, String)>,
}

impl ServerConfig {
    pub(crate) fn new(default: &'static str) -> Self {
        Self {
            default,
            known: &[],
            given: Vec::new(),
            environment: None,
            base: None,
            variables: Vec::new(),
        }
    }

    pub(crate) fn set_url(&mut self, server: &str, url: String) {
        self.given.retain(|(known, _)| known != server);
        self.given.push((server.to_owned(), url));
    }

    /// Where each server of the document is reached.
    pub(crate) fn resolved(&self) -> Result<Servers, Error> {
        let environment = self.environment.as_deref();
        let environment = environment
            .map(|url| checked(url, "environment"))
            .transpose()?;
        let first = self.url(self.default, None, environment.as_ref())?;
        let known = self.known.iter().map(|server| server.url);
        let given = self.given.iter().map(|(server, _)| server.as_str());
        let mut others: Vec<(String, Url)> = Vec::new();
        for server in known.chain(given) {
            if server != self.default && others.iter().all(|(other, _)| other != server) {
                let url = self.url(server, Some(&first), environment.as_ref())?;
                others.push((server.to_owned(), url));
            }
        }
        Ok(Servers {
            first: (self.default.to_owned(), first),
            others,
            replaced: self
                .given
                .iter()
                .map(|(server, _)| server.clone())
                .collect(),
            environment,
        })
    }

    fn url(
        &self,
        server: &str,
        first: Option<&Url>,
        environment: Option<&Url>,
    ) -> Result<Url, Error> {
        if let Some((_, url)) = self.given.iter().find(|(known, _)| known == server) {
            return checked(url, "api_url");
        }
        let written = self.filled(server)?;
        if let Some(environment) = environment {
            return in_environment(environment, &written);
        }
        if written.contains("://") {
            return checked(&written, "api_url");
        }
        let base = match (&self.base, first) {
            (Some(base), _) => checked(base, "base_url")?,
            (None, Some(first)) => {
                let mut origin = first.clone();
                origin.set_path("");
                origin
            }
            (None, None) => {
                let problem = "is missing, and the document names no server: give the origin of the API, such as https://api.example.com";
                return Err(Error::input("client", "base_url", problem));
            }
        };
        checked(&joined(&base, &written), "base_url")
    }

    /// A server's URL with its variables filled in.
    fn filled(&self, server: &str) -> Result<String, Error> {
        let mut url = server.to_owned();
        let known = self.known.iter().find(|known| known.url == server);
        for variable in known.map_or(&[][..], |known| known.variables) {
            let mut given = self.variables.iter();
            let given = given.find(|(name, _)| *name == variable.name);
            let value = given.map_or(variable.default, |(_, value)| value);
            if !variable.allowed.is_empty() && !variable.allowed.contains(&value) {
                let problem = format!("is none of {}: use one", variable.allowed.join(", "));
                return Err(Error::input("client", variable.name, problem));
            }
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        Ok(match url.strip_prefix("//") {
            Some(host) => format!("https://{host}"),
            None => url,
        })
    }
}

/// `base` with a path behind its own.
fn joined(base: &Url, path: &str) -> String {
    let start = base.as_str().trim_end_matches('/');
    let joined = format!("{start}/{}", path.trim_matches('/'));
    joined.trim_end_matches('/').to_owned()
}

/// Where a server of the document is in an environment that has them all at one
/// origin: there, with its own path.
fn in_environment(environment: &Url, server: &str) -> Result<Url, Error> {
    let path = match Url::parse(server) {
        Ok(url) => url.path().to_owned(),
        // It is relative.
        Err(_) => server.to_owned(),
    };
    checked(&joined(environment, &path), "environment")
}

/// Pins the loopback names (`localhost`, `api.localhost`) of servers over plain
/// HTTP to this machine: a resolver that knows no better asks the network for
/// them, and the token would go, in clear text, wherever that says.
pub(crate) fn pin_loopback_names(
    client: reqwest::ClientBuilder,
    servers: &Servers,
) -> reqwest::ClientBuilder {
    let here = [
        // With port 0, the URL's port counts.
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
    ];
    servers
        .plain_hosts()
        .fold(client, |client, host| match host {
            url::Host::Domain(name) => client.resolve_to_addrs(name, &here),
            _ => client,
        })
}

/// A server's URL: https, or http on loopback; no credential, query or fragment
/// in it. `field` is the builder's method that can give another one.
pub(crate) fn checked(text: &str, field: &str) -> Result<Url, Error> {
    let refused = |problem: &str| Err(Error::input("client", field, problem));
    let Ok(url) = Url::parse(text) else {
        return refused("is no URL: write it like https://api.example.com");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return refused("holds a user name or password: leave it out");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refused("holds a query or a fragment: leave it out");
    }
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => {}
        ("http", Some(host)) if is_loopback(&host) => {}
        ("http", Some(_)) => return refused("is plain http to another machine: use https"),
        _ => return refused("is neither https nor http: write it like https://api.example.com"),
    }
    Ok(url)
}

fn is_loopback(host: &url::Host<&str>) -> bool {
    match host {
        url::Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    }
}
