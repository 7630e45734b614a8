//! A user of the sandbox who has granted access, and the sandbox's own view of it all.

use std::time::Duration;

use medium_api::Client;
use medium_api::auth::{Application, Callback, Tokens};
use medium_api::types::Scope;
use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, Target, Times};
use url::{Url, form_urlencoded};

use crate::crew::until;
use crate::http;

/// The application that comes with a sandbox.
fn application(sandbox: &Sandbox) -> Application {
    let registered = sandbox.application();
    let callback = registered.redirect_uri().parse().expect("an address");
    let id = registered.client_id.clone();
    Application::new(id, registered.client_secret.as_str(), callback).at(sandbox.url())
}

/// Tokens of the demo user that have ended: for the server, and by what is known of them.
pub(crate) async fn expired_tokens(sandbox: &Sandbox) -> Tokens {
    let application = application(sandbox);
    let client = Client::builder()
        .api_url(sandbox.url())
        .authorize_url(sandbox.url())
        .build()
        .expect("a client");
    let login = application
        .login(&client, &[Scope::BasicProfile])
        .expect("a login");
    let back = allow(login.url()).await;
    let Callback::Granted(code) = login.callback(&back).expect("our callback") else {
        panic!("not granted");
    };
    let tokens = application
        .exchange(&client, code)
        .await
        .expect("a good code");
    sandbox
        .clock()
        .advance(Duration::from_secs(61 * 24 * 60 * 60));
    tokens.expires_at(1)
}

/// Says yes on the consent page, and returns where the browser is sent.
async fn allow(page: &Url) -> String {
    let shown = http::get(page).await;
    let (_, rest) = shown
        .split_once("name=\"ticket\" value=\"")
        .expect("the form");
    let ticket = rest.split('"').next().unwrap_or_default();
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("ticket", ticket),
            ("username", "demo"),
            ("decision", "allow"),
        ])
        .finish();
    let answer = http::post(page, &form).await;
    let location = answer
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    location.expect("the way back").to_owned()
}

/// How many calls of `path` have been carried out.
pub(crate) fn carried_out(sandbox: &Sandbox, path: &str) -> usize {
    let calls = sandbox.requests();
    let posts = calls.iter().filter(|call| call.method == "POST");
    posts.filter(|call| call.path == path).count()
}

/// Lets the next call of `operation` stall.
pub(crate) async fn stall(sandbox: &Sandbox, operation: &str, fault: Fault) {
    let target = Target::operation(operation).expect("an operation");
    sandbox.inject(target, fault, Times::Next(1)).await;
}

/// Lets the next refresh take a while: it comes through at the third try.
pub(crate) async fn slow_refresh(sandbox: &Sandbox) {
    let target = Target::operation("createToken").expect("an operation");
    let times = Times::Next(2);
    sandbox
        .inject(target, Fault::CloudflareChallenge, times)
        .await;
}

/// Waits until the call that was to stall does.
pub(crate) async fn stalled(sandbox: &Sandbox) {
    let faults = format!("{}/_sandbox/faults", sandbox.url());
    let faults = faults.parse().expect("an address");
    until("a call that stalls", async || {
        http::get(&faults).await.contains(r#""active":[]"#)
    })
    .await;
}
