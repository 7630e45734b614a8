//! Control calls for faults, the clock and the reset.

mod support;

use serde_json::json;
use support::calls::{article, publish};
use support::{CheckedSandbox, Request, get, post, sandbox, send_on};
use tokio::net::TcpStream;

fn me(sandbox: &CheckedSandbox) -> Request {
    get("/v1/me").bearer(sandbox.token())
}

fn delete_faults() -> Request {
    Request::new("DELETE", "/_sandbox/faults")
}

#[tokio::test]
async fn a_fault_applies_to_its_operation_and_number_of_calls() {
    let sandbox = sandbox().await;
    let fault = json!({ "fault": "503", "operation": "me", "times": 1 });
    let injected = post("/_sandbox/faults").json(&fault).send(&sandbox).await;
    assert_eq!(injected.status, 201, "{}", injected.text());
    assert_eq!(me(&sandbox).send(&sandbox).await.status, 503);
    assert_eq!(me(&sandbox).send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn faults_do_not_affect_control_calls() {
    let sandbox = sandbox().await;
    for fault in ["stall-before-headers", "500"] {
        let fault = json!({ "fault": fault });
        post("/_sandbox/faults").json(&fault).send(&sandbox).await;
    }
    let list = get("/_sandbox/faults").send(&sandbox).await.json();
    assert_eq!(list["data"]["active"].as_array().unwrap().len(), 2);
    assert_eq!(delete_faults().send(&sandbox).await.status, 204);
    assert_eq!(me(&sandbox).send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn a_refused_port_reopens_after_its_time() {
    let sandbox = sandbox().await;
    let endless = post("/_sandbox/faults").json(&json!({ "fault": "connection-refused" }));
    assert_eq!(endless.send(&sandbox).await.status, 400);
    let fault = json!({ "fault": "connection-refused", "seconds": 1 });
    post("/_sandbox/faults").json(&fault).send(&sandbox).await;
    while me(&sandbox).raw(sandbox.address()).await.is_ok() {
        tokio::task::yield_now().await;
    }
    while me(&sandbox).raw(sandbox.address()).await.is_err() {
        tokio::task::yield_now().await;
    }
    assert_eq!(me(&sandbox).send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn rejects_invalid_control_calls_with_a_reason() {
    let sandbox = sandbox().await;
    for body in [
        json!({ "fault": "plague" }),
        json!({ "fault": "500", "operation": "nothing" }),
        json!({ "fault": "500", "times": 1, "probability": 0.5 }),
        json!({ "fault": "500", "probability": 2 }),
        json!({ "fault": "500", "color": "red" }),
        json!({ "fault": "close-on-connect" }),
        json!({ "fault": "close-on-connect", "times": 1_000_000 }),
        json!({ "fault": "close-on-connect", "probability": 1 }),
        json!({ "fault": "close-on-connect", "times": 1, "operation": "me" }),
        json!({ "fault": "500", "times": 0 }),
        json!({ "fault": "500", "seed": 1 }),
        json!({ "fault": "500", "call": "GET /docs" }),
        json!({ "fault": "500", "call": "/v1/me" }),
        json!({}),
        json!([]),
        json!(null),
    ] {
        let response = post("/_sandbox/faults").json(&body).send(&sandbox).await;
        assert_eq!(response.status, 400, "{body}");
    }
}

#[tokio::test]
async fn rejects_control_calls_of_other_web_pages() {
    let sandbox = sandbox().await;
    let fault = json!({ "fault": "500" });
    for origin in [
        "https://evil.example",
        "null",
        "http://127.0.0.1:1",
        "http://localhost.evil.example",
        "",
    ] {
        let foreign = post("/_sandbox/faults").header("Origin", origin);
        let response = foreign.json(&fault).send(&sandbox).await;
        assert_eq!(response.status, 403, "{origin:?}");
    }
    let form = post("/_sandbox/reset").form(&[("a", "b")]);
    assert_eq!(form.send(&sandbox).await.status, 400);
    for host in ["evil.example", "127.0.0.1.evil.example", "0.0.0.0", ""] {
        let rebound = post("/_sandbox/faults").host(host).json(&fault);
        let response = rebound.send(&sandbox).await;
        assert_eq!(response.status, 403, "{host:?}");
    }
    assert_eq!(me(&sandbox).send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn a_reset_keeps_the_credentials() {
    let sandbox = sandbox().await;
    publish(&sandbox, &article()).await;
    sandbox.revoke(sandbox.token()).await.unwrap();
    let advance = post("/_sandbox/clock").json(&json!({ "advanceSeconds": 86_400 }));
    assert_eq!(advance.send(&sandbox).await.status, 200);
    let reset = post("/_sandbox/reset").json(&json!({}));
    assert_eq!(reset.send(&sandbox).await.status, 204);
    assert!(sandbox.posts().is_empty() && sandbox.requests().is_empty());
    assert_eq!(me(&sandbox).send(&sandbox).await.status, 200);
}

/// Otherwise, a client with keep-alive would get a closed connection instead of the fault.
#[tokio::test]
async fn a_call_that_injects_a_fault_closes_its_connection() {
    let sandbox = sandbox().await;
    for _ in 0..20 {
        let mut connection = TcpStream::connect(sandbox.address()).await.unwrap();
        let inject = post("/_sandbox/faults").json(&json!({ "fault": "500", "times": 1 }));
        let response = send_on(&mut connection, &inject, sandbox.address())
            .await
            .unwrap();
        assert_eq!(response.header("connection"), Some("close"));
    }
}
