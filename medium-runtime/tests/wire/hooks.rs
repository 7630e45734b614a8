//! Hooks see every attempt, and may change or stop it.

use std::sync::{Arc, Mutex};

use medium_runtime::http::{HeaderMap, HeaderValue};
use medium_runtime::{Attempt, Error, Hook, Outcome, decode};
use serde_json::json;

use crate::client::{BELLS, RING, builder};
use crate::server::{Answer, Request, Server};

/// What a hook saw: the operation, the attempt, the status.
type Seen = Arc<Mutex<Vec<(String, u32, Option<u16>)>>>;

#[derive(Debug, Clone, Default)]
struct Counting(Seen);

impl Hook for Counting {
    fn before(&self, attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), String> {
        assert!(
            !headers.contains_key("authorization"),
            "a hook sees no credential"
        );
        headers.insert("x-attempt", HeaderValue::from(attempt.number));
        Ok(())
    }

    fn after(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
        let status = outcome.status().map(|status| status.as_u16());
        let id = attempt.operation.id.to_owned();
        self.0
            .lock()
            .expect("no panic")
            .push((id, attempt.number, status));
    }
}

#[derive(Debug)]
struct Refusing;

impl Hook for Refusing {
    fn before(&self, attempt: &Attempt, _headers: &mut HeaderMap) -> Result<(), String> {
        match attempt.operation.method {
            "GET" => Ok(()),
            _ => Err("this program only reads".to_owned()),
        }
    }
}

#[tokio::test]
async fn a_hook_sees_every_attempt_before_and_after() {
    let server = Server::start(async |request: Request| match request.number {
        1 => Answer::json(503, &json!({})),
        _ => Answer::json(200, &json!([])),
    })
    .await;
    let hook = Counting::default();
    let client = builder(&server).hook(hook.clone()).build();
    let call = client.expect("a client").call(&BELLS, decode::empty());
    call.await.expect("the bells");
    let seen = hook.0.lock().expect("no panic").clone();
    let bells = |number, status| ("bells".to_owned(), number, Some(status));
    assert_eq!(seen, [bells(1, 503), bells(2, 200)]);
    let requests = server.seen();
    let sent: Vec<_> = requests
        .iter()
        .map(|request| request.header("x-attempt"))
        .collect();
    assert_eq!(sent, [Some("1"), Some("2")]);
}

#[tokio::test]
async fn a_hook_can_stop_what_must_not_be_sent() {
    let server = Server::start(async |_: Request| Answer::json(200, &json!([]))).await;
    let client = builder(&server).hook(Refusing).build().expect("a client");
    client
        .call(&BELLS, decode::empty())
        .await
        .expect("the bells");
    let error = client.call(&RING, decode::empty()).await;
    let error = error.expect_err("it is stopped");
    assert!(matches!(error, Error::Input { .. }), "{error}");
    assert!(
        error.to_string().contains("this program only reads"),
        "{error}"
    );
    assert_eq!(server.seen().len(), 1);
}
