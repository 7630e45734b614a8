//! Recorded responses instead of a network.

use std::time::Duration;

use medium_runtime::testing::{RecordedResponse, Replay};
use medium_runtime::{Builder, Call, Error, File, FormParts, Operation, Retry, Transport, decode};
use serde_json::{Value, json};

use crate::client::{BELLS, RING, SERVER, TOWER};

fn client(replay: &Replay) -> Transport {
    let wait = Duration::from_millis(1);
    Builder::new(SERVER)
        .token("secret-token-0f")
        .retry(Retry::default().backoff(wait, wait))
        .replay(replay)
        .build()
        .unwrap()
}

fn call(client: &Transport, operation: &'static Operation) -> Call<Value> {
    client.call(operation, decode::json())
}

#[tokio::test]
async fn returns_responses_in_order_and_records_requests() {
    let replay = Replay::new();
    replay.on(&TOWER, RecordedResponse::json(200, json!({"data": "York"})));
    replay.on(&BELLS, RecordedResponse::json(200, r#"["tom"]"#));
    replay.on(&BELLS, RecordedResponse::json(200, "[]"));
    let client = client(&replay);
    let bells = || call(&client, &BELLS);
    assert_eq!(bells().query("limit", &1).await.unwrap(), json!(["tom"]));
    assert_eq!(bells().await.unwrap(), json!([]));
    assert_eq!(call(&client, &TOWER).await.unwrap(), "York");
    let [first, _] = &replay.requests_of(&BELLS)[..] else {
        panic!("{:?}", replay.requests());
    };
    assert_eq!(first.method, "GET");
    assert_eq!(first.url.as_str(), "https://bells.example/v1/bells?limit=1");
    assert_eq!(
        first.header("authorization"),
        Some("Bearer secret-token-0f")
    );
    replay.assert_finished();
}

#[tokio::test]
async fn returns_the_errors_of_a_real_service() {
    let replay = Replay::new();
    let limited = RecordedResponse::json(429, "{}").header("Retry-After", "7");
    replay.on(&RING, RecordedResponse::json(400, r#"{"no": "bell"}"#));
    replay.on(&RING, limited);
    replay.on(&RING, RecordedResponse::connection_lost());
    let client = client(&replay);
    let error = call(&client, &RING).await.unwrap_err();
    assert_eq!(error.decode::<Value>(), Some(json!({"no": "bell"})));
    let error = call(&client, &RING).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    let error = call(&client, &RING).await.unwrap_err();
    assert!(error.is_unknown_outcome(), "{error}");
    assert_eq!(replay.requests().len(), 3, "no POST was sent again");
}

#[tokio::test]
async fn each_attempt_gets_a_response() {
    let replay = Replay::new();
    replay.on(&BELLS, RecordedResponse::connection_refused());
    replay.on(
        &BELLS,
        RecordedResponse::bytes(503, "text/html", "<h1>Later</h1>"),
    );
    replay.on(&BELLS, RecordedResponse::json(200, "[]"));
    let client = client(&replay);
    call(&client, &BELLS).await.unwrap();
    assert_eq!(replay.requests().len(), 3);
    replay.assert_finished();
}

#[tokio::test(start_paused = true)]
async fn time_limits_apply() {
    let replay = Replay::new();
    replay.on(
        &BELLS,
        RecordedResponse::json(200, "[]").delayed_by(Duration::from_secs(15)),
    );
    replay.on(&RING, RecordedResponse::no_response());
    let client = client(&replay);
    call(&client, &BELLS).await.unwrap();
    let error = call(&client, &RING).await.unwrap_err();
    assert!(error.is_unknown_outcome(), "{error}");
}

#[tokio::test]
async fn records_forms() {
    let replay = Replay::new();
    replay.on(&RING, RecordedResponse::empty(204));
    let cover = File::from_bytes("dot.gif", b"GIF89a\x01\x00".as_slice());
    let form = FormParts::new()
        .text("title", "Spring")
        .file("cover", cover);
    let call = client(&replay).call(&RING, decode::empty());
    call.multipart(form).await.unwrap();
    let requests = replay.requests();
    let body = requests[0].text();
    assert!(body.contains("Spring") && body.contains("GIF89a"), "{body}");
    let content_type = requests[0].header("content-type").unwrap();
    assert!(content_type.starts_with("multipart/form-data"));
    assert!(!format!("{replay:?} {requests:?}").contains("Spring"));
}

#[tokio::test]
async fn names_a_request_without_a_response() {
    let replay = Replay::new();
    replay.on(&TOWER, RecordedResponse::json(200, "{}"));
    let error = call(&client(&replay), &BELLS).await.unwrap_err();
    assert!(matches!(error, Error::Input { .. }), "{error}");
    assert!(
        error.to_string().contains("bells (GET /v1/bells)"),
        "{error}"
    );
    assert!(error.to_string().contains("Replay::on"), "{error}");
}

#[tokio::test]
async fn rejects_invalid_responses() {
    for response in [
        RecordedResponse::json(42, "{}"),
        RecordedResponse::json(200, "{}").header("no name", "x"),
        RecordedResponse::json(200, "{}").header("x-line", "one\ntwo"),
    ] {
        let replay = Replay::new();
        replay.on(&BELLS, response);
        let error = call(&client(&replay), &BELLS).await.unwrap_err();
        assert!(error.to_string().contains("invalid response"), "{error}");
    }
}

#[tokio::test]
#[should_panic(expected = "requests without a response: bells (GET /v1/bells)")]
async fn assert_finished_reports_missing_responses() {
    let replay = Replay::new();
    let _ = call(&client(&replay), &BELLS).await;
    replay.assert_finished();
}

#[test]
#[should_panic(expected = "unused responses: bells, tower")]
fn assert_finished_reports_unused_responses() {
    let replay = Replay::new();
    replay.on(&BELLS, RecordedResponse::empty(204));
    replay.on(&TOWER, RecordedResponse::empty(204));
    replay.assert_finished();
}
