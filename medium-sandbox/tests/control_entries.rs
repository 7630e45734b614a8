//! Control calls that list, wait for and delete entries.

mod support;

use serde_json::{Value, json};
use support::calls::{article, publish, upload, with};
use support::{CheckedSandbox, Request, get, post, sandbox};

async fn listed(sandbox: &CheckedSandbox, path: &str) -> Vec<Value> {
    let response = get(&format!("/_sandbox/{path}")).send(&sandbox).await;
    assert_eq!(response.status, 200, "{path}: {}", response.text());
    response.json()["data"].as_array().unwrap().clone()
}

async fn delete(sandbox: &CheckedSandbox, path: &str) {
    let delete = Request::new("DELETE", &format!("/_sandbox/{path}"));
    assert_eq!(delete.send(&sandbox).await.status, 204, "{path}");
}

#[tokio::test]
async fn lists_and_deletes_posts() {
    let sandbox = sandbox().await;
    let draft = with(article(), "publishStatus", json!("draft"));
    let created = publish(&sandbox, &draft).await.json();
    upload(&sandbox, "image/png", support::calls::PNG).await;

    let posts = listed(&sandbox, "posts").await;
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0]["author"], "demo");
    assert_eq!(posts[0]["publishStatus"], "draft");
    assert_eq!(posts[0]["content"], "# Liverpool FC\n");
    assert_eq!(posts[0]["url"], created["data"]["url"]);
    let images = listed(&sandbox, "images").await;
    assert_eq!(images[0]["size"], support::calls::PNG.len());
    assert!(images[0].get("data").is_none(), "the bytes are at its URL");

    delete(&sandbox, "posts").await;
    delete(&sandbox, "images").await;
    assert!(sandbox.posts().is_empty() && sandbox.images().is_empty());
    for _ in 0..10 {
        assert_eq!(
            publish(&sandbox, &draft).await.status,
            201,
            "none counts any more"
        );
    }
}

#[tokio::test]
async fn filters_requests() {
    let sandbox = sandbox().await;
    publish(&sandbox, &article()).await;
    publish(&sandbox, &json!({ "title": 1 })).await;
    get("/v1/me").send(&sandbox).await;
    for (query, numbers) in [
        ("", vec![1, 2, 3]),
        ("?operation=createPost", vec![1, 2]),
        ("?operation=createPost&status=400", vec![2]),
        ("?status=401", vec![3]),
        ("?after=1", vec![2, 3]),
        ("?since=2020-01-01T00:00:00Z", vec![1, 2, 3]),
        ("?since=9000-01-01T00:00:00Z", vec![]),
    ] {
        let found = listed(&sandbox, &format!("requests{query}")).await;
        let found: Vec<u64> = found
            .iter()
            .filter_map(|request| request["number"].as_u64())
            .collect();
        assert_eq!(found, numbers, "{query}");
    }
    let first = &listed(&sandbox, "requests?after=0").await[0];
    assert_eq!(first["operation"], "createPost");
    assert_eq!(first["user"], "demo");
    let body = first["request"]["body"].as_str().unwrap();
    assert!(body.contains("# Liverpool FC"), "{body}");
    assert!(
        !first.to_string().contains(sandbox.token()),
        "secrets are masked"
    );

    delete(&sandbox, "requests").await;
    assert!(listed(&sandbox, "requests").await.is_empty());
}

#[tokio::test]
async fn waits_for_requests() {
    let sandbox = sandbox().await;
    publish(&sandbox, &article()).await;
    let waiting = listed(&sandbox, "requests?operation=createPost&count=3&timeout=60");
    let publishing = async {
        publish(&sandbox, &article()).await;
        get("/v1/me").send(&sandbox).await;
        publish(&sandbox, &article()).await;
    };
    let (found, ()) = tokio::join!(waiting, publishing);
    assert_eq!(found.len(), 3);
    // After the timeout, the response has the requests so far.
    let found = listed(&sandbox, "requests?operation=createPost&count=4&timeout=0").await;
    assert_eq!(found.len(), 3);
}

#[tokio::test]
async fn creates_a_token_with_scopes_and_expiry() {
    let sandbox = sandbox().await;
    let create = |wanted: Value| post("/_sandbox/tokens").json(&wanted);
    let wanted = json!({ "user": "erin", "scopes": ["basicProfile"] });
    let created = create(wanted).send(&sandbox).await;
    assert_eq!(created.status, 201, "{}", created.text());
    let token = created.json()["data"]["token"].as_str().unwrap().to_owned();
    let me = get("/v1/me").bearer(&token).send(&sandbox).await;
    assert_eq!(me.json()["data"]["username"], "erin");
    let upload = post("/v1/users/x/posts").bearer(&token).json(&article());
    assert_eq!(upload.send(&sandbox).await.error().0, 6002);

    let wanted = json!({ "token": "old", "expiresAt": "2020-01-01T00:00:00Z" });
    create(wanted).send(&sandbox).await;
    let me = get("/v1/me").bearer("old").send(&sandbox).await;
    assert_eq!(me.error().0, 6003);

    delete(&sandbox, "tokens").await;
    let me = get("/v1/me").bearer(sandbox.token()).send(&sandbox).await;
    assert_eq!(me.status, 401);
}

#[tokio::test]
async fn lists_users_publications_and_applications() {
    let sandbox = sandbox().await;
    let users = listed(&sandbox, "users").await;
    assert_eq!(users[0]["username"], "demo");
    let publications = listed(&sandbox, "publications").await;
    assert_eq!(publications[0]["editors"], json!(["demo"]));
    let applications = listed(&sandbox, "applications").await;
    assert_eq!(applications[0]["clientId"], sandbox.application().client_id);
}
