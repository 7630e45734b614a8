//! Seeds, resets, exports and imports.

mod support;

use medium_sandbox::{PublishStatus, Sandbox, Seed};
use serde_json::{Value, json};
use support::calls::{article, publish, upload};
use support::{CheckedSandbox, Request, get, path_of, post, sandbox, start};

const SEED: &str = "
users:
  - { username: anna, name: Anna Field }
  - { username: bill }
publications:
  - { slug: anfield-diary, name: Anfield Diary, editors: [anna], writers: [bill] }
tokens:
  - { token: annas, description: CI }
  - { token: readonly, user: bill, scopes: [basicProfile] }
  - { token: expired, expiresAt: 2020-01-01T00:00:00Z }
posts:
  - title: Liverpool FC
    content: '# Liverpool FC'
    publication: anfield-diary
    publishStatus: draft
  - { title: Salt & pepper, content: <h1>Salt</h1>, contentFormat: html, author: bill }
faults:
  - { fault: '503', operation: me, times: 1 }
clock: { aheadSeconds: 86400 }
";

async fn seeded() -> CheckedSandbox {
    let seed = Seed::from_yaml(SEED).unwrap();
    start(Sandbox::builder().seed(seed)).await
}

async fn me(sandbox: &CheckedSandbox, token: &str) -> u16 {
    let me = get("/v1/me").bearer(token);
    me.send(&sandbox).await.status
}

async fn snapshot(sandbox: &CheckedSandbox) -> Value {
    let snapshot = get("/_sandbox/snapshot").send(&sandbox).await;
    assert_eq!(snapshot.status, 200, "{}", snapshot.text());
    snapshot.json()["data"].clone()
}

/// Returns a snapshot without URLs and times, to compare two sandboxes.
fn comparable(mut snapshot: Value) -> Value {
    snapshot["origins"] = Value::Null;
    for list in ["posts", "images"] {
        for entry in snapshot[list].as_array_mut().into_iter().flatten() {
            entry["url"] = path_of(entry["url"].as_str().unwrap()).into();
        }
    }
    snapshot
}

#[tokio::test]
async fn starts_with_the_content_of_a_seed() {
    let sandbox = seeded().await;
    assert_eq!(sandbox.token(), "annas");
    assert_eq!(me(&sandbox, "annas").await, 503, "its fault");
    assert_eq!(me(&sandbox, "annas").await, 200);
    assert_eq!(me(&sandbox, "expired").await, 401);
    let draft = article();
    let bill = &sandbox.users()[1];
    let path = format!("/v1/users/{}/posts", bill.id);
    let rejected = post(&path).bearer("readonly").json(&draft);
    assert_eq!(rejected.send(&sandbox).await.error().0, 6002);

    let posts = sandbox.posts();
    assert_eq!(posts[0].publish_status, PublishStatus::Draft);
    assert!(
        posts[1].url.contains("/@bill/salt-pepper-"),
        "{}",
        posts[1].url
    );
    let page = get(&path_of(&posts[1].url)).send(&sandbox).await;
    assert!(page.text().contains("<h1>Salt</h1>"));
    let clock = get("/_sandbox/clock").send(&sandbox).await.json();
    assert_eq!(clock["data"]["aheadSeconds"], 86_400);
}

#[tokio::test]
async fn a_reset_restores_the_seed() {
    let sandbox = seeded().await;
    let before = snapshot(&sandbox).await;
    assert_eq!(me(&sandbox, "annas").await, 503);
    publish(&sandbox, &article()).await;
    Request::new("DELETE", "/_sandbox/tokens")
        .send(&sandbox)
        .await;
    assert_eq!(me(&sandbox, "annas").await, 401);
    sandbox.reset().await.unwrap();
    assert_eq!(comparable(snapshot(&sandbox).await), comparable(before));
    assert_eq!(
        me(&sandbox, "annas").await,
        503,
        "the fault is active again"
    );
}

#[tokio::test]
async fn an_export_can_be_imported_and_used_as_a_seed() {
    let one = sandbox().await;
    let image = upload(&one, "image/png", support::calls::PNG).await;
    let image = image.json()["data"]["url"].as_str().unwrap().to_owned();
    let content = format!("# Image\n\n![A]({image})\n");
    let shown = support::calls::with(article(), "content", json!(content));
    publish(&one, &shown).await;
    let exported = snapshot(&one).await;

    let other = sandbox().await;
    let import = Request::new("PUT", "/_sandbox/snapshot").json(&exported);
    assert_eq!(import.send(&other).await.status, 204);
    let seed = Seed::from_yaml(&exported.to_string()).unwrap();
    let third = start(Sandbox::builder().seed(seed)).await;
    assert_eq!(third.token(), one.token());
    for copy in [&other, &third] {
        assert_eq!(
            comparable(snapshot(copy).await),
            comparable(exported.clone())
        );
        assert_eq!(me(copy, one.token()).await, 200);
        let page = get(&path_of(&copy.posts()[0].url)).send(&copy).await;
        let path = path_of(&image);
        assert!(
            page.text().contains(&format!("src=\"{path}\"")),
            "the image is found"
        );
        let response = get(&path).send(&copy).await;
        assert_eq!(response.body, support::calls::PNG);
    }
}

