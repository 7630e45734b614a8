//! Users, publications and the request log.

mod support;

use medium_sandbox::Sandbox;
use serde_json::{Value, json};
use support::calls::{article, publish, with};
use support::{get, path_of, sandbox};

#[tokio::test]
async fn returns_the_profile_with_urls_that_exist() {
    let sandbox = sandbox().await;
    let response = get("/v1/me").bearer(sandbox.token()).send(&sandbox).await;
    assert_eq!(response.status, 200);
    let content_type = response.header("content-type");
    assert_eq!(content_type, Some("application/json; charset=utf-8"));
    let me = &response.json()["data"];
    assert_eq!(me["username"], "demo");
    assert_eq!(me["url"], format!("{}/@demo", sandbox.url()));
    let avatar = get(&path_of(me["imageUrl"].as_str().unwrap()));
    let avatar = avatar.send(&sandbox).await;
    assert_eq!(avatar.header("content-type"), Some("image/svg+xml"));
}

#[tokio::test]
async fn requires_a_valid_token() {
    let sandbox = sandbox().await;
    let missing = get("/v1/me").send(&sandbox).await;
    assert_eq!(missing.status, 401);
    assert_eq!(
        missing.error(),
        (6000, "An access token is required.".to_owned())
    );
    let wrong = get("/v1/me").bearer("0000").send(&sandbox).await;
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.error(), (6003, "Token was invalid.".to_owned()));
    assert!(sandbox.revoke(sandbox.token()).await.unwrap());
    let revoked = get("/v1/me").bearer(sandbox.token()).send(&sandbox).await;
    assert_eq!(revoked.error().0, 6003);
}

#[tokio::test]
async fn rejects_unknown_paths_and_methods_in_json() {
    let sandbox = sandbox().await;
    assert_eq!(get("/v1/nothing/here").send(&sandbox).await.error().0, -1);
    let wrong_method = get("/v1/images").send(&sandbox).await;
    assert_eq!((wrong_method.status, wrong_method.error().0), (405, -1));
}

#[tokio::test]
async fn lists_only_ones_own_publications_without_the_role() {
    let sandbox = sandbox().await;
    let [me, other] = [&sandbox.users()[0].id, &sandbox.users()[1].id];
    let path = format!("/v1/users/{me}/publications");
    let response = get(&path).bearer(sandbox.token()).send(&sandbox).await;
    let listed = response.json()["data"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 3, "edited, written in, followed");
    let has_role = |publication: &Value| publication.get("role").is_some();
    assert!(!listed.iter().any(has_role));

    let path = format!("/v1/users/{other}/publications");
    let response = get(&path).bearer(sandbox.token()).send(&sandbox).await;
    assert_eq!(response.status, 403);
}

#[tokio::test]
async fn contributors_have_roles() {
    let sandbox = sandbox().await;
    let publication = &sandbox.publications()[0];
    let path = format!("/v1/publications/{}/contributors", publication.id);
    let response = get(&path).bearer(sandbox.token()).send(&sandbox).await;
    assert_eq!(
        response.json()["data"],
        json!([
            { "publicationId": publication.id, "userId": publication.editors[0], "role": "editor" },
            { "publicationId": publication.id, "userId": publication.writers[0], "role": "writer" },
        ])
    );
}

#[tokio::test]
async fn requests_are_logged_without_their_token() {
    let sandbox = sandbox().await;
    get("/v1/me").bearer(sandbox.token()).send(&sandbox).await;
    get("/v1/me").send(&sandbox).await;
    let requests = sandbox.requests();
    for (request, (status, authorized)) in requests.iter().zip([(200, true), (401, false)]) {
        assert_eq!((&*request.method, &*request.path), ("GET", "/v1/me"));
        assert_eq!(
            (request.status, request.authorization),
            (status, authorized)
        );
    }
    assert_eq!(requests.len(), 2);
    assert!(!format!("{sandbox:?} {:?}", sandbox.requests()).contains(sandbox.token()));
}

#[tokio::test]
async fn sandboxes_are_independent_and_stop_when_dropped() {
    let mut running = Vec::new();
    for _ in 0..20 {
        running.push(sandbox().await);
    }
    publish(&running[0], &article()).await;
    assert_eq!(running[0].posts().len(), 1);
    assert!(running[1..].iter().all(|other| other.posts().is_empty()));
    let (first, second) = (running.remove(0), running.remove(0));
    let address = first.address();
    drop(first);
    while get("/v1/me").raw(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let response = get("/v1/me").bearer(second.token()).send(&second).await;
    assert_eq!(response.status, 200);
}

#[tokio::test]
async fn a_stopped_sandbox_no_longer_listens() {
    let sandbox = Sandbox::start().await.unwrap();
    let address = sandbox.address();
    sandbox.stop().await;
    assert!(get("/v1/me").raw(address).await.is_err());
}

#[tokio::test]
async fn requests_show_how_they_differ_from_the_document() {
    let sandbox = sandbox().await;
    publish(&sandbox, &with(article(), "tags", json!("football"))).await;
    let request = sandbox.requests().remove(0);
    assert_eq!((request.number, request.user.as_deref()), (1, Some("demo")));
    assert!(request.request_violation.unwrap().contains("/tags"));
    assert_eq!(request.response_violation, None);
    let exchange = request.exchange.unwrap();
    assert!(exchange.request_body.contains("football"));
    assert!(exchange.response_body.contains("Unexpected fields"));
    assert!(exchange.request_head.contains("authorization: ••••"));
}
