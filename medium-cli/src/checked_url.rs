//! Checks URLs from a service before they are shown or stored.

use url::{Host, Url};

/// Returns whether a URL is safe to open: `https`, or `http` on this machine for a service on this
/// machine (`is_local`).
///
/// A terminal or a page would turn other URLs into links too, such as `javascript:` and `file:`.
pub(crate) fn is_openable(url: &str, is_local: bool) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    // A user name can make a URL look like that of another host, and a password is a secret.
    if !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(host)) => is_local && is_loopback(&host),
        _ => false,
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_openable;

    #[test]
    fn accepts_https_and_http_on_this_machine() {
        assert!(is_openable("https://medium.com/@demo/bells-1", false));
        assert!(is_openable("http://127.0.0.1:4000/@demo/bells-1", true));
        assert!(is_openable("http://[::1]:4000/p/1", true));
        for url in [
            "http://127.0.0.1:4000/p/1",
            "http://medium.com/p/1",
            "https://medium.com@evil.example/p/1",
            "https://:secret@medium.com/p/1",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,<script>",
            "ssh://medium.com/p/1",
            "/p/1",
            "",
        ] {
            assert!(!is_openable(url, false), "{url}");
        }
        assert!(!is_openable("http://medium.com/p/1", true));
    }
}
