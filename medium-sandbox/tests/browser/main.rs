//! The pages in Chromium, with mouse and keyboard.

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
use support::{CheckedSandbox, get, path_of, sandbox, start};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use url::Url;

/// Starts an application's server, and returns its callback.
async fn application() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
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

/// Returns the username of a token's owner.
async fn owner(sandbox: &CheckedSandbox, token: &str) -> String {
    let me = get("/v1/me").bearer(token).send(&sandbox).await;
    me.json()["data"]["username"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_user_creates_an_integration_token_in_a_browser() {
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
    browser.screenshot("settings").await;
    browser.close().await;
}

#[tokio::test]
async fn a_user_registers_an_application_and_logs_in_with_oauth_in_a_browser() {
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
    browser.screenshot("application").await;

    // First denied, then allowed.
    let (_, parameters) = connect(&browser, &registered, "Deny").await;
    assert_eq!(parameters["error"], "access_denied");
    let (_, parameters) = connect(&browser, &registered, "Allow").await;
    let tokens = exchange_by(&registered, &parameters["code"]);
    let tokens = tokens.send(&sandbox).await;
    let token = field(&tokens, "access_token");
    assert_eq!(owner(&sandbox, &token).await, "erin");
    browser.close().await;
}

/// Opens the consent page, presses a button, and returns the callback with its parameters.
async fn connect(
    browser: &Browser,
    registered: &Application,
    button: &str,
) -> (Url, HashMap<String, String>) {
    browser
        .go(&consent_path(registered, "basicProfile,publishPost"))
        .await;
    browser.screenshot("consent").await;
    browser.press(button).await;
    browser.wait_for("pre").await;
    let back = browser.url().await;
    assert!(
        back.as_str().starts_with(registered.redirect_uri()),
        "{back}"
    );
    let parameters = back.query_pairs().into_owned().collect();
    (back, parameters)
}

#[tokio::test]
async fn a_token_can_be_created_with_the_keyboard() {
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
async fn runs_no_script_of_a_post() {
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
    browser.go(&path_of(url.as_str().unwrap())).await;
    assert_eq!(browser.text("article h1").await, "Liverpool FC");
    browser.press("a link").await;
    browser.click(".request summary").await;
    let request = browser.text(".request pre").await;
    assert!(request.contains("\"license\": \"cc-40-by\""), "{request}");
    assert!(request.contains("# Liverpool FC\n"), "{request}");
    let title = browser.client.title().await.unwrap();
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
async fn the_reference_sends_calls() {
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
    browser.screenshot("reference").await;
    let call = sandbox.requests().pop().unwrap();
    assert_eq!(
        (call.path.as_str(), call.status, call.user.as_deref()),
        ("/v1/me", 200, Some("demo"))
    );
    browser.close().await;
}
