//! Control calls and their responses match the control document.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, header};
use axum::response::Response;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::document::{Message, control};
use crate::routes::router;
use crate::state::AppState;

/// Returns the routes of a sandbox that contains entries of every type.
async fn seeded_router() -> Router {
    let seed = json!({
        "users": [{ "username": "anna" }],
        "publications": [{ "slug": "diary", "editors": ["anna"] }],
        "applications": [{ "clientId": "app", "clientSecret": "s", "redirectUris": ["https://a.example/"] }],
        "tokens": [
            { "token": "own" },
            { "token": "theirs", "application": "app", "expiresAt": "2030-01-01T00:00:00Z" },
        ],
        "refreshTokens": [{ "token": "r", "user": "anna", "application": "app" }],
        "posts": [{ "title": "T", "content": "C", "publication": "diary", "tags": ["t"] }],
        "images": [{ "contentType": "image/png", "data": "UE5H" }],
        "faults": [{ "fault": "500", "operation": "createToken", "times": 3 }],
        "clock": { "aheadSeconds": 60 },
        "origins": ["http://127.0.0.1:1"],
    });
    let router = router(AppState::for_tests());
    assert_eq!(
        send(&router, "PUT", "/_sandbox/snapshot", Some(&seed))
            .await
            .status(),
        204
    );
    let me = send(&router, "GET", "/v1/me", None).await;
    assert_eq!(me.status(), 401);
    router
}

async fn send(router: &Router, method: &str, path: &str, body: Option<&Value>) -> Response {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost");
    let request = match body {
        Some(body) => request
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    };
    let request = request.unwrap();
    router.clone().oneshot(request).await.unwrap()
}

async fn body_of(response: Response) -> Bytes {
    let body = to_bytes(response.into_body(), usize::MAX).await;
    body.unwrap()
}

/// Returns a body for each operation that requires one.
fn body_for(id: &str, snapshot: &Value) -> Option<Value> {
    match id {
        "createToken" => Some(json!({ "scopes": ["basicProfile"], "description": "short" })),
        "injectFault" => Some(json!({ "fault": "503", "probability": 0.5, "seed": 1 })),
        "advanceClock" => Some(json!({ "advanceSeconds": 1 })),
        "restore" => Some(snapshot["data"].clone()),
        _ => None,
    }
}

#[tokio::test]
async fn responses_of_control_calls_match_the_document() {
    let snapshot = send(&seeded_router().await, "GET", "/_sandbox/snapshot", None).await;
    let snapshot: Value = serde_json::from_slice(&body_of(snapshot).await).unwrap();
    for operation in control().operations() {
        let router = seeded_router().await;
        let body = body_for(&operation.id, &snapshot);
        let response = send(&router, &operation.method, &operation.path, body.as_ref()).await;
        let (status, id) = (response.status(), operation.id.as_str());
        assert!(status.is_success(), "{id}: {status}");
        let content_type = if response.headers().contains_key(header::CONTENT_TYPE) {
            "application/json"
        } else {
            ""
        };
        let sent = body_of(response).await;
        let message = Message {
            content_type,
            body: &sent,
        };
        let broken = control()
            .contract()
            .response_violation(id, status.as_u16(), message);
        assert_eq!(broken, None, "{id}: {}", String::from_utf8_lossy(&sent));
        if let Some(body) = body {
            let body = body.to_string();
            let message = Message::json(body.as_bytes());
            let broken = control().contract().request_violation(id, message);
            assert_eq!(broken, None, "{id}");
        }
    }
}

#[tokio::test]
async fn error_responses_of_control_calls_match_the_document() {
    let router = seeded_router().await;
    for (method, path, id, body) in INVALID {
        let body = body.map(|body| serde_json::from_str(body).unwrap());
        assert_rejected(&router, method, path, id, body.as_ref()).await;
    }
}

/// Invalid calls: method, path, operation, body.
const INVALID: [(&str, &str, &str, Option<&str>); 8] = [
    (
        "POST",
        "/_sandbox/tokens",
        "createToken",
        Some(r#"{"user":"nobody"}"#),
    ),
    (
        "POST",
        "/_sandbox/faults",
        "injectFault",
        Some(r#"{"fault":"plague"}"#),
    ),
    ("POST", "/_sandbox/clock", "advanceClock", Some("{}")),
    (
        "PUT",
        "/_sandbox/snapshot",
        "restore",
        Some(r#"{"posts":[{"title":"T"}]}"#),
    ),
    // serde would read it as an entry without fields.
    ("PUT", "/_sandbox/snapshot", "restore", Some("[]")),
    ("GET", "/_sandbox/requests?operation=ring", "requests", None),
    (
        "GET",
        "/_sandbox/requests?since=yesterday",
        "requests",
        None,
    ),
    ("GET", "/_sandbox/requests?color=red", "requests", None),
];

/// Expects 400, and a body that matches the document.
async fn assert_rejected(
    router: &Router,
    method: &str,
    path: &str,
    id: &str,
    body: Option<&Value>,
) {
    let response = send(router, method, path, body).await;
    assert_eq!(response.status(), 400, "{path} {body:?}");
    let sent = body_of(response).await;
    let message = Message::json(&sent);
    let broken = control().contract().response_violation(id, 400, message);
    assert_eq!(broken, None, "{}", String::from_utf8_lossy(&sent));
}

#[tokio::test]
async fn rejects_parameters_beyond_the_limits_of_the_document() {
    let router = seeded_router().await;
    let parameters = control()
        .value()
        .pointer("/paths/~1_sandbox~1requests/get/parameters")
        .and_then(Value::as_array)
        .unwrap();
    let mut limits = 0;
    for parameter in parameters {
        let (name, schema) = (parameter["name"].as_str(), &parameter["schema"]);
        let name = name.unwrap();
        let beyond = [("minimum", -1), ("maximum", 1)];
        for (limit, step) in beyond {
            let Some(limit) = schema[limit].as_i64() else {
                continue;
            };
            limits += 1;
            let path = format!("/_sandbox/requests?{name}={}", limit + step);
            assert_rejected(&router, "GET", &path, "requests", None).await;
        }
    }
    assert!(limits >= 7, "{limits}");
}

#[tokio::test]
async fn an_unknown_path_gets_404_as_json() {
    let response = send(
        &seeded_router().await,
        "POST",
        "/_sandbox/ring",
        Some(&json!({})),
    )
    .await;
    assert_eq!(response.status(), 404);
    let content_type = response.headers()[header::CONTENT_TYPE].to_str();
    assert_eq!(content_type.ok(), Some("application/json; charset=utf-8"));
}
