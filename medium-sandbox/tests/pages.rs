//! What people do on the pages, with a browser that knows no JavaScript.

mod support;

use medium_sandbox::Application;
use serde_json::json;
use support::calls::{article, with};
use support::forms::{Browser, text_after, value_of};
use support::oauth::{callback, consent_path, decision, exchange_by, field};
use support::{Checked, get, post, sandbox};

#[tokio::test]
async fn the_guides_way_to_a_token_can_be_walked() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(sandbox.address(), "erin").await;
    browser
        .submit("/me/tokens", &[("description", "n8n")])
        .await;
    let page = browser.page.text();
    assert!(page.contains("n8n"));
    let token = text_after(&page, "<code class=\"secret\"").to_owned();
    let me = get("/v1/me").bearer(&token).send(sandbox.address()).await;
    assert_eq!(me.json()["data"]["username"], "erin");

    browser
        .submit("/me/tokens/revoke", &[("token", &token)])
        .await;
    assert_eq!(
        get("/v1/me")
            .bearer(&token)
            .send(sandbox.address())
            .await
            .status,
        401
    );
}

/// Registers an application on the pages, and reads what it is known by.
async fn registered(browser: &mut Browser, mut application: Application) -> Application {
    browser.go("/me/applications/new").await;
    let fields = [
        ("name", "n8n"),
        ("description", "Workflows"),
        ("callbacks", application.redirect_uri()),
    ];
    browser.submit("/me/applications", &fields).await;
    let page = browser.page.text();
    assert!(page.contains(application.redirect_uri()));
    text_after(&page, "id=\"client-id\"").clone_into(&mut application.client_id);
    text_after(&page, "id=\"client-secret\"").clone_into(&mut application.client_secret);
    application
}

/// The status that a token gets.
async fn me(sandbox: &Checked, token: &str) -> u16 {
    let me = get("/v1/me").bearer(token).send(sandbox.address()).await;
    me.status
}

#[tokio::test]
async fn the_guides_way_to_an_application_can_be_walked() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(sandbox.address(), "demo").await;
    let mut application = sandbox.application().clone();
    application.redirect_uris = vec!["https://n8n.example/rest/callback".to_owned()];
    let application = registered(&mut browser, application).await;

    browser
        .go(&consent_path(&application, "basicProfile"))
        .await;
    assert!(
        browser.page.text().contains("value=\"demo\" selected"),
        "who is signed in"
    );
    let decided = decision(&browser.page, "allow")
        .send(sandbox.address())
        .await;
    let (_, said) = callback(&decided);
    let tokens = exchange_by(&application, &said["code"]);
    let tokens = tokens.send(sandbox.address()).await;
    let token = field(&tokens, "access_token");
    assert_eq!(me(&sandbox, &token).await, 200);

    browser.go("/me/settings").await;
    let revoked = [("client_id", application.client_id.as_str())];
    browser.submit("/me/connections/revoke", &revoked).await;
    assert_eq!(me(&sandbox, &token).await, 401);
}

#[tokio::test]
async fn an_application_without_a_usable_callback_is_not_registered() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(sandbox.address(), "demo").await;
    for callbacks in ["", "callback", "mailto:a@b.example"] {
        browser.go("/me/applications/new").await;
        browser
            .submit(
                "/me/applications",
                &[("name", "App"), ("callbacks", callbacks)],
            )
            .await;
        assert_eq!(browser.page.status, 400, "{callbacks:?}");
        assert!(
            browser.page.text().contains("value=\"App\""),
            "what was typed is kept"
        );
    }
}

#[tokio::test]
async fn a_writers_draft_waits_until_an_editor_approves_it() {
    let sandbox = sandbox().await;
    let bench = sandbox.publications()[1].clone();
    let path = format!("/v1/publications/{}/posts", bench.id);
    let draft = with(article(), "publishStatus", json!("draft"));
    let sent = post(&path).bearer(sandbox.token()).json(&draft);
    assert_eq!(sent.send(sandbox.address()).await.status, 201);
    let page = format!("/{}", bench.slug);

    let visitor = Browser::open(sandbox.address(), &page).await;
    assert!(!visitor.page.text().contains("Drafts"));
    let mut writer = Browser::signed_in(sandbox.address(), "demo").await;
    assert!(
        writer
            .go(&page)
            .await
            .text()
            .contains("waiting for an editor")
    );
    let mut editor = Browser::signed_in(sandbox.address(), "erin").await;
    editor.go(&page).await;
    let post_id = value_of(&editor.page.text(), "post_id");
    editor
        .submit("/me/approvals", &[("post_id", &post_id)])
        .await;
    assert_eq!(editor.page.status, 200);
    let post = &sandbox.posts()[0];
    assert_eq!(post.publish_status, medium_sandbox::PublishStatus::Public);
    assert!(post.published_at.is_some());
}

#[tokio::test]
async fn forms_without_their_token_change_nothing() {
    let sandbox = sandbox().await;
    let browser = Browser::signed_in(sandbox.address(), "demo").await;
    for csrf in ["", "0000"] {
        let form = [("description", "stolen"), ("csrf", csrf)];
        let request = post("/me/tokens")
            .header("Cookie", &browser.cookie)
            .form(&form);
        assert_eq!(request.send(sandbox.address()).await.status, 403);
    }
    let foreign = post("/sign-in").header("Origin", "https://evil.example");
    let foreign = foreign
        .form(&[("username", "demo")])
        .send(sandbox.address())
        .await;
    assert_eq!(foreign.status, 403);
    let rebound = get("/me/settings")
        .host("evil.example")
        .header("Cookie", &browser.cookie);
    assert_eq!(rebound.send(sandbox.address()).await.status, 403);
}

#[tokio::test]
async fn settings_are_for_those_who_are_signed_in() {
    let sandbox = sandbox().await;
    for path in ["/me/settings", "/me/applications", "/me/applications/new"] {
        let response = get(path).send(sandbox.address()).await;
        assert_eq!(response.status, 303);
        assert!(
            response
                .header("location")
                .is_some_and(|to| to.starts_with("/sign-in?next="))
        );
    }
    let mine = format!("/me/applications/{}", sandbox.application().client_id);
    let mut other = Browser::signed_in(sandbox.address(), "erin").await;
    assert_eq!(other.go(&mine).await.status, 404, "another's secret");
}

#[tokio::test]
async fn a_draft_is_shown_to_its_author_and_to_the_editors_who_can_approve_it() {
    let sandbox = sandbox().await;
    let bench = sandbox.publications()[1].clone();
    let path = format!("/v1/publications/{}/posts", bench.id);
    let draft = with(article(), "publishStatus", json!("draft"));
    let sent = post(&path).bearer(sandbox.token()).json(&draft);
    let sent = sent.send(sandbox.address()).await.json();
    let page = support::path_of(sent["data"]["url"].as_str().expect("an address"));

    let home = get("/").send(sandbox.address()).await.text();
    assert!(!home.contains(&page), "{home}");
    let visitor = get(&page).send(sandbox.address()).await;
    assert_eq!(visitor.status, 403);
    let next: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    let sign_in = format!("href=\"/sign-in?next={next}\"");
    assert!(visitor.text().contains(&sign_in), "{}", visitor.text());
    for (username, status) in [("demo", 200), ("erin", 200), ("wim", 403)] {
        let mut browser = Browser::signed_in(sandbox.address(), username).await;
        let shown = browser.go(&page).await;
        assert_eq!(shown.status, status, "{username}");
        let text = shown.text().contains("Liverpool FC");
        assert_eq!(text, status == 200, "{username}");
    }
}
