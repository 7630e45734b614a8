//! What Medium offers without a token: the editor, the import tool, the feeds.

mod support;

use std::net::SocketAddr;

use axum::Router;
use axum::http::header;
use axum::routing::get as route;
use medium_sandbox::{PostSource, PublishStatus, Sandbox};
use serde_json::json;
use support::calls::{article, publish, with};
use support::forms::{Browser, value_of};
use support::{get, post, sandbox, start};

const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n and what is in it";

#[tokio::test]
async fn the_editor_converts_a_story_to_mediums_blocks() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    browser.go("/new-story").await;
    let content = "<h1>Bells</h1><div style='x'>One <b>two</b></div><h4>Below</h4>\
                   <table><tr><td>a</td><td>b</td></tr></table><script>alert(1)</script>";
    let fields = [
        ("content", content),
        ("tags", "one, Two, three, four, five, six"),
        ("canonical_url", "https://example.com/bells"),
        ("status", "public"),
    ];
    browser.submit("/new-story", &fields).await;
    assert_eq!(browser.page.status, 200, "{}", browser.page.text());

    let posts = sandbox.posts();
    let [post] = &posts[..] else {
        panic!("one post: {posts:?}")
    };
    assert_eq!(
        (post.title.as_str(), post.source),
        ("Bells", PostSource::Editor)
    );
    assert_eq!(
        post.content,
        "<h1>Bells</h1><p>One <strong>two</strong></p><h2>Below</h2><p>a</p><p>b</p>"
    );
    assert_eq!(post.tags, ["one", "two", "three", "four", "five"]);
    assert_eq!(
        post.canonical_url.as_deref(),
        Some("https://example.com/bells")
    );
    assert_eq!(post.publish_status, PublishStatus::Public);
    assert!(browser.page.text().contains("Created in the"));
}

#[tokio::test]
async fn the_editor_requires_a_sign_in_and_creates_drafts_by_default() {
    let sandbox = sandbox().await;
    let page = get("/new-story").send(&sandbox).await;
    assert_eq!(page.status, 303);
    assert_eq!(page.header("location"), Some("/sign-in?next=%2Fnew-story"));

    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    browser.go("/new-story").await;
    browser.submit("/new-story", &[("content", " ")]).await;
    assert_eq!(browser.page.status, 400);
    browser.go("/new-story").await;
    browser
        .submit("/new-story", &[("content", "<p>Text")])
        .await;
    let posts = sandbox.posts();
    assert_eq!(posts[0].publish_status, PublishStatus::Draft);
}

#[tokio::test]
async fn stores_a_pasted_image_sent_by_the_page() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    browser.go("/new-story").await;
    let csrf = value_of(&browser.page.text(), "csrf");
    let image = |csrf: &str, content_type: &str| {
        post("/new-story/images")
            .header("Cookie", &browser.cookie)
            .header("X-Csrf", csrf)
            .body(content_type, PIXEL)
    };
    let accepted = image(&csrf, "image/png").send(&sandbox).await;
    assert_eq!(accepted.json()["url"], sandbox.images()[0].url);
    for (csrf, content_type, status) in [("", "image/png", 403), (&csrf, "image/webp", 415)] {
        let rejected = image(csrf, content_type).send(&sandbox).await;
        assert_eq!(rejected.status, status);
    }
    assert_eq!(sandbox.images().len(), 1);
}

