//! Every control call responds as its document says.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::response::Response;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::document::{Message, control};
use crate::routes::router;
use crate::state::State;

/// A sandbox's routes, with something of everything in what it holds.
async fn filled() -> Router {
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
    let router = router(State::for_tests());
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
    let request = request.expect("a request");
    router.clone().oneshot(request).await.expect("a response")
}

/// A body for each operation that takes one.
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
async fn every_control_call_responds_as_its_document_says() {
    let snapshot = send(&filled().await, "GET", "/_sandbox/snapshot", None).await;
    let snapshot = to_bytes(snapshot.into_body(), usize::MAX)
        .await
        .expect("a body");
    let snapshot: Value = serde_json::from_slice(&snapshot).expect("JSON");
    for operation in control().operations() {
        let router = filled().await;
        let body = body_for(&operation.id, &snapshot);
        let response = send(&router, &operation.method, &operation.path, body.as_ref()).await;
        let (status, id) = (response.status(), operation.id.as_str());
        assert!(status.is_success(), "{id}: {status}");
        let content_type = match response.headers().contains_key(header::CONTENT_TYPE) {
            true => "application/json",
            false => "",
        };
        let sent = to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a body");
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
            let message = Message {
                content_type: "application/json",
                body: body.as_bytes(),
            };
            assert_eq!(
                control().contract().request_violation(id, message),
                None,
                "{id}"
            );
        }
    }
}

/// What is refused, too.
#[tokio::test]
async fn what_is_wrong_with_a_call_is_said_as_its_document_says() {
    let router = filled().await;
    for (method, path, id, body) in [
        (
            "POST",
            "/_sandbox/tokens",
            "createToken",
            json!({ "user": "nobody" }),
        ),
        (
            "POST",
            "/_sandbox/faults",
            "injectFault",
            json!({ "fault": "plague" }),
        ),
        ("POST", "/_sandbox/clock", "advanceClock", json!({})),
        (
            "PUT",
            "/_sandbox/snapshot",
            "restore",
            json!({ "posts": [{ "title": "T" }] }),
        ),
        (
            "GET",
            "/_sandbox/requests?operation=ring",
            "requests",
            json!(null),
        ),
        (
            "GET",
            "/_sandbox/requests?since=yesterday",
            "requests",
            json!(null),
        ),
    ] {
        let body = Some(body).filter(|body| !body.is_null());
        let response = send(&router, method, path, body.as_ref()).await;
        assert_eq!(response.status(), 400, "{path}");
        let sent = to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a body");
        let message = Message {
            content_type: "application/json",
            body: &sent,
        };
        let broken = control().contract().response_violation(id, 400, message);
        assert_eq!(broken, None, "{}", String::from_utf8_lossy(&sent));
    }
}
