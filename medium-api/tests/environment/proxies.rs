//! The environment's proxies: for HTTPS, not for plain HTTP.

use crate::recorder::{Behavior, Recorder};
use crate::support::server::Server;
use crate::support::user_response;
use crate::tls::{FAR_FUTURE_YEAR, Issuer};
use crate::{AUTHORIZE_URL, BASIC, PASSWORD, TOKEN, UNREACHABLE, call_in_child};

const PROXY_VARIABLES: [&str; 6] = [
    "http_proxy",
    "HTTP_PROXY",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
];

/// Returns the URL of a proxy with a login.
fn with_login(proxy: &Recorder) -> String {
    format!("http://user:{PASSWORD}@{}", proxy.address)
}

/// Starts a server that responds with a user over plain HTTP.
async fn service() -> Server {
    Server::with_response(user_response()).await
}

/// Some resolvers look these names up in the network.
#[tokio::test(flavor = "multi_thread")]
async fn resolves_loopback_names_itself() {
    let server = service().await;
    for name in ["localhost", "api.localhost", "no-such-name.api.localhost"] {
        let url = format!("http://{name}:{}", server.address().port());
        let text = call_in_child(&url, &[]).await;
        assert!(text.contains("called: robin"), "{name}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_uses_no_proxy() {
    let server = service().await;
    let proxy = Recorder::start(Behavior::Tunnels(server.address())).await;
    let url = format!("http://{}", proxy.address);
    let mut environments: Vec<Vec<(&str, &str)>> = PROXY_VARIABLES
        .iter()
        .map(|name| vec![(*name, url.as_str())])
        .collect();
    environments.push(environments.concat());
    // Also for a client with another server over HTTPS.
    environments.push([environments.concat(), vec![(AUTHORIZE_URL, UNREACHABLE)]].concat());
    // Unused settings are not validated.
    environments.push(
        PROXY_VARIABLES
            .iter()
            .map(|name| (*name, "no proxy at all"))
            .collect(),
    );
    for variables in &environments {
        let text = call_in_child(&server.url(), variables).await;
        assert!(text.contains("called: robin"), "{variables:?}: {text}");
        assert_eq!(proxy.seen(), [""; 0], "{variables:?}");
    }
    assert_eq!(server.seen().len(), environments.len());
    let token = format!("Bearer {TOKEN}");
    let seen = server.seen();
    assert!(
        seen.iter()
            .all(|request| request.header("authorization") == Some(&token))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn https_uses_the_proxy_and_hides_the_token() {
    let issuer = Issuer::new("The Kop");
    let server = issuer.server("localhost", FAR_FUTURE_YEAR).await;
    let roots = issuer.file().to_string_lossy().into_owned();
    let proxy = Recorder::start(Behavior::Tunnels(server.address)).await;
    let url = with_login(&proxy);
    for (number, variable) in PROXY_VARIABLES[2..].iter().enumerate() {
        let variables = [(*variable, url.as_str()), ("SSL_CERT_FILE", &roots)];
        let text = call_in_child(&server.url(), &variables).await;
        assert!(text.contains("called: robin"), "{variable}: {text}");
        let seen = proxy.seen();
        assert_eq!(seen.len(), number + 1, "{variable}");
        let head = &seen[number];
        let port = server.address.port();
        assert!(
            head.starts_with(&format!("CONNECT localhost:{port} HTTP/1.1\r\n")),
            "{head}"
        );
        assert!(
            head.contains(&format!("authorization: Basic {BASIC}\r\n")),
            "{head}"
        );
        assert!(!head.contains(TOKEN) && !head.contains("Bearer"), "{head}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_in_no_proxy_are_reached_directly() {
    let issuer = Issuer::new("The Kop");
    let server = issuer.server("localhost", FAR_FUTURE_YEAR).await;
    let roots = issuer.file().to_string_lossy().into_owned();
    let proxy = Recorder::start(Behavior::RequiresLogin).await;
    let url = with_login(&proxy);
    for (variable, list) in [
        ("NO_PROXY", "elsewhere.example, localhost"),
        ("no_proxy", "*"),
    ] {
        let variables = [
            ("HTTPS_PROXY", url.as_str()),
            (variable, list),
            ("SSL_CERT_FILE", &roots),
        ];
        let text = call_in_child(&server.url(), &variables).await;
        assert!(text.contains("called: robin"), "{variable}: {text}");
    }
    assert_eq!(proxy.seen(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_a_proxy_that_requires_a_login() {
    for variable in &PROXY_VARIABLES[2..] {
        let proxy = Recorder::start(Behavior::RequiresLogin).await;
        let text = call_in_child(UNREACHABLE, &[(*variable, &with_login(&proxy))]).await;
        assert!(text.contains("failed: proxy: "), "{text}");
        let message = format!("the proxy of {variable} requires a user name and a password (407)");
        assert!(text.contains(&message), "{text}");
        let seen = proxy.seen();
        assert_eq!(seen.len(), 1, "a retry would fail, too: {seen:?}");
        assert!(
            seen[0].starts_with("CONNECT api.medium.invalid:443 "),
            "{seen:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_an_unreachable_proxy() {
    let proxy = Recorder::start(Behavior::RequiresLogin).await;
    let url = with_login(&proxy);
    drop(proxy);
    let text = call_in_child(UNREACHABLE, &[("ALL_PROXY", &url)]).await;
    assert!(text.contains("failed: connection: "), "{text}");
    assert!(text.contains("(through the proxy of ALL_PROXY)"), "{text}");
}
