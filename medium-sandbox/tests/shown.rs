//! The pages: posts, requests, the document.

mod support;

use serde_json::json;
use support::calls::{article, publish, with};
use support::forms::Browser;
use support::{get, path_of, post, sandbox};

#[tokio::test]
async fn a_post_stands_above_its_request_and_on_its_authors_profile() {
    let sandbox = sandbox().await;
    let tea = with(article(), "title", json!("Tea & <b>scones</b>"));
    let tea = with(tea, "license", json!("cc-40-by"));
    let tea = with(tea, "canonicalUrl", json!("https://home.example/tea"));
    let created = publish(&sandbox, &tea).await.json()["data"].clone();
    let url = path_of(created["url"].as_str().expect("an address"));
    let page = get(&url).send(sandbox.address()).await.text();
    assert!(page.contains("<h1>Liverpool FC</h1>"));
    assert!(page.contains("rel=\"canonical\" href=\"https://home.example/tea\""));
    assert!(page.contains("creativecommons.org/licenses/by/4.0/"));
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    assert!(page.contains(&format!("POST {path}")));
    assert!(!page.contains("<b>scones"), "a title is text");
    let profile = Browser::open(sandbox.address(), "/@demo").await.page.text();
    assert!(profile.contains(&format!("href=\"{url}\"")));
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
    assert!(list.contains("GET /v1/me") && list.contains("differs"));
    let first = Browser::open(sandbox.address(), "/requests/1")
        .await
        .page
        .text();
    assert!(first.contains("The request and the response match"));
    assert!(first.contains("authorization: ••••") && !first.contains(sandbox.token()));
    assert!(
        Browser::open(sandbox.address(), "/requests?live")
            .await
            .page
            .text()
            .contains("refresh")
    );
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let sandbox = sandbox().await;
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

/// Unlisted posts are shown to those who have the address, and in lists to their authors alone.
#[tokio::test]
async fn an_unlisted_post_is_in_no_list_of_others() {
    let sandbox = sandbox().await;
    let unlisted = with(article(), "publishStatus", json!("unlisted"));
    let created = publish(&sandbox, &unlisted).await.json();
    let path = path_of(created["data"]["url"].as_str().expect("an address"));
    assert_eq!(get(&path).send(sandbox.address()).await.status, 200);
    let home = get("/").send(sandbox.address()).await.text();
    assert!(!home.contains(&path), "{home}");
    let mut author = Browser::signed_in(sandbox.address(), "demo").await;
    assert!(author.go("/").await.text().contains(&path));
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
    for (file, encoding) in [
        ("reference.js", None),
        ("swagger-ui-bundle.js", Some("gzip")),
        ("swagger-ui.css", Some("gzip")),
    ] {
        let response = get(&format!("/_sandbox/{file}"))
            .send(sandbox.address())
            .await;
        assert_eq!(response.status, 200, "{file}");
        assert_eq!(response.header("content-encoding"), encoding, "{file}");
        assert!(!response.body.is_empty(), "{file}");
    }
}
