//! The pages, in a browser without JavaScript.

mod support;

use std::collections::HashSet;

use medium_sandbox::Application;
use serde_json::json;
use support::calls::{PNG, article, publish, upload, with};
use support::forms::{Browser, text_after, value_of};
use support::oauth::{callback, consent_path, decision, exchange_by, field};
use support::{CheckedSandbox, get, post, sandbox};

#[tokio::test]
async fn creates_and_revokes_an_integration_token() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(&sandbox, "erin").await;
    browser
        .submit("/me/tokens", &[("description", "n8n")])
        .await;
    let page = browser.page.text();
    assert!(page.contains("n8n"));
    let token = text_after(&page, "<code class=\"secret\"").to_owned();
    let user = get("/v1/me").bearer(&token).send(&sandbox).await;
    assert_eq!(user.json()["data"]["username"], "erin");

    browser
        .submit("/me/tokens/revoke", &[("token", &token)])
        .await;
    assert_eq!(me(&sandbox, &token).await, 401);
}

/// Registers an application, and returns it with its client ID and secret.
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

/// Returns the status of `GET /v1/me` with a token.
async fn me(sandbox: &CheckedSandbox, token: &str) -> u16 {
    let me = get("/v1/me").bearer(token).send(&sandbox).await;
    me.status
}

#[tokio::test]
async fn registers_an_application_and_revokes_its_access() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    let mut application = sandbox.application().clone();
    application.redirect_uris = vec!["https://n8n.example/rest/callback".to_owned()];
    let application = registered(&mut browser, application).await;

    browser
        .go(&consent_path(&application, "basicProfile"))
        .await;
    assert!(
        browser.page.text().contains("value=\"demo\" selected"),
        "the signed-in user is selected"
    );
    let decided = decision(&browser.page, "allow").send(&sandbox).await;
    let (_, parameters) = callback(&decided);
    let tokens = exchange_by(&application, &parameters["code"]);
    let tokens = tokens.send(&sandbox).await;
    let token = field(&tokens, "access_token");
    assert_eq!(me(&sandbox, &token).await, 200);

    browser.go("/me/settings").await;
    let revoked = [("client_id", application.client_id.as_str())];
    browser.submit("/me/connections/revoke", &revoked).await;
    assert_eq!(me(&sandbox, &token).await, 401);
}

#[tokio::test]
async fn rejects_an_application_without_a_valid_callback() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    for callbacks in ["", "callback", "mailto:a@b.example"] {
        browser.go("/me/applications/new").await;
        let fields = [("name", "App"), ("callbacks", callbacks)];
        browser.submit("/me/applications", &fields).await;
        assert_eq!(browser.page.status, 400, "{callbacks:?}");
        let text = browser.page.text();
        assert!(text.contains("value=\"App\""), "the form has its input");
    }
}

