//! Where a client may send: by https, or by plain http to this machine.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use url::Url;

use super::Error;

/// Pins the loopback names (`localhost`, `api.localhost`) of servers over plain
/// HTTP to this machine: a resolver that knows no better asks the network for
/// them, and the token would go, in clear text, wherever that says.
pub(crate) fn to_this_machine(
    client: reqwest::ClientBuilder,
    servers: &[(String, Url)],
) -> reqwest::ClientBuilder {
    let here = [
        // With port 0, the URL's port counts.
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
    ];
    let plain = servers.iter().filter(|(_, url)| url.scheme() == "http");
    plain.fold(client, |client, (_, url)| match url.host() {
        Some(url::Host::Domain(name)) => client.resolve_to_addrs(name, &here),
        _ => client,
    })
}

/// A server's URL: https, or http on loopback; no credential, query or fragment
/// in it.
pub(crate) fn checked(text: &str) -> Result<Url, Error> {
    let refused = |problem: &str| Err(Error::input("client", "api_url", problem));
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