#[tokio::test]
async fn saves_a_seed_in_the_state_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state");
    let seed = Seed::from_yaml(SEED).unwrap();
    let first = start(Sandbox::builder().state_file(&file).seed(seed)).await;
    let before = snapshot(&first).await;
    first.into_inner().stop().await;
    let second = start(Sandbox::builder().state_file(&file)).await;
    let mut after = snapshot(&second).await;
    // Faults and moves of the clock end with the process.
    after["faults"] = before["faults"].clone();
    after["clock"] = before["clock"].clone();
    assert_eq!(comparable(after), comparable(before));
    let usernames = second.users().into_iter().map(|user| user.username);
    assert_eq!(usernames.collect::<Vec<_>>(), ["anna", "bill"]);
}

/// Invalid seeds, and their errors.
const INVALID: [(&str, &str); 20] = [
    ("users: []", "users: the list must not be empty"),
    (
        "posts:\n- { title: T, content: C }\n- { title: T, content: C, author: bil }",
        "line 3, posts[1].author: unknown user \"bil\"; known users: demo, erin, wim",
    ),
    (
        "publications: [{ slug: a, editors: [x] }]",
        "publications[0].editors: unknown user",
    ),
    (
        "publications: []\nposts: [{ title: T, content: C, publication: a }]",
        "unknown publication \"a\"; known publications: none",
    ),
    (
        "users: [{ username: a b }]",
        "users[0].username: \"a b\" can't be part of a URL",
    ),
    (
        "publications: [{ slug: a/b }]",
        "publications[0].slug: \"a/b\" can't",
    ),
    (
        "users:\n- { username: a }\n- { username: a }",
        "line 3, users[1]: there are two users",
    ),
    (
        "users: [{ username: a, id: x }, { username: b, id: x }]",
        "two users with the id \"x\"",
    ),
    (
        "publications: [{ slug: a }, { slug: a }]",
        "two publications with the slug \"a\"",
    ),
    (
        "tokens: [{ token: abc }, { token: abc }]",
        "tokens[1]: duplicate token",
    ),
    (
        "posts: [{ title: T, content: C, id: a }, { title: T, content: C, id: a }]",
        "two posts with the id \"a\"",
    ),
    (
        "posts: [{ title: T, content: C, id: a-b }]",
        "letters and digits only",
    ),
    (
        "posts: [{ title: T, content: C, id: a1, url: http://x/@demo/t-b2 }]",
        "url must end with the post's id, a1",
    ),
    (
        "posts: [{ title: T, content: C, license: mit }]",
        "unknown license \"mit\"; use one of all-rights",
    ),
    (
        "applications: [{ clientId: a, clientSecret: b, redirectUris: [] }]",
        "applications[0].redirectUris: the list must",
    ),
    (
        "faults: [{ fault: plague }]",
        "faults[0]: unknown fault \"plague\"",
    ),
    (
        "faults: [{ fault: connection-refused }]",
        "faults[0]: connection-refused",
    ),
    (
        "faults:\n- { fault: '500', times: 0 }",
        "line 2, faults[0]: times must be 1 or more",
    ),
    (
        "images: [{ contentType: image/webp, data: QQ== }]",
        "images[0]: contentType is \"image/webp\"",
    ),
    ("images: [{ contentType: image/png }]", "images[0]: data"),
];

#[tokio::test]
async fn reports_an_invalid_entry_with_its_path() {
    for (text, message) in INVALID {
        let seed = Seed::from_yaml(text).unwrap();
        let checked = seed.check().unwrap_err();
        assert!(checked.to_string().contains(message), "{checked}");
        let starting = Sandbox::builder().seed(seed).start().await;
        let error = starting.unwrap_err();
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(source, checked.to_string());
    }
}

#[test]
fn reports_the_line_of_a_syntax_error_without_its_text() {
    for (text, message) in [
        ("users:\n  anna", "expected a list at line 2"),
        (
            "users: [anna]",
            "expected fields, such as `name: value` at line 1",
        ),
        (
            "tokens:\n- { token: s3cret, expiresAt: tomorrow }",
            "\"tomorrow\" is not a timestamp; write it as 2026-03-01T12:00:00Z at line 2",
        ),
        ("tokens:\n- { token: s3cret, user: [] }", "line 2"),
        ("clock: { aheadSeconds: -1 }", "a whole number, 0 or more"),
    ] {
        let error = Seed::from_yaml(text).unwrap_err().to_string();
        assert!(
            error.contains(message) && !error.contains("s3cret"),
            "{error}"
        );
    }
}

/// The ID of a post comes from its URL, since its page is found by the ID.
#[tokio::test]
async fn a_seeded_post_has_the_url_of_its_seed() {
    let text = "posts: [{ title: T, content: C, url: https://medium.com/@demo/my-day-a1b2 }]";
    let seed = Seed::from_yaml(text).unwrap();
    let sandbox = start(Sandbox::builder().seed(seed)).await;
    assert_eq!(sandbox.posts()[0].id, "a1b2");
    let page = get("/@demo/my-day-a1b2").send(&sandbox).await;
    assert_eq!(page.status, 200);
}