#[tokio::test]
async fn a_writers_draft_waits_until_an_editor_approves_it() {
    let sandbox = sandbox().await;
    let bench = sandbox.publications()[1].clone();
    let path = format!("/v1/publications/{}/posts", bench.id);
    let draft = with(article(), "publishStatus", json!("draft"));
    let sent = post(&path).bearer(sandbox.token()).json(&draft);
    assert_eq!(sent.send(&sandbox).await.status, 201);
    let page = format!("/{}", bench.slug);

    let visitor = Browser::open(&sandbox, &page).await;
    assert!(!visitor.page.text().contains("Drafts"));
    let mut writer = Browser::signed_in(&sandbox, "demo").await;
    let text = writer.go(&page).await.text();
    assert!(text.contains("waiting for an editor"));
    let mut editor = Browser::signed_in(&sandbox, "erin").await;
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
async fn rejects_forms_without_a_csrf_token() {
    let sandbox = sandbox().await;
    let browser = Browser::signed_in(&sandbox, "demo").await;
    for csrf in ["", "0000"] {
        let form = [("description", "stolen"), ("csrf", csrf)];
        let request = post("/me/tokens")
            .header("Cookie", &browser.cookie)
            .form(&form);
        assert_eq!(request.send(&sandbox).await.status, 403);
    }
    let foreign = post("/sign-in").header("Origin", "https://evil.example");
    let foreign = foreign.form(&[("username", "demo")]).send(&sandbox).await;
    assert_eq!(foreign.status, 403);
    let rebound = get("/me/settings")
        .host("evil.example")
        .header("Cookie", &browser.cookie);
    assert_eq!(rebound.send(&sandbox).await.status, 403);
}

/// Returns the paths that a page links to or loads, without fragments.
fn internal_links(page: &str) -> impl Iterator<Item = String> {
    let attributes = ["href=\"", "src=\""].into_iter();
    let values = attributes.flat_map(|attribute| page.split(attribute).skip(1));
    let urls = values.filter_map(|rest| rest.split(['"', '#']).next());
    let paths = urls.filter(|url| url.starts_with('/'));
    paths.map(str::to_owned)
}

#[tokio::test]
async fn every_internal_link_works() {
    let sandbox = sandbox().await;
    let image = upload(&sandbox, "image/png", PNG).await.json();
    let content = format!("![]({})", image["data"]["url"].as_str().unwrap());
    for status in ["public", "draft"] {
        let post = with(article(), "content", json!(content));
        publish(&sandbox, &with(post, "publishStatus", json!(status))).await;
    }
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    let mut found = vec!["/".to_owned()];
    let mut visited = HashSet::new();
    while let Some(path) = found.pop() {
        if visited.insert(path.clone()) {
            let page = browser.go(&path).await;
            assert_eq!(page.status, 200, "{path}");
            found.extend(internal_links(&page.text()));
        }
    }
    for path in "/images/ /avatars/ /feed/ /requests/ /me/applications/".split(' ') {
        assert!(
            visited.iter().any(|visited| visited.starts_with(path)),
            "{path}"
        );
    }
}

#[tokio::test]
async fn settings_require_a_sign_in() {
    let sandbox = sandbox().await;
    for path in ["/me/settings", "/me/applications", "/me/applications/new"] {
        let response = get(path).send(&sandbox).await;
        assert_eq!(response.status, 303);
        let location = response.header("location").unwrap();
        assert!(location.starts_with("/sign-in?next="), "{location}");
    }
    let mine = format!("/me/applications/{}", sandbox.application().client_id);
    let mut other = Browser::signed_in(&sandbox, "erin").await;
    assert_eq!(other.go(&mine).await.status, 404, "another's secret");
}

#[tokio::test]
async fn shows_a_draft_to_its_author_and_to_editors_only() {
    let sandbox = sandbox().await;
    let bench = sandbox.publications()[1].clone();
    let path = format!("/v1/publications/{}/posts", bench.id);
    let draft = with(article(), "publishStatus", json!("draft"));
    let sent = post(&path).bearer(sandbox.token()).json(&draft);
    let sent = sent.send(&sandbox).await.json();
    let page = support::path_of(sent["data"]["url"].as_str().unwrap());

    let home = get("/").send(&sandbox).await.text();
    assert!(!home.contains(&page), "{home}");
    let visitor = get(&page).send(&sandbox).await;
    assert_eq!(visitor.status, 403);
    let next: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    let sign_in = format!("href=\"/sign-in?next={next}\"");
    assert!(visitor.text().contains(&sign_in), "{}", visitor.text());
    for (username, status) in [("demo", 200), ("erin", 200), ("wim", 403)] {
        let mut browser = Browser::signed_in(&sandbox, username).await;
        let shown = browser.go(&page).await;
        assert_eq!(shown.status, status, "{username}");
        let text = shown.text().contains("Liverpool FC");
        assert_eq!(text, status == 200, "{username}");
    }
}
