//! The pages, as a browser without JavaScript goes through them.

mod support;

use serde_json::{Value, json};
use support::forms::{Browser, text_after, value_of};
use support::{Checked, get, path_of, post, sandbox};

async fn create(sandbox: &Checked, path: &str, article: &Value) -> String {
    let created = post(path)
        .bearer(sandbox.token())
        .json(article)
        .send(sandbox.address())
        .await;
    created.json()["data"]["url"]
        .as_str()
        .expect("an address")
        .to_owned()
}

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
    let article = json!({
        "title": "Bench", "contentFormat": "markdown", "content": "# Bench", "publishStatus": "draft",
    });
    create(
        &sandbox,
        &format!("/v1/publications/{}/posts", bench.id),
        &article,
    )
    .await;
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
        let answer = get(path).send(sandbox.address()).await;
        assert_eq!(answer.status, 303);
        assert!(
            answer
                .header("location")
                .is_some_and(|to| to.starts_with("/sign-in?next="))
        );
    }
    let mine = format!("/me/applications/{}", sandbox.application().client_id);
    let mut other = Browser::signed_in(sandbox.address(), "erin").await;
    assert_eq!(other.go(&mine).await.status, 404, "another's secret");
}

#[tokio::test]
async fn a_post_stands_beside_its_exact_request_and_on_its_authors_profile() {
    let sandbox = sandbox().await;
    let article = json!({
        "title": "Tea & <b>scones</b>", "contentFormat": "html", "content": "<h1>Tea</h1>",
        "license": "cc-40-by", "canonicalUrl": "https://home.example/tea",
    });
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    let url = create(&sandbox, &path, &article).await;
    let page = get(&path_of(&url)).send(sandbox.address()).await.text();
    assert!(page.contains("<h1>Tea</h1>"));
    assert!(page.contains("rel=\"canonical\" href=\"https://home.example/tea\""));
    assert!(page.contains("creativecommons.org/licenses/by/4.0/"));
    assert!(page.contains(&format!("POST {path}")));
    assert!(!page.contains("<b>scones"), "a title is text");
    let profile = Browser::open(sandbox.address(), "/@demo").await.page.text();
    assert!(profile.contains(&format!("href=\"{}\"", path_of(&url))));
}

#[tokio::test]
async fn requests_are_listed_with_what_the_document_says() {
    let sandbox = sandbox().await;
    get("/v1/me")
        .bearer(sandbox.token())
        .send(sandbox.address())
        .await;
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    post(&path)
        .bearer(sandbox.token())
        .json(&json!({ "title": 1 }))
        .send(sandbox.address())
        .await;
    let list = Browser::open(sandbox.address(), "/requests")
        .await
        .page
        .text();
    assert!(list.contains("GET /v1/me") && list.contains("broken"));
    let first = Browser::open(sandbox.address(), "/requests/1")
        .await
        .page
        .text();
    assert!(first.contains("The document allows both"));
    assert!(first.contains("authorization: ••••") && !first.contains(sandbox.token()));
    assert!(
        Browser::open(sandbox.address(), "/requests?live")
            .await
            .page
            .text()
            .contains("refresh")
    );
    for unknown in [
        "/requests/99",
        "/requests/x",
        "/@nobody",
        "/nowhere",
        "/a/b",
    ] {
        assert_eq!(
            get(unknown).send(sandbox.address()).await.status,
            404,
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn every_page_forbids_scripts_and_frames_and_fetches_nothing_from_elsewhere() {
    let sandbox = sandbox().await;
    for path in [
        "/",
        "/sign-in",
        "/@demo",
        "/sandbox-weekly",
        "/requests",
        "/nowhere",
    ] {
        let page = get(path).send(sandbox.address()).await;
        let policy = page
            .header("content-security-policy")
            .expect("a policy")
            .to_owned();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        let text = page.text();
        assert!(
            !text.contains("<script") && !text.contains("style="),
            "{path}"
        );
        for (_, after) in text
            .match_indices("src=\"")
            .map(|(at, m)| text.split_at(at + m.len()))
        {
            assert!(after.starts_with('/'), "{path}");
        }
    }
}

#[tokio::test]
async fn the_document_is_served_with_the_sandbox_as_its_server() {
    let sandbox = sandbox().await;
    let yaml = get("/openapi.yaml").send(sandbox.address()).await;
    assert!(yaml.text().contains(&format!("url: {}", sandbox.url())));
    let json = get("/openapi.json").send(sandbox.address()).await.json();
    assert_eq!(json["servers"][0]["url"], sandbox.url());
}

#[tokio::test]
async fn the_reference_comes_from_the_sandbox_with_a_token_to_try_it_out() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(sandbox.address(), "demo").await;
    let page = browser.go("/docs").await;
    assert!(
        page.text()
            .contains(&format!("data-token=\"{}\"", sandbox.token()))
    );
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("script-src 'self';") && policy.contains("connect-src 'self'"));
    for file in [
        "reference.js",
        "reference/ui/swagger-ui-bundle.js",
        "reference/ui/swagger-ui.css",
    ] {
        let file = get(&format!("/_sandbox/{file}"))
            .send(sandbox.address())
            .await;
        assert_eq!(file.status, 200);
        assert!(!file.body.is_empty());
    }
}
