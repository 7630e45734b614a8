//! The sandbox as people meet it: in Chromium, by clicking.

mod driver;
#[path = "../support/mod.rs"]
mod support;

use driver::open;
use medium_sandbox::Sandbox;
use serde_json::json;
use support::{post, sandbox, start};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

/// An application's own server, which answers whatever comes.
async fn application() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nWelcome back";
            let mut request = [0; 4096];
            let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut request).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    format!("http://{address}/callback")
}

#[tokio::test]
async fn the_credentials_guide_can_be_followed_by_clicking() {
    let sandbox = sandbox().await;
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    browser.go("/").await;
    browser.press("Sign in").await;
    browser.press("Erin Editor").await;
    browser.wait_for(".account summary").await;

    // Using an access token: avatar, Settings, Integration tokens, description, the button.
    browser.go("/").await;
    browser.click(".account summary").await;
    browser.press("Settings").await;
    browser.press("Integration tokens").await;
    browser.fill("#description", "n8n").await;
    browser.press("Get integration token").await;
    let token = browser.text("#tokens code.secret").await;
    browser.picture("settings").await;
    let me = support::get("/v1/me")
        .bearer(&token)
        .send(sandbox.address())
        .await;
    assert_eq!(me.json()["data"]["username"], "erin");

    // Using OAuth: Developers, Manage applications, New application, the fields, Save.
    browser.press("Developers").await;
    browser.press("Manage applications").await;
    browser.press("New application").await;
    browser.fill("#name", "n8n").await;
    browser.fill("#description", "Workflows").await;
    let option = browser.text("#protocol option").await;
    assert_eq!(option, "OAuth 2");
    let callback = application().await;
    browser.fill("#callbacks", &callback).await;
    browser.press("Save").await;
    let client_id = browser.text("#client-id").await;
    assert!(!browser.text("#client-secret").await.is_empty());
    browser.picture("application").await;

    for (button, expected) in [("Deny", "error=access_denied"), ("Allow", "code=")] {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([
                ("client_id", &*client_id),
                ("scope", "basicProfile,publishPost"),
            ])
            .extend_pairs([
                ("state", "1"),
                ("response_type", "code"),
                ("redirect_uri", &callback),
            ])
            .finish();
        browser.go(&format!("/m/oauth/authorize?{query}")).await;
        if button == "Allow" {
            browser.picture("consent").await;
        }
        browser.press(button).await;
        browser.wait_for("pre").await;
        let back = browser.address().await;
        assert!(back.as_str().starts_with(&callback), "{back}");
        assert!(
            back.query().is_some_and(|query| query.contains(expected)),
            "{back}"
        );
    }
    browser.close().await;
}

#[tokio::test]
async fn a_post_with_scripts_in_it_runs_none_and_stands_beside_its_request() {
    let sandbox = start(Sandbox::builder()).await;
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    let content = "# Liverpool FC\n\n## You’ll never walk alone.\n\n\
        <script>document.title = 'taken'</script>\n\
        <img src=\"x\" onerror=\"document.title = 'taken'\">\n\
        <a href=\"javascript:document.title = 'taken'\">a link</a>\n\n\
        Anfield on a match day, *an hour* before the gates open.\n";
    let article = json!({
        "title": "Liverpool FC", "contentFormat": "markdown", "content": content,
        "tags": ["Football", "Sport"], "license": "cc-40-by",
    });
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    let created = post(&path)
        .bearer(sandbox.token())
        .json(&article)
        .send(sandbox.address())
        .await;
    let url = created.json()["data"]["url"]
        .as_str()
        .expect("an address")
        .to_owned();
    browser.go(&support::path_of(&url)).await;
    assert_eq!(browser.text("article h1").await, "Liverpool FC");
    browser.press("The request that created it").await;
    let request = browser.text("main details pre").await;
    assert!(request.contains("\"license\":\"cc-40-by\""), "{request}");
    let title = browser.client.title().await.expect("a title");
    assert!(title.starts_with("Liverpool FC"), "{title}");
    browser.picture("post").await;

    browser.go("/requests").await;
    assert!(browser.text("tbody").await.contains("POST"));
    browser.picture("requests").await;
    browser.press("1").await;
    assert!(
        browser
            .text("main")
            .await
            .contains("The document allows both")
    );
    browser.picture("request").await;
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
