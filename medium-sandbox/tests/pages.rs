//! What people do on the pages, with a browser that knows no JavaScript.

mod support;

use serde_json::json;
use support::calls::{article, with};
use support::forms::{Browser, text_after, value_of};
use support::{get, post, sandbox};

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

#[tokio::test]
async fn the_guides_way_to_an_application_can_be_walked() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(sandbox.address(), "demo").await;
    browser.go("/me/applications/new").await;
    let callback = "https://n8n.example/rest/oauth2-credential/callback";
    let fields = [
        ("name", "n8n"),
        ("description", "Workflows"),
        ("callbacks", callback),
    ];
    browser.submit("/me/applications", &fields).await;
    let page = browser.page.text();
    let client_id = text_after(&page, "id=\"client-id\"").to_owned();
    let secret = text_after(&page, "id=\"client-secret\"").to_owned();
    assert!(page.contains(callback));

    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("client_id", &*client_id),
            ("scope", "basicProfile"),
            ("state", "1"),
        ])
        .extend_pairs([("response_type", "code"), ("redirect_uri", callback)])
        .finish();
    browser.go(&format!("/m/oauth/authorize?{query}")).await;
    let ticket = value_of(&browser.page.text(), "ticket");
    assert!(
        browser.page.text().contains("value=\"demo\" selected"),
        "who is signed in"
    );
    let fields = [
        ("ticket", &*ticket),
        ("username", "demo"),
        ("decision", "allow"),
    ];
    browser.page = post("/m/oauth/authorize")
        .form(&fields)
        .send(sandbox.address())
        .await;
    let back = browser
        .page
        .header("location")
        .expect("a callback")
        .to_owned();
    let (_, code) = back.split_once("code=").expect("a code");
    let tokens = post("/v1/tokens")
        .form(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("client_id", &client_id),
            ("client_secret", &secret),
            ("redirect_uri", callback),
        ])
        .send(sandbox.address())
        .await
        .json();
    let token = tokens["access_token"].as_str().expect("a token");
    assert_eq!(
        get("/v1/me")
            .bearer(token)
            .send(sandbox.address())
            .await
            .status,
        200
    );

    browser.go("/me/settings").await;
    browser
        .submit("/me/connections/revoke", &[("client_id", &client_id)])
        .await;
    assert_eq!(
        get("/v1/me")
            .bearer(token)
            .send(sandbox.address())
            .await
            .status,
        401
    );
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

    let stranger = Browser::open(sandbox.address(), &page).await;
    assert!(!stranger.page.text().contains("Drafts"));
    let mut writer = Browser::signed_in(sandbox.address(), "demo").await;
    assert!(
        writer
            .go(&page)
            .await
            .text()
            .contains("waits for an editor")
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
    let stranger = get(&page).send(sandbox.address()).await;
    assert_eq!(stranger.status, 403);
    let next: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    let sign_in = format!("href=\"/sign-in?next={next}\"");
    assert!(stranger.text().contains(&sign_in), "{}", stranger.text());
    for (username, status) in [("demo", 200), ("erin", 200), ("wim", 403)] {
        let mut browser = Browser::signed_in(sandbox.address(), username).await;
        let shown = browser.go(&page).await;
        assert_eq!(shown.status, status, "{username}");
        let text = shown.text().contains("Liverpool FC");
        assert_eq!(text, status == 200, "{username}");
    }
}
