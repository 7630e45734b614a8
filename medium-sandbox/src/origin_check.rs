//! Checks of `Host` and `Origin`, against requests from other web pages and DNS rebinding.

use std::net::IpAddr;

use axum::http::{HeaderMap, header};
use url::{Host, Url};

use crate::headers::text;
use crate::state::AppState;

/// Returns whether `Host` is an IP address or `localhost`, and `Origin`, if there is one, is the
/// sandbox.
pub(crate) fn is_allowed(state: &AppState, headers: &HeaderMap) -> bool {
    let host = text(headers, header::HOST).unwrap_or_default();
    let same_origin = match text(headers, header::ORIGIN) {
        None => !headers.contains_key(header::ORIGIN),
        Some(origin) => origin == state.settings.origin || origin == format!("http://{host}"),
    };
    same_origin && names_this_machine(host)
}

fn names_this_machine(host: &str) -> bool {
    let parsed = Url::parse(&format!("http://{host}/"));
    match parsed.as_ref().ok().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => !IpAddr::V4(address).is_unspecified(),
        Some(Host::Ipv6(address)) => !IpAddr::V6(address).is_unspecified(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::names_this_machine;

    #[test]
    fn only_addresses_and_localhost_name_this_machine() {
        for host in [
            "127.0.0.1:4000",
            "localhost:4000",
            "[::1]:4000",
            "192.168.1.5:4000",
        ] {
            assert!(names_this_machine(host), "{host}");
        }
        for host in [
            "evil.example:4000",
            "localhost.evil.example",
            "",
            "0.0.0.0:4000",
            "a b",
        ] {
            assert!(!names_this_machine(host), "{host}");
        }
    }
}
