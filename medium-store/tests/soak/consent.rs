//! A user of the sandbox who grants access, and whose token has expired.

use std::time::Duration;

use medium_api::auth::{Application, Callback, Tokens};
use medium_api::types::Scope;
use medium_sandbox::Sandbox;
use url::{Url, form_urlencoded};

use crate::http;

/// Returns the sandbox's built-in application.
fn application(sandbox: &Sandbox) -> Application {
    let registered = sandbox.application();
    let callback = registered.redirect_uri().parse().unwrap();
    let id = registered.client_id.clone();
    Application::new(id, registered.client_secret.as_str(), callback).with_origin(sandbox.url())
}

/// Returns tokens of the demo user that have expired, for the server and by their recorded time.
pub(crate) async fn expired_tokens(sandbox: &Sandbox) -> Tokens {
    let application = application(sandbox);
    let login = application.login(&[Scope::BasicProfile]).unwrap();
    let back = allow(login.url()).await;
    let Callback::Granted(code) = login.callback(&back).unwrap() else {
        panic!("not granted");
    };
    let tokens = application.exchange(code).await.unwrap();
    sandbox
        .clock()
        .advance(Duration::from_secs(61 * 24 * 60 * 60));
    tokens.expires_at(1)
}

/// Approves on the consent page, and returns where the browser is redirected.
async fn allow(page: &Url) -> String {
    let page_text = http::get(page).await;
    let (_, rest) = page_text.split_once("name=\"ticket\" value=\"").unwrap();
    let ticket = rest.split('"').next().unwrap_or_default();
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("ticket", ticket),
            ("username", "demo"),
            ("decision", "allow"),
        ])
        .finish();
    let response = http::post(page, &form).await;
    let location = response
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    location.unwrap().to_owned()
}
