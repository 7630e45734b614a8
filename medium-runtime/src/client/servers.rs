//! Resolves the servers of a client: https, or plain http on this machine.

mod resolved;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use url::Url;

use super::Error;
pub(crate) use resolved::Servers;

/// A server in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server {
    /// The URL as in the document, with variables in braces, such as
    /// `https://{region}.bells.example`, or relative, such as `/v1`.
    pub url: &'static str,
    /// The variables in the URL.
    pub variables: &'static [ServerVariable],
}

/// A variable in a server URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name.
    pub name: &'static str,
    /// The default value.
    pub default: &'static str,
    /// The allowed values; empty for any.
    pub allowed: &'static [&'static str],
}

/// The server settings of a builder.
#[derive(Default)]
pub(crate) struct ServerConfig {
    pub(crate) default: &'static str,
    /// The document's servers, if there are several or some have variables.
    pub(crate) known: &'static [Server],
    /// Replaced servers: the URL in the document, and its replacement.
    pub(crate) replaced: Vec<(String, String)>,
    /// The origin that replaces those of all other servers.
    pub(crate) origin: Option<String>,
    /// The document's URL, against which relative servers are resolved.
    pub(crate) document_url: Option<String>,
    pub(crate) variables: Vec<(&'static str, String)>,
}

impl ServerConfig {
    pub(crate) fn new(default: &'static str) -> Self {
        Self {
            default,
            ..Self::default()
        }
    }

    pub(crate) fn set_url(&mut self, server: &str, url: String) {
        self.replaced.retain(|(known, _)| known != server);
        self.replaced.push((server.to_owned(), url));
    }

    /// Resolves the URL of each server.
    pub(crate) fn resolve(&self) -> Result<Servers, Error> {
        let origin = match &self.origin {
            Some(url) => Some(parse_server_url(url, "origin")?),
            None => None,
        };
        let first = self.url(self.default, None, origin.as_ref())?;
        let known = self.known.iter().map(|server| server.url);
        let replaced = self.replaced.iter().map(|(server, _)| server.as_str());
        let mut others: Vec<(String, Url)> = Vec::new();
        for server in known.chain(replaced) {
            if server != self.default && others.iter().all(|(other, _)| other != server) {
                let url = self.url(server, Some(&first), origin.as_ref())?;
                others.push((server.to_owned(), url));
            }
        }
        Ok(Servers {
            first: (self.default.to_owned(), first),
            others,
            replaced: self
                .replaced
                .iter()
                .map(|(server, _)| server.clone())
                .collect(),
            origin,
        })
    }

    fn url(&self, server: &str, first: Option<&Url>, origin: Option<&Url>) -> Result<Url, Error> {
        if let Some((_, url)) = self.replaced.iter().find(|(known, _)| known == server) {
            return parse_server_url(url, self.setting_of(server));
        }
        let filled = self.fill_variables(server)?;
        if let Some(origin) = origin {
            return at_origin(origin, &filled);
        }
        if filled.contains("://") {
            return parse_server_url(&filled, self.setting_of(server));
        }
        let base = match (&self.document_url, first) {
            (Some(url), _) => parse_server_url(url, "document_url")?,
            (None, Some(first)) => first.clone(),
            (None, None) => {
                let problem = "is missing, and the document's server is relative: set the URL of the document, such as https://api.example.com/openapi.yaml, or api_url";
                return Err(Error::input("client", "document_url", problem));
            }
        };
        // A document without servers has the server `/`.
        let path = if filled.is_empty() { "/" } else { &filled };
        match base.join(path) {
            Ok(url) => parse_server_url(url.as_str(), "document_url"),
            Err(error) => {
                let problem = format!("can't be joined with the server {path}: {error}");
                Err(Error::input("client", "document_url", problem))
            }
        }
    }

    /// Returns the builder setting that replaces `server`.
    fn setting_of(&self, server: &str) -> &'static str {
        if server == self.default {
            "api_url"
        } else {
            "server"
        }
    }

    /// Fills in the variables of a server URL.
    fn fill_variables(&self, server: &str) -> Result<String, Error> {
        let mut url = server.to_owned();
        let known = self.known.iter().find(|known| known.url == server);
        for variable in known.map_or(&[][..], |known| known.variables) {
            let mut values = self.variables.iter();
            let value = values.find(|(name, _)| *name == variable.name);
            let value = value.map_or(variable.default, |(_, value)| value);
            if !variable.allowed.is_empty() && !variable.allowed.contains(&value) {
                let problem = format!("must be one of {}", variable.allowed.join(", "));
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

/// Appends a path to a URL.
fn join_path(base: &Url, path: &str) -> String {
    let start = base.as_str().trim_end_matches('/');
    let joined = format!("{start}/{}", path.trim_matches('/'));
    joined.trim_end_matches('/').to_owned()
}

/// Replaces the origin of a server's URL, and keeps its path.
fn at_origin(origin: &Url, server: &str) -> Result<Url, Error> {
    let path = match Url::parse(server) {
        Ok(url) => url.path().to_owned(),
        // A relative URL.
        Err(_) => server.to_owned(),
    };
    parse_server_url(&join_path(origin, &path), "origin")
}

/// This machine. Port 0 means the port of the URL.
pub(crate) const LOOPBACK: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0),
];

/// Resolves the loopback names (`localhost`, `api.localhost`) of plain HTTP servers to this
/// machine. A resolver might ask the network for them, and send the token there in plain text.
pub(crate) fn pin_loopback_names(
    client: reqwest::ClientBuilder,
    servers: &Servers,
) -> reqwest::ClientBuilder {
    servers
        .plain_hosts()
        .fold(client, |client, host| match host {
            url::Host::Domain(name) => client.resolve_to_addrs(name, &LOOPBACK),
            _ => client,
        })
}

/// Parses a server URL: https, or http on loopback, without credentials, query and
/// fragment. `field` is the setting that errors name.
pub(crate) fn parse_server_url(text: &str, field: &str) -> Result<Url, Error> {
    let invalid = |problem: &str| Err(Error::input("client", field, problem));
    let Ok(url) = Url::parse(text) else {
        return invalid("is not a URL: write it like https://api.example.com");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return invalid("contains a user name or password: remove it");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return invalid("contains a query or a fragment: remove it");
    }
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => {}
        ("http", Some(host)) if is_loopback(&host) => {}
        ("http", Some(_)) => return invalid("uses plain http to another machine: use https"),
        _ => return invalid("is neither https nor http: write it like https://api.example.com"),
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
