//! Uploading images, and seeing them in a post.

mod support;

use medium_sandbox::Sandbox;
use serde_json::json;
use support::calls::{PNG, article, publish, upload, with};
use support::{get, path_of, post, sandbox, start};

#[tokio::test]
async fn an_image_has_an_address_that_serves_its_bytes() {
    let sandbox = sandbox().await;
    let response = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(response.status, 201);
    let image = &response.json()["data"];
    assert_eq!(
        image["md5"].as_str().unwrap().len(),
        22,
        "unpadded base64url"
    );
    let served = get(&path_of(image["url"].as_str().unwrap()))
        .send(sandbox.address())
        .await;
    assert_eq!(served.header("content-type"), Some("image/png"));
    assert_eq!(served.body, PNG);

    let again = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(
        again.json()["data"],
        *image,
        "the same bytes, the same address"
    );
    assert_eq!(sandbox.images().len(), 1);
}

#[tokio::test]
async fn other_media_are_refused() {
    let sandbox = sandbox().await;
    for content_type in ["image/jpg", "text/html", "image/svg+xml"] {
        let response = upload(&sandbox, content_type, PNG).await;
        let message = "The media is not in a format we understand.".to_owned();
        assert_eq!(
            (response.status, response.error()),
            (400, (-1, message)),
            "{content_type}"
        );
    }
    let request = post("/v1/images").bearer(sandbox.token());
    let response = request.part("name=\"picture\"; filename=\"a.png\"", "image/png", PNG);
    assert_eq!(response.send(sandbox.address()).await.status, 400);
}

#[tokio::test]
async fn an_image_that_is_too_large_meets_the_proxy() {
    let builder = Sandbox::builder().max_image_bytes(10);
    let sandbox = start(builder).await;
    let response = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(response.status, 413);
    assert!(response.text().contains("nginx"));
    assert_eq!(
        response.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[tokio::test]
async fn a_published_article_can_be_read_with_its_picture_and_runs_nothing() {
    let sandbox = sandbox().await;
    let image = upload(&sandbox, "image/png", PNG).await.json()["data"]["url"].clone();
    let picture = image.as_str().unwrap();
    let content = format!("# Liverpool FC\n\n![Crest]({picture})\n\n<script>alert(1)</script>");
    let url = publish(&sandbox, &with(article(), "content", json!(content)))
        .await
        .json()["data"]["url"]
        .clone();
    let page = get(&path_of(url.as_str().unwrap()))
        .send(sandbox.address())
        .await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<h1>Liverpool FC</h1>"));
    assert!(
        page.text()
            .contains(&format!("src=\"{}\"", path_of(picture))),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("<script"));
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .contains("default-src 'none'")
    );
}
