//! Options of one call: time limit and retries.

use std::future::IntoFuture as _;
use std::time::Duration;

use medium_runtime::{Call, Error, Operation, Retry, Transport, decode};
use serde_json::json;

use crate::client::{BELLS, RING, TUNE, builder, client};
use crate::server::{Request, Response, Server};

async fn broken() -> Server {
    Server::with_response(Response::json(503, &json!({}))).await
}

fn call(client: &Transport, operation: &'static Operation) -> Call<()> {
    client.call(operation, decode::empty())
}

#[tokio::test]
async fn retries_only_idempotent_calls() {
    for (operation, requests) in [(&BELLS, 3), (&TUNE, 3), (&RING, 1)] {
        let server = broken().await;
        let result = call(&client(&server), operation).await;
        assert!(result.is_err());
        assert_eq!(server.seen().len(), requests, "{}", operation.id);
    }
}

#[tokio::test]
async fn a_call_can_have_its_own_retry_policy() {
    let server = broken().await;
    let client = client(&server);
    let once = call(&client, &BELLS).retry(Retry::off());
    once.await.unwrap_err();
    assert_eq!(server.seen().len(), 1);
    call(&client, &BELLS).await.unwrap_err();
    assert_eq!(
        server.seen().len(),
        1 + 3,
        "other calls use the client's policy"
    );
}

#[tokio::test]
async fn a_timeout_between_attempts_has_a_known_outcome() {
    let limited = Server::start(async |_: Request| {
        Response::json(429, &json!({})).header("Retry-After", "100")
    })
    .await;
    let client = builder(&limited).retry(Retry::default().resend_rate_limited());
    let client = client.build().unwrap();
    let waiting = call(&client, &RING).timeout(Duration::from_millis(500));
    let error = waiting.await.unwrap_err();
    // The one request was rejected, so the outcome is known.
    assert!(
        matches!(error, Error::Timeout { sent: false, .. }),
        "{error}"
    );
    assert_eq!(limited.seen().len(), 1);
}

#[tokio::test]
async fn a_call_can_be_moved_into_a_task() {
    let server = Server::with_response(Response::json(200, &json!("tom"))).await;
    let call = {
        let client = client(&server);
        let call: Call<String> = client.call(&BELLS, decode::json());
        call
    };
    let named = tokio::spawn(call.into_future()).await.unwrap();
    assert_eq!(named.unwrap(), "tom");
}
