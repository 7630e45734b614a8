//! What the tests share: a client that does not wait long, a user's consent, and a server that
//! sends the responses that a test sets.
#![allow(dead_code, reason = "each test binary uses its own part of it")]

pub(crate) mod consent;
pub(crate) mod http;
#[path = "../../../medium-runtime/tests/support/server.rs"]
pub(crate) mod server;

use std::time::Duration;

use medium_api::auth::Application;
use medium_api::{Builder, Client, Retry};
use medium_sandbox::Sandbox;
use url::Url;

/// How long nothing may move. Longer than a busy machine takes for a response, and short enough to
/// be waited for.
pub(crate) const STALL: Duration = Duration::from_secs(2);

/// A client of `url` that waits briefly. It never asks for a page of the real Medium.
pub(crate) fn impatient(url: &str) -> Builder {
    Client::builder()
        .environment(url)
        .connect_timeout(STALL)
        .stall_timeout(STALL)
        .retry(brief())
}

/// The default policy with short waits.
pub(crate) fn brief() -> Retry {
    Retry::default().backoff(Duration::from_millis(10), Duration::from_millis(50))
}

/// The application that comes with a sandbox, which waits briefly.
pub(crate) fn application(sandbox: &Sandbox) -> Application {
    let registered = sandbox.application();
    let callback = Url::parse(registered.redirect_uri()).expect("a callback address");
    Application::new(
        registered.client_id.clone(),
        registered.client_secret.as_str(),
        callback,
    )
    .at(sandbox.url())
    .client(impatient(sandbox.url()).build().expect("a client"))
}

/// How many calls of `path` the sandbox has responded to.
pub(crate) fn request_count(sandbox: &Sandbox, method: &str, path: &str) -> usize {
    let calls = sandbox.requests();
    calls
        .iter()
        .filter(|call| call.method == method && call.path == path)
        .count()
}
