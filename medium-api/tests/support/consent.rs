//! A user who decides on the consent page, with a minimal browser.

use medium_api::auth::{Callback, Tokens};
use medium_api::types::Scope;
use medium_sandbox::Sandbox;
use url::Url;

use super::http::{get, post_form};

/// Opens the page, decides, and returns the URL that the browser is redirected to.
pub(crate) async fn decide(login: &Url, decision: &str) -> Url {
    let page = get(login).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let ticket = field_value(&page.body, "ticket");
    let fields = [
        ("ticket", ticket.as_str()),
        ("username", "demo"),
        ("decision", decision),
    ];
    let response = post_form(login, &fields).await;
    assert_eq!(response.status, 302, "{}", response.body);
    let location = response.header("location").unwrap();
    Url::parse(location).unwrap()
}

/// Returns the value of a form field.
fn field_value(page: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&marker).unwrap();
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Tokens of the demo user for the sandbox's own application.
pub(crate) async fn tokens(sandbox: &Sandbox, scopes: &[Scope]) -> Tokens {
    let application = super::application(sandbox);
    let login = application.login(scopes).unwrap();
    let callback = decide(login.url(), "allow").await;
    match login.callback(callback.as_str()).unwrap() {
        Callback::Granted(code) => application.exchange(code).await.unwrap(),
        other => panic!("not granted: {other:?}"),
    }
}
