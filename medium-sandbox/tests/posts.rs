//! Creating posts.

mod support;

use std::time::Duration;

use medium_sandbox::{Behavior, Sandbox};
use serde_json::json;
use support::calls::{article, publish, with};
use support::{post, sandbox, start};

#[tokio::test]
async fn observed_behavior_is_the_default() {
    let sandbox = sandbox().await;
    let tags = json!(["Football", "x".repeat(26), "SPORT", "c", "d"]);
    let response = publish(&sandbox, &with(article(), "tags", tags)).await;
    assert_eq!(response.status, 201);
    let created = &response.json()["data"];
    assert_eq!(response.header("location"), created["url"].as_str());
    assert_eq!(created["tags"], json!(["football", "sport", "c"]));
    assert_eq!(created["canonicalUrl"], "");
    assert_eq!(created["license"], "");
    assert_eq!(created["publishStatus"], "public");
    assert!(
        created["publishedAt"].as_i64().unwrap() > 1_700_000_000_000,
        "milliseconds"
    );
    let url = created["url"].as_str().unwrap();
    assert!(
        url.starts_with(&format!("{}/@demo/liverpool-fc-", sandbox.url())),
        "{url}"
    );
    assert_eq!(sandbox.posts()[0].content, "# Liverpool FC\n");
}

#[tokio::test]
async fn documented_behavior_can_be_selected() {
    let sandbox = start(Sandbox::builder().behavior(Behavior::Documented)).await;
    let response = publish(&sandbox, &with(article(), "tags", json!(["Football"]))).await;
    let created = &response.json()["data"];
    assert_eq!(created["tags"], json!(["Football"]));
    assert_eq!(created["license"], "all-rights-reserved");
    assert!(created.get("canonicalUrl").is_none());
}

#[tokio::test]
async fn a_draft_has_no_publication_time_and_no_title_in_its_url() {
    let sandbox = sandbox().await;
    let response = publish(&sandbox, &with(article(), "publishStatus", json!("draft"))).await;
    let created = &response.json()["data"];
    assert!(created.get("publishedAt").is_none());
    let id = created["id"].as_str().unwrap();
    assert_eq!(created["url"], format!("{}/@demo/{id}", sandbox.url()));
}

#[tokio::test]
async fn rejects_publication_times_in_the_future() {
    let sandbox = sandbox().await;
    let past = with(article(), "publishedAt", json!("2015-09-15T12:00:00Z"));
    assert_eq!(
        publish(&sandbox, &past).await.json()["data"]["publishedAt"],
        1_442_318_400_000_i64
    );
    let future = with(article(), "publishedAt", json!("2999-01-01T00:00:00Z"));
    let future = publish(&sandbox, &future).await;
    assert_eq!(future.status, 400);
    let message = "If specified, publishedAt must be in the past.".to_owned();
    assert_eq!(future.error(), (2014, message));
}

#[tokio::test]
async fn replaces_a_long_title_with_the_first_line() {
    let sandbox = sandbox().await;
    let response = publish(&sandbox, &with(article(), "title", json!("x".repeat(101)))).await;
    assert_eq!(response.json()["data"]["title"], "Liverpool FC");
}

#[tokio::test]
async fn rejects_invalid_posts_with_mediums_messages() {
    let sandbox = sandbox().await;
    let invalid = [
        ("content", json!(""), (2002, "No content specified.")),
        (
            "tags",
            json!("football"),
            (-1, "Unexpected fields specified."),
        ),
        ("color", json!("red"), (-1, "Unexpected fields specified.")),
        ("title", json!(""), (-1, "No title specified.")),
        (
            "publishStatus",
            json!("secret"),
            (-1, "publishStatus must be public, draft or unlisted."),
        ),
        (
            "canonicalUrl",
            json!("javascript:alert(1)"),
            (-1, "canonicalUrl was invalid."),
        ),
    ];
    for (field, value, (code, message)) in invalid {
        let response = publish(&sandbox, &with(article(), field, value)).await;
        assert_eq!(response.status, 400, "{field}");
        assert_eq!(response.error(), (code, message.to_owned()));
    }
    assert!(sandbox.posts().is_empty());
}

#[tokio::test]
async fn writers_may_submit_only_drafts() {
    let sandbox = sandbox().await;
    let [edited, written, followed] = sandbox.publications().try_into().unwrap();
    let cases = [
        (&edited.id, "public", 201),
        (&written.id, "draft", 201),
        (&written.id, "public", 403),
        (&followed.id, "draft", 403),
        (&"unknown".to_owned(), "draft", 403),
    ];
    for (id, status, expected) in cases {
        let request = post(&format!("/v1/publications/{id}/posts")).bearer(sandbox.token());
        let article = with(article(), "publishStatus", json!(status));
        let response = request.json(&article).send(&sandbox).await;
        assert_eq!(response.status, expected, "{status} in {id}");
        if expected == 201 {
            assert_eq!(response.json()["data"]["publicationId"], **id);
        }
    }
}

#[tokio::test]
async fn rejects_a_post_on_another_profile() {
    let sandbox = sandbox().await;
    for id in [sandbox.users()[1].id.as_str(), "unknown"] {
        let request = post(&format!("/v1/users/{id}/posts")).bearer(sandbox.token());
        assert_eq!(request.json(&article()).send(&sandbox).await.status, 403);
    }
}

#[tokio::test]
async fn rejects_the_eleventh_post_within_24_hours() {
    let sandbox = sandbox().await;
    for _ in 0..10 {
        assert_eq!(publish(&sandbox, &article()).await.status, 201);
    }
    let response = publish(&sandbox, &article()).await;
    assert_eq!((response.status, response.error().0), (429, 1007));
    sandbox.clock().advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(publish(&sandbox, &article()).await.status, 201);
}
