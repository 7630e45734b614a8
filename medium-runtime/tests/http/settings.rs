//! The builder's settings.

use std::error::Error as _;
use std::time::Duration;

use medium_runtime::http::HeaderValue;
use medium_runtime::{Builder, Error, Operation, Transport, decode};
use serde_json::json;

use crate::client::{BELLS, RING, builder, builder_at};
use crate::server::{Request, Response, Server};

static LOGIN: Operation = Operation::new("login", "GET", "https://login.bells.example", "/login");
static OLD: Operation = Operation::new("old", "GET", "https://bells.example/v1", "/bells");

async fn bells() -> Server {
    Server::with_response(Response::json(200, &json!([]))).await
}

/// Returns the problem of the rejected setting.
fn problem_of(result: Result<Transport, Error>, setting: &str) -> String {
    match result.unwrap_err() {
        Error::Input { field, problem, .. } if field == setting => problem,
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_origin_replaces_that_of_every_server() {
    let server = bells().await;
    let client: Transport = Builder::new("https://bells.example")
        .origin(server.url())
        .token("secret-token-0f")
        .build()
        .unwrap();
    for operation in [&BELLS, &LOGIN, &OLD] {
        let call = client.call(operation, decode::empty());
        call.await.unwrap();
    }
    let targets: Vec<String> = server.seen().into_iter().map(|seen| seen.target).collect();
    assert_eq!(targets, ["/v1/bells", "/login", "/v1/bells"]);
}

#[tokio::test]
async fn rejects_a_page_of_another_origin() {
    let page = |client: Builder<Transport>| {
        let client = client.build().unwrap();
        client.call(&LOGIN, decode::empty()).url()
    };
    let sandbox = "http://127.0.0.1:1";
    let real = page(Builder::new("https://bells.example")).unwrap();
    assert_eq!(real.as_str(), "https://login.bells.example/login");
    let both = page(Builder::new("https://bells.example").origin(sandbox)).unwrap();
    assert_eq!(both.as_str(), "http://127.0.0.1:1/login");
    let each = Builder::new("https://bells.example").api_url(sandbox);
    page(each.server(LOGIN.server, "http://127.0.0.1:2")).unwrap();

    for half in [
        Builder::new("https://bells.example").api_url(sandbox),
        Builder::new("https://bells.example").server(LOGIN.server, sandbox),
    ] {
        let error = page(half).unwrap_err().to_string();
        assert!(error.contains("Builder::origin"), "{error}");
    }
}

#[tokio::test]
async fn the_error_of_an_invalid_setting_names_it() {
    let builder = || Builder::<Transport>::new("https://bells.example");
    for (setting, client) in [
        ("api_url", builder().api_url("ftp://bells.example")),
        (
            "server",
            builder().server(LOGIN.server, "ftp://bells.example"),
        ),
        ("origin", builder().origin("ftp://bells.example")),
        ("user_agent", builder().user_agent("carillon\n1.2")),
    ] {
        let error = client.build().unwrap_err();
        assert!(
            matches!(&error, Error::Input { field, .. } if field == setting),
            "{setting}: {error}"
        );
    }
}

#[tokio::test]
async fn headers_of_a_call_replace_default_headers() {
    let server = bells().await;
    let mut key = HeaderValue::from_static("s3cret-gateway-key");
    key.set_sensitive(true);
    let client = builder(&server)
        .default_header("X-Tenant", "york")
        .default_header("X-Key", key)
        .build()
        .unwrap();
    let call = || client.call(&BELLS, decode::empty());
    call().await.unwrap();
    call().header("x-tenant", "ripon").await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].header("x-tenant"), Some("york"));
    assert_eq!(seen[0].header("x-key"), Some("s3cret-gateway-key"));
    assert_eq!(seen[1].header("x-tenant"), Some("ripon"));
}

