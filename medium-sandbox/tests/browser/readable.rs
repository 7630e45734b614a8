//! Every page is readable in light and dark, on a phone and on a large screen.

use std::path::Path;

use serde_json::json;

use super::driver::{Browser, open};
use super::support::calls::{article, publish, upload, with};
use super::support::oauth::consent_path;
use super::support::{CheckedSandbox, path_of, sandbox};

/// Publishes the example article with its image, and returns the path of its page.
async fn publish_example(sandbox: &CheckedSandbox) -> String {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/liverpool-fc");
    let image = std::fs::read(example.join("the-stand.jpg")).unwrap();
    let image = upload(sandbox, "image/jpeg", &image).await;
    let image = image.json()["data"]["url"].as_str().unwrap().to_owned();
    let text = std::fs::read_to_string(example.join("article.md")).unwrap();
    let body = text.splitn(3, "---\n").nth(2).unwrap();
    let content = body.replace("the-stand.jpg", &image);
    let post = with(article(), "content", json!(content));
    let post = with(post, "title", json!("How a football club learned to sing"));
    let post = with(post, "tags", json!(["football", "liverpool", "history"]));
    let post = with(post, "license", json!("cc-40-by"));
    let created = publish(sandbox, &post).await;
    path_of(created.json()["data"]["url"].as_str().unwrap())
}

/// Returns every page with content, except the reference: name and path.
async fn pages(sandbox: &CheckedSandbox) -> Vec<(&'static str, String)> {
    let post = publish_example(sandbox).await;
    // The third call, which does not match the document.
    publish(sandbox, &with(article(), "tags", json!("a"))).await;
    publish(sandbox, &with(article(), "publishStatus", json!("draft"))).await;
    let application = sandbox.application();
    let registered = format!("/me/applications/{}", application.client_id);
    let pages = [
        ("home", "/"),
        ("post", &post),
        ("profile", "/@demo"),
        ("publication", "/sandbox-weekly"),
        ("settings", "/me/settings"),
        ("applications", "/me/applications"),
        ("new-application", "/me/applications/new"),
        ("application", &registered),
        ("consent", &consent_path(application, "basicProfile")),
        ("sign-in", "/sign-in"),
        ("requests", "/requests"),
        ("request", "/requests/3"),
        ("new-story", "/new-story"),
        ("import", "/p/import"),
        ("invalid-request", "/m/oauth/authorize?client_id=unknown"),
        ("not-found", "/nowhere"),
    ];
    pages.map(|(name, path)| (name, path.to_owned())).into()
}

/// Both widths in both schemes.
const LOOKS: [(&str, u32); 4] = [
    ("light", 390),
    ("light", 1280),
    ("dark", 390),
    ("dark", 1280),
];

async fn look(browser: &Browser, (scheme, width): (&str, u32)) {
    browser.prefer(scheme).await;
    browser.resize(width, 850).await;
}

async fn assert_readable(browser: &Browser, name: &str, (scheme, width): (&str, u32)) {
    browser
        .screenshot(&format!("{name}-{scheme}-{width}"))
        .await;
    let none: [&str; 0] = [];
    let flaws = browser.flaws().await;
    assert_eq!(flaws, none, "{name} in {scheme}, {width} px wide");
}

async fn signed_in(sandbox: &CheckedSandbox) -> Option<Browser> {
    let browser = open(sandbox.url()).await?;
    browser.go("/sign-in?next=/").await;
    browser.press("Demo Author").await;
    browser.wait_for(".account summary").await;
    Some(browser)
}

#[tokio::test]
async fn every_page_is_readable_in_light_and_dark_at_every_width() {
    let sandbox = sandbox().await;
    let pages = pages(&sandbox).await;
    let Some(browser) = signed_in(&sandbox).await else {
        return;
    };
    for looks in LOOKS {
        look(&browser, looks).await;
        for (name, path) in &pages {
            browser.go(path).await;
            assert_readable(&browser, name, looks).await;
        }
    }
    browser.close().await;
}

/// Opens every operation of the reference, and returns their number.
async fn open_all_operations(browser: &Browser) -> u64 {
    const OPEN: &str = "const all = [...document.querySelectorAll('.opblock')]; \
        for (const one of all) if (!one.matches('.is-open')) \
            one.querySelector('.opblock-summary-control').click(); \
        return all.length";
    let opened = browser.client.execute(OPEN, vec![]).await;
    let opened = opened.unwrap().as_u64().unwrap();
    browser
        .wait_for("#reference:not(:has(.opblock:not(.is-open)))")
        .await;
    opened
}

/// The sandbox corrects Swagger UI's own style in places.
#[tokio::test]
async fn the_reference_is_readable_with_every_operation_open() {
    let sandbox = sandbox().await;
    let Some(browser) = signed_in(&sandbox).await else {
        return;
    };
    for looks in LOOKS {
        look(&browser, looks).await;
        for (path, name, min) in [("/docs", "reference", 8), ("/docs/sandbox", "control", 20)] {
            browser.go(path).await;
            browser.wait_for(".opblock").await;
            assert_readable(&browser, name, looks).await;
            let opened = open_all_operations(&browser).await;
            assert!(opened >= min, "{opened} operations");
            browser.click(".opblock.is-open .try-out__btn").await;
            browser.wait_for(".try-out__btn.cancel").await;
            assert_readable(&browser, &format!("{name}-open"), looks).await;
        }
    }
    browser.close().await;
}
