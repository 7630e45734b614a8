//! The OAuth code flow, from the consent page to a refreshed token.

mod support;

use std::time::Duration;

use medium_sandbox::Sandbox;
use support::oauth::{callback, code, consent_page, decision, exchange, field, refresh_by};
use support::{CheckedSandbox, Response, get, post, sandbox, start};

async fn refresh(sandbox: &CheckedSandbox, token: &str) -> Response {
    let request = refresh_by(sandbox.application(), token);
    request.send(&sandbox).await
}

#[tokio::test]
async fn a_code_is_exchanged_for_tokens_once() {
    let sandbox = sandbox().await;
    let code = code(&sandbox, "basicProfile,publishPost").await;
    let response = exchange(&sandbox, &code).await;
    assert_eq!(response.status, 201);
    let body = response.json();
    assert_eq!(body["token_type"], "Bearer", "no envelope");
    assert_eq!(
        body["scope"],
        serde_json::json!(["basicProfile", "publishPost"])
    );
    let lifetime = body["expires_at"].as_i64().unwrap() - sandbox.clock().now_ms();
    assert!(
        (59 * 86_400_000..=60 * 86_400_000).contains(&lifetime),
        "60 days in milliseconds"
    );
    let token = field(&response, "access_token");
    assert_eq!(
        get("/v1/me").bearer(&token).send(&sandbox).await.status,
        200
    );

    let again = exchange(&sandbox, &code).await;
    assert_eq!(again.status, 401);
    assert_eq!(
        again.error(),
        (6016, "Authorization code not found.".to_owned())
    );
}

#[tokio::test]
async fn a_code_expires_after_ten_minutes() {
    let sandbox = sandbox().await;
    let code = code(&sandbox, "basicProfile").await;
    sandbox.clock().advance(Duration::from_secs(10 * 60));
    assert_eq!(exchange(&sandbox, &code).await.error().0, 6016);
}

#[tokio::test]
async fn redirects_a_denial_to_the_application() {
    let sandbox = sandbox().await;
    let page = consent_page(sandbox.application(), "basicProfile");
    let page = page.send(&sandbox).await;
    let response = decision(&page, "deny").send(&sandbox).await;
    assert_eq!(callback(&response).0.query(), Some("error=access_denied"));
}

#[tokio::test]
async fn the_consent_page_works_without_javascript_and_only_once() {
    let sandbox = sandbox().await;
    let page = consent_page(sandbox.application(), "basicProfile");
    let page = page.send(&sandbox).await;
    assert!(page.text().contains("<form"));
    assert!(!page.text().contains("<script"));
    let csp = page.header("content-security-policy").unwrap();
    assert!(
        csp.contains("form-action 'self' http://127.0.0.1:8585;"),
        "{csp}"
    );
    for expected in [302, 400] {
        let response = decision(&page, "allow").send(&sandbox).await;
        assert_eq!(response.status, expected);
    }
}

#[tokio::test]
async fn never_redirects_to_an_unregistered_callback() {
    let sandbox = sandbox().await;
    let mut forged = sandbox.application().clone();
    forged.redirect_uris = vec![format!("{}2", forged.redirect_uri())];
    let page = consent_page(&forged, "basicProfile");
    let response = page.send(&sandbox).await;
    assert_eq!(response.status, 400);
    assert_eq!(response.header("location"), None);
}

#[tokio::test]
async fn checks_scopes_on_request_and_on_use() {
    let sandbox = start(Sandbox::builder().extended_scope(false)).await;
    for scope in ["uploadImage", "everything"] {
        let page = consent_page(sandbox.application(), scope);
        let response = page.send(&sandbox).await;
        let location = response.header("location").unwrap();
        assert!(location.contains("error=invalid_scope"), "{location}");
    }
    let code = code(&sandbox, "basicProfile").await;
    let token = field(&exchange(&sandbox, &code).await, "access_token");
    let path = format!("/v1/users/{}/publications", sandbox.users()[0].id);
    let response = get(&path).bearer(&token).send(&sandbox).await;
    assert_eq!(response.status, 401);
    assert_eq!(
        response.error(),
        (6002, "Missing scope: listPublications".to_owned())
    );
}

#[tokio::test]
async fn tokens_expire_after_60_days_and_can_be_refreshed() {
    let sandbox = sandbox().await;
    let first = exchange(&sandbox, &code(&sandbox, "basicProfile").await).await;
    sandbox.clock().advance(Duration::from_secs(60 * 86_400));
    let expired = get("/v1/me").bearer(&field(&first, "access_token"));
    assert_eq!(expired.send(&sandbox).await.error().0, 6003);

    let second = refresh(&sandbox, &field(&first, "refresh_token")).await;
    assert_eq!(second.status, 201);
    assert_eq!(
        field(&second, "refresh_token"),
        field(&first, "refresh_token")
    );
    let fresh = get("/v1/me").bearer(&field(&second, "access_token"));
    assert_eq!(fresh.send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn with_rotation_a_refresh_token_works_once() {
    let sandbox = start(Sandbox::builder().rotate_refresh_tokens(true)).await;
    let first = exchange(&sandbox, &code(&sandbox, "basicProfile").await).await;
    let second = refresh(&sandbox, &field(&first, "refresh_token")).await;
    let [old, new] = [&first, &second].map(|tokens| field(tokens, "refresh_token"));
    assert_ne!(old, new);
    assert_eq!(refresh(&sandbox, &old).await.status, 401);
    assert_eq!(refresh(&sandbox, &new).await.status, 201);
}

#[tokio::test]
async fn rejects_token_requests_with_mediums_messages() {
    let sandbox = sandbox().await;
    let address = sandbox.address();
    let grant = "grant_type was invalid.".to_owned();
    let json = post("/v1/tokens").json(&serde_json::json!({ "grant_type": "refresh_token" }));
    let json = json.send(&address).await;
    assert_eq!(
        (json.status, json.error()),
        (400, (6021, grant.clone())),
        "not a form"
    );
    let password = post("/v1/tokens")
        .form(&[("grant_type", "password")])
        .send(&address)
        .await;
    assert_eq!(password.error(), (6021, grant));
    let other_client = [
        ("grant_type", "refresh_token"),
        ("client_id", "x"),
        ("client_secret", "y"),
    ];
    let other_client = post("/v1/tokens").form(&other_client).send(&address).await;
    assert_eq!((other_client.status, other_client.error().0), (401, 6005));
    let scope = post("/v1/tokens")
        .form(&[("scope", "basicProfile")])
        .send(&address)
        .await;
    assert_eq!(
        scope.error(),
        (6007, "Unexpected field (scope) specified".to_owned())
    );
}
