//! What the builder is told: where calls go, and what goes with them.

use std::error::Error as _;
use std::time::Duration;

use medium_runtime::http::HeaderValue;
use medium_runtime::{Builder, Error, Operation, Transport, decode};
use serde_json::json;

use crate::client::{BELLS, RING, builder, builder_at, operation};
use crate::server::{Reply, Request, Server};

static LOGIN: Operation = Operation::new("login", "GET", "https://login.bells.example", "/login");
static OLD: Operation = Operation::new("old", "GET", "https://bells.example/v1", "/bells");

async fn bells() -> Server {
    Server::start(async |_: Request| Reply::json(200, &json!([]))).await
}

/// Whose connection is refused.
fn refused(result: Result<Transport, Error>, setting: &str) -> String {
    match result.expect_err("it is refused") {
        Error::Input { field, problem, .. } if field == setting => problem,
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_environment_has_every_server_of_the_document() {
    let server = bells().await;
    let client: Transport = Builder::new("https://bells.example")
        .environment(server.url())
        .token("secret-token-0f")
        .build()
        .expect("a client");
    for operation in [&BELLS, &LOGIN, &OLD] {
        let call = client.call(operation, decode::empty());
        call.await.expect("it is there");
    }
    let targets: Vec<String> = server.seen().into_iter().map(|seen| seen.target).collect();
    assert_eq!(targets, ["/v1/bells", "/login", "/v1/bells"]);
}

#[tokio::test]
async fn a_page_of_another_environment_than_the_apis_is_refused() {
    let page = |client: Builder<Transport>| {
        let client = client.build().expect("a client");
        client.call(&LOGIN, decode::empty()).url()
    };
    let stand_in = "http://127.0.0.1:1";
    let real = page(Builder::new("https://bells.example"));
    let real = real.expect("both are the document's");
    assert_eq!(real.as_str(), "https://login.bells.example/login");
    let both = page(Builder::new("https://bells.example").environment(stand_in));
    let both = both.expect("both are the stand-in's");
    assert_eq!(both.as_str(), "http://127.0.0.1:1/login");
    let each = Builder::new("https://bells.example").api_url(stand_in);
    page(each.server(LOGIN.server, "http://127.0.0.1:2")).expect("each has its own");

    for half in [
        Builder::new("https://bells.example").api_url(stand_in),
        Builder::new("https://bells.example").server(LOGIN.server, stand_in),
    ] {
        let error = page(half).expect_err("one is real").to_string();
        assert!(error.contains("Builder::environment"), "{error}");
    }
}

#[tokio::test]
async fn default_headers_go_with_every_call_and_a_calls_own_replace_them() {
    let server = bells().await;
    let mut key = HeaderValue::from_static("s3cret-gateway-key");
    key.set_sensitive(true);
    let client = builder(&server)
        .default_header("X-Tenant", "york")
        .default_header("X-Key", key)
        .build()
        .expect("a client");
    let call = || client.call(&BELLS, decode::empty());
    call().await.expect("the bells");
    call().header("x-tenant", "ripon").await.expect("the bells");
    let seen = server.seen();
    assert_eq!(seen[0].header("x-tenant"), Some("york"));
    assert_eq!(seen[0].header("x-key"), Some("s3cret-gateway-key"));
    assert_eq!(seen[1].header("x-tenant"), Some("ripon"));
}

#[tokio::test]
async fn a_sensitive_default_header_is_not_shown_where_the_service_repeats_it() {
    let echo = Server::start(async |request: Request| {
        let key = request.header("x-key").unwrap_or_default().to_owned();
        Reply::text(404, "text/plain", format!("{key} is no key"))
    })
    .await;
    let mut key = HeaderValue::from_static("s3cret-gateway-key");
    key.set_sensitive(true);
    let client = builder(&echo).default_header("x-key", key).build();
    let call = client.expect("a client").call(&BELLS, decode::empty());
    let error = call.await.expect_err("it is refused").to_string();
    assert!(
        error.contains("is no key") && !error.contains("s3cret"),
        "{error}"
    );
}

#[test]
fn a_header_that_can_not_be_sent_or_is_the_clients_own_is_refused() {
    let with = |name: &str, value: &str| {
        builder_at("http://127.0.0.1:1")
            .default_header(name, value)
            .build()
    };
    refused(with("Authorization", "Bearer 0f"), "authorization");
    refused(with("content-length", "3"), "content-length");
    refused(with("x-line", "one\ntwo"), "x-line");
    refused(with("no name", "one"), "header");
}

#[tokio::test]
async fn a_limit_on_every_call_is_replaced_by_a_calls_own() {
    let silent = Server::start(async |_: Request| std::future::pending().await).await;
    let client = builder(&silent).timeout(Duration::from_millis(50)).build();
    let client = client.expect("a client");
    let error = client.call(&BELLS, decode::empty()).await;
    let error = error.expect_err("slow");
    assert!(
        matches!(error, Error::Timeout { sent: true, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("0.05 s"), "{error}");
    let error = client.call(&RING, decode::empty()).await;
    assert!(error.expect_err("slow").is_unknown_outcome());
    let longer = client.call(&BELLS, decode::empty());
    let error = longer.timeout(Duration::from_millis(70)).await;
    let error = error.expect_err("slow").to_string();
    assert!(error.contains("0.07 s"), "{error}");
}

#[tokio::test]
async fn an_http_client_of_ones_own_sends_the_calls() {
    let server = bells().await;
    let http = builder(&server).user_agent("own/1").build_http();
    let client = builder(&server)
        .http_client(http.expect("an HTTP client"))
        .user_agent("carillon/2")
        .build()
        .expect("a client");
    let call = client.call(&BELLS, decode::empty());
    call.await.expect("the bells");
    assert_eq!(server.seen()[0].header("user-agent"), Some("carillon/2"));
}

#[test]
fn settings_of_connections_are_refused_beside_an_http_client() {
    let with = || {
        let http = builder_at("http://127.0.0.1:1").build_http();
        builder_at("http://127.0.0.1:1").http_client(http.expect("an HTTP client"))
    };
    let limit = Duration::from_secs(1);
    refused(with().connect_timeout(limit).build(), "connect_timeout");
    refused(with().proxy("http://proxy.example").build(), "proxy");
    refused(with().no_proxy().build(), "no_proxy");
    refused(with().root_certificate("").build(), "root_certificate");
}

#[test]
fn a_proxy_that_can_not_be_used_is_refused_without_its_password() {
    let far = || Builder::<Transport>::new("https://bells.example");
    for url in ["http://u:hunter2@", "ftp://u:hunter2@proxy.example", ""] {
        let problem = refused(far().proxy(url).build(), "Builder::proxy");
        assert!(!problem.contains("hunter2"), "{problem}");
    }
    let builder = far().proxy("http://u:hunter2@proxy.example:3128");
    assert!(!format!("{builder:?}").contains("hunter2"));
    let client = builder.build().expect("a client");
    assert!(!format!("{client:?}").contains("hunter2"));
}

#[tokio::test]
async fn what_lies_under_an_error_is_its_source() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", nobody.local_addr().expect("an address"));
    drop(nobody);
    let client = builder_at(&url).build().expect("a client");
    let error = client.call(&BELLS, decode::empty()).await;
    let error = error.expect_err("nobody listens");
    let source = error.source().expect("there is one");
    let http = source.downcast_ref::<medium_runtime::reqwest::Error>();
    assert!(http.is_some_and(|http| http.is_connect()), "{source:?}");
    let mut last = source;
    while let Some(inner) = last.source() {
        last = inner;
    }
    let system = last.downcast_ref::<std::io::Error>().expect("the system's");
    assert_eq!(system.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[tokio::test]
async fn a_request_has_the_name_that_the_service_gave_it() {
    let server = Server::start(async |_: Request| {
        Reply::json(404, &json!({})).header("X-Request-Id", "7d1f")
    })
    .await;
    static GONE: Operation = operation("gone", "GET", "/v1/gone");
    let client = builder(&server).build().expect("a client");
    let error = client.call(&GONE, decode::empty()).await;
    let error = error.expect_err("it is refused");
    assert_eq!(error.request_id(), Some("7d1f"));
    assert_eq!(error.retry_after(), None);
    assert!(!error.is_retryable() && !error.is_unknown_outcome());
}
