//! Error bodies by status.

use medium_runtime::{Call, Error, Paging, decode};
use serde_json::json;

use crate::client::{BELLS, RING, client};
use crate::listener::{Listener, REQUEST_ID};
use crate::server::{Request, Response, Server};

medium_runtime::error_responses! {
    /// Bodies of errors.
    pub enum BellsError {
        /// The number of seconds.
        Conflict(u32) = "409",
        /// The problem.
        ClientError(String) = "4XX",
        /// The broken bells.
        Default(Vec<u32>) = "default",
    }
}

async fn error(response: Response) -> Error {
    let server = Server::with_response(response).await;
    let call: Call<u32> = client(&server).call(&BELLS, decode::json());
    call.await.unwrap_err()
}

#[tokio::test]
async fn decodes_error_bodies_by_status() {
    for (status, body, expected) in [
        (409, json!(3), BellsError::Conflict(3)),
        (
            404,
            json!("where"),
            BellsError::ClientError("where".to_owned()),
        ),
        (401, json!("who"), BellsError::ClientError("who".to_owned())),
        (
            429,
            json!("slow"),
            BellsError::ClientError("slow".to_owned()),
        ),
        (503, json!([1, 2]), BellsError::Default(vec![1, 2])),
    ] {
        let error = error(Response::json(status, &body)).await;
        assert_eq!(BellsError::of(&error), Some(expected), "{error}");
    }
    let other = error(Response::json(409, &json!("x"))).await;
    assert_eq!(BellsError::of(&other), None);
}

#[tokio::test]
async fn an_error_in_xml_keeps_its_text() {
    let text = "<error><code>NoSuchBell</code></error>";
    for status in [404, 500] {
        let error = error(Response::text(status, "application/xml", text)).await;
        let response = error.response().unwrap();
        assert_eq!(response.text(), Some(text));
        assert!(!format!("{response:?}").contains("Bell"), "{response:?}");
    }
}

#[tokio::test]
async fn an_unknown_outcome_keeps_its_body() {
    let server = Server::with_response(Response::json(500, &json!([4]))).await;
    let call: Call<u32> = client(&server).call(&RING, decode::json());
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    assert_eq!(BellsError::of(&error), Some(BellsError::Default(vec![4])));
}

#[tokio::test]
async fn every_error_of_a_response_has_its_status_and_request_id() {
    for (response, kind) in [
        (Response::text(302, "text/plain", ""), "redirected"),
        (Response::text(304, "text/plain", ""), "not_modified"),
        (Response::json(404, &json!({})), "rejected"),
        (Response::text(404, "text/html", "<p>"), "not_json"),
        (Response::text(407, "text/html", "<p>"), "proxy"),
        (Response::json(413, &json!({})), "too_large"),
        (Response::json(503, &json!({})), "unavailable"),
        (Response::json(200, &json!("another shape")), "decode"),
        (
            Response::json(200, &json!("x".repeat(9 << 20))),
            "too_large",
        ),
    ] {
        let status = response.status;
        let error = error(response.header("X-Request-Id", "7d1f")).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(error.status().map(|found| found.as_u16()), Some(status));
        assert_eq!(error.request_id(), Some("7d1f"), "{error}");
    }
}

#[tokio::test]
async fn a_truncated_response_has_its_request_id() {
    let (listener, client) = Listener::start().await;
    let call: Call<u32> = client.call(&BELLS, decode::json());
    let call = tokio::spawn(call.send());
    let mut connection = listener.accept().await;
    connection.announce("application/json", 10).await;
    drop(connection);
    let error = call.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Connection { .. }), "{error}");
    assert_eq!(error.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn the_error_of_a_page_has_its_request_id() {
    let server = Server::start(async |request: Request| {
        let item = if request.number == 1 {
            json!(1)
        } else {
            json!("one")
        };
        let page = json!({ "bells": [item], "next": request.number });
        Response::json(200, &page).header("X-Request-Id", &request.number.to_string())
    })
    .await;
    let call: Call<serde_json::Value> = client(&server).call(&BELLS, decode::json());
    let mut bells = call.items::<u32>(Paging::cursor("/bells", "/next", "after"));
    assert_eq!(bells.next().await.unwrap().unwrap(), 1);
    let error = bells.next().await.unwrap().unwrap_err();
    assert_eq!(error.request_id(), Some("2"), "{error}");
}
