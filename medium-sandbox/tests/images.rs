//! Uploading images, and seeing them in a post.

mod support;

use medium_sandbox::Sandbox;
use serde_json::json;
use support::calls::{PNG, article, publish, upload, with};
use support::{get, path_of, post, sandbox, start};

#[tokio::test]
async fn serves_an_image_at_its_url() {
    let sandbox = sandbox().await;
    let response = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(response.status, 201);
    let image = &response.json()["data"];
    let md5 = image["md5"].as_str().unwrap();
    assert_eq!(md5.len(), 22, "unpadded base64url");
    let served = get(&path_of(image["url"].as_str().unwrap()));
    let served = served.send(&sandbox).await;
    assert_eq!(served.header("content-type"), Some("image/png"));
    assert_eq!(served.body, PNG);

    let again = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(again.json()["data"], *image, "the same bytes and URL");
    assert_eq!(sandbox.images().len(), 1);
}

#[tokio::test]
async fn rejects_other_media_types() {
    let sandbox = sandbox().await;
    for content_type in ["image/jpg", "text/html", "image/svg+xml"] {
        let response = upload(&sandbox, content_type, PNG).await;
        let message = "The media is not in a format we understand.".to_owned();
        assert_eq!(response.status, 400, "{content_type}");
        assert_eq!(response.error(), (-1, message));
    }
    let request = post("/v1/images").bearer(sandbox.token());
    let response = request.part("name=\"picture\"; filename=\"a.png\"", "image/png", PNG);
    assert_eq!(response.send(&sandbox).await.status, 400);
}

#[tokio::test]
async fn returns_the_proxys_413_for_a_large_image() {
    let sandbox = start(Sandbox::builder().max_image_bytes(10)).await;
    let response = upload(&sandbox, "image/png", PNG).await;
    assert_eq!(response.status, 413);
    assert!(response.text().contains("nginx"));
    let content_type = response.header("content-type");
    assert_eq!(content_type, Some("text/html; charset=utf-8"));
}

#[tokio::test]
async fn shows_a_post_with_its_image_and_runs_no_script() {
    let sandbox = sandbox().await;
    let image = upload(&sandbox, "image/png", PNG).await.json()["data"]["url"].clone();
    let image = image.as_str().unwrap();
    let content = format!("# Liverpool FC\n\n![Crest]({image})\n\n<script>alert(1)</script>");
    let created = publish(&sandbox, &with(article(), "content", json!(content))).await;
    let path = path_of(created.json()["data"]["url"].as_str().unwrap());
    let page = get(&path).send(&sandbox).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("<h1>Liverpool FC</h1>"));
    let source = format!("src=\"{}\"", path_of(image));
    assert!(text.contains(&source), "{text}");
    assert!(!text.contains("<script"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'"));
}
