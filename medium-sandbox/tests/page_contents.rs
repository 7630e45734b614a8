//! The contents of pages: posts, requests and the document.

mod support;

use serde_json::json;
use support::calls::{article, publish, with};
use support::forms::Browser;
use support::{get, path_of, sandbox};

#[tokio::test]
async fn shows_a_post_with_its_request_and_on_the_profile() {
    let sandbox = sandbox().await;
    let tea = with(article(), "title", json!("Tea & <b>scones</b>"));
    let tea = with(tea, "license", json!("cc-40-by"));
    let tea = with(tea, "canonicalUrl", json!("https://home.example/tea"));
    let created = publish(&sandbox, &tea).await.json()["data"].clone();
    let url = path_of(created["url"].as_str().unwrap());
    let page = get(&url).send(&sandbox).await.text();
    assert!(page.contains("<h1>Liverpool FC</h1>"));
    assert!(page.contains("rel=\"canonical\" href=\"https://home.example/tea\""));
    assert!(page.contains("creativecommons.org/licenses/by/4.0/"));
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    assert!(page.contains(&format!("POST {path}")));
    assert!(!page.contains("<b>scones"), "a title is text");
    let profile = get("/@demo").send(&sandbox).await.text();
    assert!(profile.contains(&format!("href=\"{url}\"")));
}

#[tokio::test]
async fn lists_requests_with_their_violations() {
    let sandbox = sandbox().await;
    get("/v1/me").bearer(sandbox.token()).send(&sandbox).await;
    publish(&sandbox, &json!({ "title": 1 })).await;
    let list = get("/requests").send(&sandbox).await.text();
    assert!(list.contains("GET /v1/me") && list.contains("no</span>"));
    let first = get("/requests/1").send(&sandbox).await.text();
    assert!(first.contains("The request and the response match"));
    assert!(first.contains("authorization: ••••") && !first.contains(sandbox.token()));
    let live = get("/requests?live").send(&sandbox).await.text();
    assert!(live.contains("refresh"));
}

#[tokio::test]
async fn unknown_pages_return_404() {
    let sandbox = sandbox().await;
    let unknown = "/requests/99 /requests/x /@unknown /unknown /a/b";
    for unknown in unknown.split(' ') {
        assert_eq!(get(unknown).send(&sandbox).await.status, 404, "{unknown}");
    }
}

/// Everyone with the URL can see an unlisted post, but only its author's lists have it.
#[tokio::test]
async fn lists_an_unlisted_post_for_its_author_only() {
    let sandbox = sandbox().await;
    let unlisted = with(article(), "publishStatus", json!("unlisted"));
    let created = publish(&sandbox, &unlisted).await.json();
    let path = path_of(created["data"]["url"].as_str().unwrap());
    assert_eq!(get(&path).send(&sandbox).await.status, 200);
    let home = get("/").send(&sandbox).await.text();
    assert!(!home.contains(&path), "{home}");
    let mut author = Browser::signed_in(&sandbox, "demo").await;
    assert!(author.go("/").await.text().contains(&path));
}

#[tokio::test]
async fn every_page_forbids_scripts_frames_and_other_hosts() {
    let sandbox = sandbox().await;
    for path in "/ /sign-in /@demo /sandbox-weekly /requests /unknown".split(' ') {
        let page = get(path).send(&sandbox).await;
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        let text = page.text();
        let has_code = text.contains("<script") || text.contains("style=");
        assert!(!has_code, "{path}");
        let mut sources = text.split("src=\"").skip(1);
        assert!(sources.all(|source| source.starts_with('/')), "{path}");
    }
}

#[tokio::test]
async fn the_document_is_served_with_the_sandbox_as_its_server() {
    let sandbox = sandbox().await;
    let yaml = get("/openapi.yaml").send(&sandbox).await;
    assert!(yaml.text().contains(&format!("url: {}", sandbox.url())));
    let json = get("/openapi.json").send(&sandbox).await.json();
    assert_eq!(json["servers"][0]["url"], sandbox.url());
}

#[tokio::test]
async fn the_reference_is_served_with_a_token() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    let page = browser.go("/docs").await;
    let token = format!("data-token=\"{}\"", sandbox.token());
    assert!(page.text().contains(&token));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && policy.contains("connect-src 'self'"));
    for (file, encoding) in [
        ("reference.js", None),
        ("swagger-ui-bundle.js", Some("gzip")),
        ("swagger-ui.css", Some("gzip")),
    ] {
        let response = get(&format!("/_sandbox/{file}")).send(&sandbox).await;
        assert_eq!(response.status, 200, "{file}");
        assert_eq!(response.header("content-encoding"), encoding, "{file}");
        assert!(!response.body.is_empty(), "{file}");
    }
}
