//! Shared by the tests: a client with short limits, a user's consent, and a server with the
//! responses of the test.
#![allow(dead_code, reason = "each test binary uses its own part of it")]

pub(crate) mod call;
pub(crate) mod consent;
pub(crate) mod http;
#[path = "../../../medium-runtime/tests/support/server.rs"]
pub(crate) mod server;

use std::sync::Arc;
use std::time::Duration;

use medium_api::auth::{self, Application, TokenSource};
use medium_api::{Builder, Client, Error, Retry};
use medium_sandbox::Sandbox;
use url::Url;

use server::Response;

/// The time limit without progress. Longer than a busy machine takes for a response, but short for
/// a test.
pub(crate) const STALL: Duration = Duration::from_secs(2);

/// Returns a client with short limits. All its servers are at `url`, so it never contacts the real
/// Medium.
pub(crate) fn builder_with_short_limits(url: &str) -> Builder {
    Client::builder()
        .origin(url)
        .connect_timeout(STALL)
        .stall_timeout(STALL)
        .retry(short_retries())
}

/// Returns the default policy with short waits.
pub(crate) fn short_retries() -> Retry {
    Retry::default().backoff(Duration::from_millis(10), Duration::from_millis(50))
}

/// Returns a client with short limits for a user of `application`.
pub(crate) fn user_client(url: &str, application: Application, source: impl TokenSource) -> Client {
    builder_with_short_limits(url)
        .credential(auth::oauth(application, Arc::new(source)))
        .build()
        .unwrap()
}

/// Returns the application of the sandbox, with short limits.
pub(crate) fn application(sandbox: &Sandbox) -> Application {
    let registered = sandbox.application();
    let callback = Url::parse(registered.redirect_uri()).unwrap();
    Application::new(
        registered.client_id.clone(),
        registered.client_secret.as_str(),
        callback,
    )
    .with_origin(sandbox.url())
    .with_client(builder_with_short_limits(sandbox.url()).build().unwrap())
}

/// Asserts that a refresh failed, and whether its outcome is unknown.
#[track_caller]
pub(crate) fn assert_refresh_failed(error: &Error, is_unknown: bool) {
    let Error::RefreshFailed {
        may_have_refreshed, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!(*may_have_refreshed, is_unknown, "{error}");
}

pub(crate) fn user_response() -> Response {
    let user = r#"{"data":{"id":"1","username":"robin","name":"Robin","url":"https://medium.com/@robin"}}"#;
    Response::text(200, "application/json", user)
}

pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::start().await.unwrap()
}

/// Returns the number of refreshes, without the exchange of the code.
pub(crate) fn refreshes(sandbox: &Sandbox) -> usize {
    request_count(sandbox, "POST", "/v1/tokens") - 1
}

/// Returns the number of calls of `path` that the sandbox received.
pub(crate) fn request_count(sandbox: &Sandbox, method: &str, path: &str) -> usize {
    let calls = sandbox.requests();
    calls
        .iter()
        .filter(|call| call.method == method && call.path == path)
        .count()
}
