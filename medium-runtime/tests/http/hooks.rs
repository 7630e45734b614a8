//! Hooks see every attempt, and may change or stop it.

use std::sync::{Arc, Mutex};

use medium_runtime::http::{HeaderMap, HeaderValue};
use medium_runtime::{Attempt, Error, Hook, Metrics, Operation, Outcome, Transport, decode};
use serde_json::json;

use crate::client::{BELLS, RING, TUNE, builder};
use crate::server::{Request, Response, Server};

/// The records of a hook: operation, attempt and status.
type Seen = Arc<Mutex<Vec<(String, u32, Option<u16>)>>>;

#[derive(Debug, Clone, Default)]
struct Counting(Seen);

impl Hook for Counting {
    fn before_attempt(&self, attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), String> {
        assert!(
            !headers.contains_key("authorization"),
            "a hook sees no credential"
        );
        headers.insert("x-attempt", HeaderValue::from(attempt.number));
        Ok(())
    }

    fn after_attempt(&self, attempt: &Attempt, _: &Metrics, outcome: &Outcome<'_>) {
        let status = outcome.status().map(|status| status.as_u16());
        let id = attempt.operation.id.to_owned();
        self.0.lock().unwrap().push((id, attempt.number, status));
    }
}

#[derive(Debug)]
struct ReadOnly;

impl Hook for ReadOnly {
    fn before_attempt(&self, attempt: &Attempt, _headers: &mut HeaderMap) -> Result<(), String> {
        match attempt.operation.method {
            "GET" => Ok(()),
            _ => Err("this program only reads".to_owned()),
        }
    }
}

fn client_with(server: &Server, hook: &(impl Hook + Clone)) -> Transport {
    builder(server).hook(hook.clone()).build().unwrap()
}

#[tokio::test]
async fn a_hook_runs_before_and_after_every_attempt() {
    let server = Server::start(async |request: Request| match request.number {
        1 => Response::json(503, &json!({})),
        _ => Response::json(200, &json!([])),
    })
    .await;
    let hook = Counting::default();
    let call = client_with(&server, &hook).call(&BELLS, decode::empty());
    call.await.unwrap();
    let seen = hook.0.lock().unwrap().clone();
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
async fn a_hook_can_stop_a_request() {
    let server = Server::with_response(Response::json(200, &json!([]))).await;
    let client = builder(&server).hook(ReadOnly).build().unwrap();
    client.call(&BELLS, decode::empty()).await.unwrap();
    let error = client.call(&RING, decode::empty()).await.unwrap_err();
    assert!(matches!(error, Error::Input { .. }), "{error}");
    assert!(
        error.to_string().contains("this program only reads"),
        "{error}"
    );
    assert_eq!(server.seen().len(), 1);
}

/// The metrics of calls and attempts that a hook received.
#[derive(Debug, Clone, Default)]
struct Measuring(Arc<Mutex<Vec<(&'static str, Metrics)>>>);

impl Measuring {
    fn record(&self, what: &'static str, metrics: &Metrics) {
        self.0.lock().unwrap().push((what, *metrics));
    }
}

impl Hook for Measuring {
    fn after_attempt(&self, _: &Attempt, metrics: &Metrics, _: &Outcome<'_>) {
        self.record("attempt", metrics);
    }

    fn after_call(&self, _: &'static Operation, metrics: &Metrics, outcome: &Outcome<'_>) {
        let what = outcome.error().map_or("success", |error| error.kind());
        self.record(what, metrics);
    }
}

/// Returns the attempts, the bytes sent, and the bytes received.
fn counted(metrics: &Metrics) -> (u32, u64, u64) {
    (metrics.attempts, metrics.bytes_sent, metrics.bytes_received)
}

#[tokio::test]
async fn measures_calls_and_attempts() {
    let server = Server::start(async |request: Request| match request.number {
        1 => Response::text(503, "text/plain", "12345"),
        _ => Response::text(200, "text/plain", "123456789"),
    })
    .await;
    let hook = Measuring::default();
    let call = client_with(&server, &hook).call(&TUNE, decode::text());
    call.json("abc").await.unwrap();
    let seen = hook.0.lock().unwrap().clone();
    let [first, second, whole] = &seen[..] else {
        panic!("{seen:?}");
    };
    // `"abc"` has five bytes.
    assert_eq!(counted(&first.1), (1, 5, 5));
    assert_eq!(counted(&second.1), (1, 5, 9));
    assert_eq!(counted(&whole.1), (2, 10, 14));
    assert_eq!(whole.0, "success");
    assert!(whole.1.duration >= first.1.duration + second.1.duration);
}

#[tokio::test]
async fn measures_large_bodies() {
    let server = Server::with_response(Response::json(200, &json!([]))).await;
    let hook = Measuring::default();
    let call = client_with(&server, &hook).call(&RING, decode::empty());
    let text = "x".repeat(300_000);
    call.json(&text).await.unwrap();
    let seen = hook.0.lock().unwrap().clone();
    assert_eq!(counted(&seen[1].1), (1, 300_002, 2));
}

#[tokio::test]
async fn reports_timeouts_and_unsent_calls() {
    let silent = Server::start(async |_: Request| std::future::pending().await).await;
    let hook = Measuring::default();
    let call = client_with(&silent, &hook).call(&BELLS, decode::empty());
    let limit = std::time::Duration::from_millis(50);
    call.timeout(limit).await.unwrap_err();
    let seen = hook.0.lock().unwrap().clone();
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert_eq!((seen[0].0, seen[0].1.attempts), ("timeout", 1));
    assert!(seen[0].1.duration >= limit);

    let unsent = Measuring::default();
    let client = builder(&silent).hook(ReadOnly).hook(unsent.clone()).build();
    let call = client.unwrap().call(&RING, decode::empty());
    call.json("abc").await.unwrap_err();
    let seen = unsent.0.lock().unwrap().clone();
    assert_eq!((seen[0].0, counted(&seen[0].1)), ("input", (1, 0, 0)));
}
