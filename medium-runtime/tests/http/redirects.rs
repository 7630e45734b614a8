//! Detects redirects that a user's HTTP client followed.

use std::sync::Arc;

use medium_runtime::{Error, Operation, Transport, decode, reqwest};
use serde_json::json;

use crate::client::{BELLS, RING, builder};
use crate::server::{Request, Response, Server};

/// Returns an HTTP client with default redirects. Its TLS is never used.
fn http_client() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let client = reqwest::Client::builder().no_proxy();
    client.tls_backend_preconfigured(tls).build().unwrap()
}

async fn redirected(operation: &'static Operation) -> Error {
    let server = Server::start(async |request: Request| match &*request.target {
        "/other" => Response::json(200, &json!([])),
        _ => Response::json(302, &json!({})).header("Location", "/other"),
    })
    .await;
    let client: Transport = builder(&server).http_client(http_client()).build().unwrap();
    let result = client.call(operation, decode::empty()).await;
    assert_eq!(server.count("/other"), 1, "it was followed once");
    result.unwrap_err()
}

#[tokio::test]
async fn a_followed_redirect_is_an_error() {
    for (operation, kind) in [(&BELLS, "redirected"), (&RING, "outcome_unknown")] {
        let error = redirected(operation).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert!(
            error.to_string().contains("redirect::Policy::none()"),
            "{error}"
        );
    }
}