#[tokio::test]
async fn hides_sensitive_default_headers() {
    let echo = Server::start(async |request: Request| {
        let key = request.header("x-key").unwrap_or_default().to_owned();
        Response::text(404, "text/plain", format!("{key} is not a key"))
    })
    .await;
    let mut key = HeaderValue::from_static("s3cret-gateway-key");
    key.set_sensitive(true);
    let client = builder(&echo).default_header("x-key", key).build();
    let call = client.unwrap().call(&BELLS, decode::empty());
    let error = call.await.unwrap_err().to_string();
    assert!(
        error.contains("is not a key") && !error.contains("s3cret"),
        "{error}"
    );
}

#[test]
fn rejects_invalid_and_reserved_default_headers() {
    let with = |name: &str, value: &str| {
        builder_at("http://127.0.0.1:1")
            .default_header(name, value)
            .build()
    };
    problem_of(with("Authorization", "Bearer 0f"), "authorization");
    problem_of(with("content-length", "3"), "content-length");
    problem_of(with("x-line", "one\ntwo"), "x-line");
    problem_of(with("no name", "one"), "header");
}

#[tokio::test]
async fn the_timeout_of_a_call_replaces_the_default() {
    let silent = Server::start(async |_: Request| std::future::pending().await).await;
    let client = builder(&silent)
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let error = client.call(&BELLS, decode::empty()).await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { sent: true, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("0.05 s"), "{error}");
    let error = client.call(&RING, decode::empty()).await;
    assert!(error.unwrap_err().is_unknown_outcome());
    let longer = client.call(&BELLS, decode::empty());
    let error = longer
        .timeout(Duration::from_millis(70))
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("0.07 s"), "{error}");
}

#[tokio::test]
async fn uses_the_http_client_of_the_user() {
    let server = bells().await;
    let http = builder(&server).user_agent("own/1").build_http();
    let client = builder(&server)
        .http_client(http.unwrap())
        .user_agent("carillon/2")
        .build()
        .unwrap();
    let call = client.call(&BELLS, decode::empty());
    call.await.unwrap();
    assert_eq!(server.seen()[0].header("user-agent"), Some("carillon/2"));
}

#[test]
fn rejects_connection_settings_next_to_an_http_client() {
    let with = || {
        let http = builder_at("http://127.0.0.1:1").build_http();
        builder_at("http://127.0.0.1:1").http_client(http.unwrap())
    };
    let limit = Duration::from_secs(1);
    problem_of(with().connect_timeout(limit).build(), "connect_timeout");
    problem_of(with().proxy("http://proxy.example").build(), "proxy");
    problem_of(with().no_proxy().build(), "no_proxy");
    problem_of(with().root_certificate("").build(), "root_certificate");
}

#[test]
fn rejects_an_invalid_proxy_without_showing_its_password() {
    let builder = || Builder::<Transport>::new("https://bells.example");
    for url in ["http://u:hunter2@", "ftp://u:hunter2@proxy.example", ""] {
        let problem = problem_of(builder().proxy(url).build(), "Builder::proxy");
        assert!(!problem.contains("hunter2"), "{problem}");
    }
    let configured = builder().proxy("http://u:hunter2@proxy.example:3128");
    assert!(!format!("{configured:?}").contains("hunter2"));
    let client = configured.build().unwrap();
    assert!(!format!("{client:?}").contains("hunter2"));
}

#[tokio::test]
async fn errors_have_sources() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let client = builder_at(&url).build().unwrap();
    let error = client.call(&BELLS, decode::empty()).await.unwrap_err();
    let source = error.source().unwrap();
    let http = source.downcast_ref::<medium_runtime::reqwest::Error>();
    assert!(http.is_some_and(|http| http.is_connect()), "{source:?}");
    let mut last = source;
    while let Some(inner) = last.source() {
        last = inner;
    }
    let system = last.downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(system.kind(), std::io::ErrorKind::ConnectionRefused);
}
