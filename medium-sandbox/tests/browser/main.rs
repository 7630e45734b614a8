//! The sandbox as people meet it: in Chromium, by clicking, and by keyboard.

mod appearance;
mod driver;
mod readable;
#[path = "../support/mod.rs"]
mod support;

use std::collections::HashMap;

use driver::{Browser, open};
use fantoccini::key::Key;
use medium_sandbox::{Application, Sandbox};
use serde_json::json;
use support::calls::{article, publish, with};
use support::oauth::{consent_path, exchange_by, field};
use support::{Checked, get, path_of, sandbox, start};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use url::Url;

/// An application's own server, which responds to whatever comes.
async fn application() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let response = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nWelcome back";
            let mut request = [0; 4096];
            let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut request).await;
            let _ = stream.write_all(response.as_bytes()).await;
        }
    });
    format!("http://{address}/callback")
}

/// Whose token it is.
async fn owner(sandbox: &Checked, token: &str) -> String {
    let me = get("/v1/me").bearer(token).send(sandbox.address()).await;
    me.json()["data"]["username"]
        .as_str()
        .expect("a name")
        .to_owned()
}

#[tokio::test]
async fn the_guides_way_to_an_integration_token_can_be_followed_by_clicking() {
    let sandbox = sandbox().await;
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    browser.go("/").await;
    browser.press("Sign in").await;
    browser.press("Erin Editor").await;
    browser.wait_for(".account summary").await;

    browser.go("/").await;
    browser.click(".account summary").await;
    browser.press("Settings").await;
    browser.press("Integration tokens").await;
    browser.fill("#description", "n8n").await;
    browser.press("Get integration token").await;
    let token = browser.text("#tokens code.secret").await;
    assert_eq!(owner(&sandbox, &token).await, "erin");
    browser.picture("settings").await;
    browser.close().await;
}

#[tokio::test]
async fn the_guides_way_to_oauth_can_be_followed_by_clicking() {
    let sandbox = sandbox().await;
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    browser.go("/sign-in?next=/").await;
    browser.press("Erin Editor").await;
    browser.click(".account summary").await;
    browser.press("Settings").await;
    browser.press("Developers").await;
    browser.press("Manage applications").await;
    browser.press("New application").await;
    browser.fill("#name", "n8n").await;
    browser.fill("#description", "Workflows").await;
    assert_eq!(browser.text("#protocol option").await, "OAuth 2");
    let callback = application().await;
    browser.fill("#callbacks", &callback).await;
    browser.press("Save").await;

    let mut registered = sandbox.application().clone();
    registered.client_id = browser.text("#client-id").await;
    registered.client_secret = browser.text("#client-secret").await;
    registered.redirect_uris = vec![callback];
    browser.picture("application").await;

    // The circle button of the guide, pressed twice.
    let (_, said) = connect(&browser, &registered, "Deny").await;
    assert_eq!(said["error"], "access_denied");
    let (_, said) = connect(&browser, &registered, "Allow").await;
    let tokens = exchange_by(&registered, &said["code"]);
    let tokens = tokens.send(sandbox.address()).await;
    let token = field(&tokens, "access_token");
    assert_eq!(owner(&sandbox, &token).await, "erin");
    browser.close().await;
}

/// Sends the browser to the consent page, presses a button, and tells what came back.
async fn connect(
    browser: &Browser,
    registered: &Application,
    button: &str,
) -> (Url, HashMap<String, String>) {
    browser
        .go(&consent_path(registered, "basicProfile,publishPost"))
        .await;
    browser.picture("consent").await;
    browser.press(button).await;
    browser.wait_for("pre").await;
    let back = browser.address().await;
    assert!(
        back.as_str().starts_with(registered.redirect_uri()),
        "{back}"
    );
    let said = back.query_pairs().into_owned().collect();
    (back, said)
}

#[tokio::test]
async fn a_token_can_be_had_by_keyboard() {
    let sandbox = sandbox().await;
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    let enter = Key::Enter.to_string();
    browser.go("/").await;
    browser.tab_to("Skip to content").await;
    browser.tab_to("Sign in").await;
    browser.type_keys(&enter).await;
    browser.wait_for(".choice").await;
    browser.tab_to("Wim Writer").await;
    browser.type_keys(&enter).await;
    browser.wait_for(".account summary").await;
    browser.go("/").await;
    browser.tab_to("Wim Writer").await;
    browser.type_keys(&enter).await;
    browser.tab_to("Settings").await;
    browser.type_keys(&enter).await;
    browser.wait_for("#description").await;
    browser.tab_to("description").await;
    browser.type_keys("n8n").await;
    browser.tab_to("Get integration token").await;
    browser.type_keys(&enter).await;
    let token = browser.text("#tokens code.secret").await;
    assert_eq!(owner(&sandbox, &token).await, "wim");
    browser.close().await;
}

#[tokio::test]
async fn a_post_with_scripts_in_it_runs_none() {
    let sandbox = start(Sandbox::builder()).await;
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    let content = "# Liverpool FC\n\n\
        <script>document.title = 'taken'</script>\n\
        <img src=\"x\" onerror=\"document.title = 'taken'\">\n\
        <a href=\"javascript:document.title = 'taken'\">a link</a>\n\n\
        Anfield on a match day, *an hour* before the gates open.\n";
    let post = with(article(), "content", json!(content));
    let post = with(post, "license", json!("cc-40-by"));
    let created = publish(&sandbox, &post).await;
    let url = created.json()["data"]["url"].clone();
    browser
        .go(&path_of(url.as_str().expect("an address")))
        .await;
    assert_eq!(browser.text("article h1").await, "Liverpool FC");
    browser.press("a link").await;
    browser.click(".request summary").await;
    let request = browser.text(".request pre").await;
    assert!(request.contains("\"license\": \"cc-40-by\""), "{request}");
    assert!(request.contains("# Liverpool FC\n"), "{request}");
    let title = browser.client.title().await.expect("a title");
    assert!(title.starts_with("Liverpool FC"), "{title}");

    browser.go("/requests").await;
    assert!(browser.text("tbody").await.contains("POST"));
    browser.press("1").await;
    let page = browser.text("main").await;
    assert!(
        page.contains("The request and the response match"),
        "{page}"
    );
    browser.close().await;
}

#[tokio::test]
async fn a_call_can_be_tried_out_in_the_reference() {
    let sandbox = sandbox().await;
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    browser.go("/sign-in?next=/docs").await;
    browser.press("Demo Author").await;
    browser
        .click("#operations-Users-me .opblock-summary-control")
        .await;
    browser.click("#operations-Users-me .try-out__btn").await;
    browser.click("#operations-Users-me .execute").await;
    let status = browser
        .text("#operations-Users-me .live-responses-table .response-col_status")
        .await;
    assert!(
        status.contains("200") || status.contains("Code"),
        "{status}"
    );
    browser
        .wait_for("#operations-Users-me .live-responses-table .response")
        .await;
    browser.picture("reference").await;
    let call = sandbox.requests().pop().expect("it reached the API");
    assert_eq!(
        (call.path.as_str(), call.status, call.user.as_deref()),
        ("/v1/me", 200, Some("demo"))
    );
    browser.close().await;
}