#[tokio::test]
async fn a_feed_has_the_ten_newest_public_posts_and_an_etag() {
    let sandbox = start(Sandbox::builder().rate_limit(false)).await;
    for number in 1..=12 {
        let title = format!("Part {number} & more");
        let one = with(article(), "title", json!(title));
        publish(&sandbox, &with(one, "publishStatus", json!("public"))).await;
    }
    for status in ["draft", "unlisted"] {
        publish(&sandbox, &with(article(), "publishStatus", json!(status))).await;
    }
    let feed = get("/feed/@demo").send(&sandbox).await;
    let channel = rss::Channel::read_from(&feed.body[..]).unwrap();
    let newest = &channel.items()[0];
    assert_eq!(channel.items().len(), 10);
    assert_eq!(newest.title(), Some("Part 12 & more"));
    let post = &sandbox.posts()[11];
    let guid = newest.guid().unwrap();
    assert_eq!(guid.value(), format!("{}/p/{}", sandbox.url(), post.id));
    let page = get(&format!("/p/{}", post.id)).send(&sandbox).await;
    assert_eq!(page.status, 200, "the guid is a URL of the post");

    let etag = feed.header("etag").unwrap().to_owned();
    let again = get("/feed/@demo").header("If-None-Match", &etag);
    let again = again.send(&sandbox).await;
    assert_eq!((again.status, again.body.len()), (304, 0));

    let there = get("/feed/sandbox-weekly").send(&sandbox).await;
    let channel = rss::Channel::read_from(&there.body[..]).unwrap();
    assert_eq!(
        (channel.title(), channel.items().len()),
        ("Sandbox Weekly - Medium", 0)
    );
    for unknown in ["/feed/@nobody", "/feed/nothing"] {
        assert_eq!(get(unknown).send(&sandbox).await.status, 404);
    }
}

/// Starts a site with the page `/story/` and its image.
async fn site(page: String) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let image = || async { ([(header::CONTENT_TYPE, "image/png")], PIXEL) };
    let page = page.replace("SITE", &format!("http://{address}"));
    let page = move || async move { axum::response::Html(page) };
    let router = Router::new()
        .route("/story/", route(page))
        .route("/story/a.png", route(image));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn imports_text_images_date_and_canonical_link() {
    let sandbox = sandbox().await;
    let page = "<link rel=canonical href='https://example.com/first'>\
        <meta property='article:published_time' content='2020-02-03T04:05:06Z'>\
        <nav>Home</nav><article><h1>T</h1><p>text</p>\
        <figure><img src='SITE/story/a.png' alt=A><figcaption>C</figcaption></figure></article>";
    let site = site(page.to_owned()).await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    browser.go("/p/import").await;
    let url = format!("http://{site}/story/");
    browser
        .submit("/p/import", &[("url", url.as_str()), ("status", "public")])
        .await;
    assert_eq!(browser.page.status, 200, "{}", browser.page.text());
    let post = &sandbox.posts()[0];
    assert_eq!(post.source, PostSource::Import);
    assert_eq!(
        post.canonical_url.as_deref(),
        Some("https://example.com/first")
    );
    assert_eq!(post.published_at, Some(1_580_702_706_000));
    let image = &sandbox.images()[0];
    assert_eq!(&image.bytes[..], PIXEL);
    let expected = format!(
        "<h1>T</h1><p>text</p><figure><img src=\"{}\" alt=\"A\"><figcaption>C</figcaption></figure>",
        image.url
    );
    assert_eq!(post.content, expected);
}

#[tokio::test]
async fn rejects_imports_from_other_machines_and_invalid_pages() {
    let sandbox = sandbox().await;
    let mut browser = Browser::signed_in(&sandbox, "demo").await;
    let empty = site(String::new()).await;
    for (url, error) in [
        ("https://example.com/", "not on this machine"),
        ("http://192.0.2.1/", "not on this machine"),
        ("file:///etc/passwd", "not on this machine"),
        ("story", "is not a URL"),
        (&format!("http://{empty}/story/"), "has no text"),
        (&format!("http://{empty}/nothing"), "404"),
    ] {
        browser.go("/p/import").await;
        browser.submit("/p/import", &[("url", url)]).await;
        let page = browser.page.text();
        assert_eq!(browser.page.status, 400, "{url}");
        assert!(page.contains(error), "{url}: {page}");
    }
    assert!(sandbox.posts().is_empty());
}
