//! Responses: values, envelopes, and `Service` implementations.

use bytes::Bytes;
use medium_runtime::{
    Call, Error, FailedResponse, Meaning, Secret, Service, ServiceError, Style, Transport, decode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::client::{BELLS, RING, TOWER, builder, client};
use crate::server::{Response, Server};

#[derive(Debug, PartialEq, Deserialize)]
struct Tower {
    name: String,
    bells: Vec<u32>,
}

fn tower(client: &Transport) -> Call<Tower> {
    client.call(&TOWER, decode::json())
}

#[tokio::test]
async fn a_response_has_a_value_a_status_and_headers() {
    let server =
        Server::with_response(Response::json(203, &json!(["tom"])).header("X-Count", "1")).await;
    let call: Call<Vec<String>> = client(&server).call(&BELLS, decode::json());
    let response = call.response().await.unwrap();
    assert_eq!(response.body, ["tom"]);
    assert_eq!(response.status.as_u16(), 203);
    assert_eq!(response.headers["x-count"], "1");
    assert_eq!(
        format!("{response:?}"),
        "Response { status: 203, body: [\"tom\"], .. }"
    );
}

#[tokio::test]
async fn reads_a_value_from_its_envelope() {
    let body = json!({ "next": [1, {}], "data": { "name": "south", "bells": [1, 2] }, "x": null });
    let server = Server::with_response(Response::json(200, &body)).await;
    let read = tower(&client(&server)).await.unwrap();
    assert_eq!((read.name.as_str(), read.bells), ("south", vec![1, 2]));
}

#[tokio::test]
async fn errors_have_the_path_of_the_value() {
    for (body, expected_path, expected_problem) in [
        (
            json!({ "data": { "name": "s", "bells": [1, "x"] } }),
            "data.bells[1]",
            "u32",
        ),
        (json!({ "data": { "name": "s" } }), "data", "bells"),
        (json!({ "date": {} }), ".", "data"),
        (json!([1]), ".", "key `data`"),
    ] {
        let server = Server::with_response(Response::json(200, &body)).await;
        let error = tower(&client(&server)).await.unwrap_err();
        let Error::Decode { path, problem, .. } = &error else {
            panic!("{error}");
        };
        assert_eq!(path, expected_path, "{error}");
        assert!(problem.contains(expected_problem), "{error}");
    }
}

#[tokio::test]
async fn rejects_text_after_the_json() {
    let server =
        Server::with_response(Response::text(200, "application/json", r#"{"data":1}}"#)).await;
    let error = tower(&client(&server)).await.unwrap_err();
    assert!(
        matches!(error, Error::NotJson { .. } | Error::Decode { .. }),
        "{error}"
    );
}

/// A service that implements every method.
#[derive(Debug)]
struct CustomService;

impl Service for CustomService {
    fn body(&self, body: Bytes) -> Bytes {
        match body.strip_prefix(b"//".as_slice()) {
            Some(json) => body.slice_ref(json),
            None => body,
        }
    }

    fn errors(&self, body: &[u8]) -> Vec<ServiceError> {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let fault = body["fault"].as_str();
        fault
            .map(|fault| ServiceError::new(Some(9), fault))
            .into_iter()
            .collect()
    }

    fn meaning(&self, response: &FailedResponse<'_>) -> Option<Meaning> {
        if response.headers.contains_key("x-gate") {
            return Some(Meaning::Blocked { by: "the gate" });
        }
        let scope = response.errors.first()?.message.strip_prefix("scope ")?;
        Some(Meaning::ScopeMissing(scope.to_owned()))
    }
}

async fn ring(server: &Server) -> Result<(), Error> {
    client_with_service(server)
        .call(&RING, decode::empty())
        .await
}

fn client_with_service(server: &Server) -> Transport {
    builder(server).service(CustomService).build().unwrap()
}

#[tokio::test]
async fn removes_the_prefix_of_a_service() {
    let server = Server::with_response(Response::text(200, "application/json", "//[1]")).await;
    let call: Call<Vec<u32>> = client_with_service(&server).call(&BELLS, decode::json());
    assert_eq!(call.await.unwrap(), [1]);
}

#[tokio::test]
async fn hides_the_credential_in_errors_of_the_service() {
    let body = json!({ "fault": "no bell for secret-token-0f" });
    let server = Server::with_response(Response::json(409, &body)).await;
    let error = ring(&server).await.unwrap_err();
    assert_eq!(error.code(), Some(9));
    assert_eq!(
        error.to_string(),
        "ring: rejected with 409 Conflict: no bell for … (code 9)"
    );
}

#[tokio::test]
async fn hides_secret_parameters() {
    let body = json!({ "fault": "no such key: key-0f1e2d3c" });
    let server = Server::with_response(Response::json(409, &body)).await;
    let key = Secret::from("key-0f1e2d3c");
    let call = client_with_service(&server).call(&RING, decode::empty());
    let error = call.header_as("X-Key", &key, Style::SIMPLE.secret()).await;
    let error = format!("{:?}", error.unwrap_err());
    assert!(error.contains("no such key: …"), "{error}");
    assert!(!error.contains("0f1e2d3c"), "{error}");
}

#[tokio::test]
async fn a_service_defines_the_meaning_of_responses() {
    let scope = Server::with_response(Response::json(403, &json!({ "fault": "scope ring" }))).await;
    let error = ring(&scope).await;
    assert!(matches!(error, Err(Error::Scope { scope, .. }) if scope == "ring"));

    let gate =
        Server::with_response(Response::text(403, "text/html", "<p>No.").header("X-Gate", "1"))
            .await;
    let error = ring(&gate).await;
    assert!(matches!(error, Err(Error::Blocked { by: "the gate", .. })));
    assert_eq!(
        gate.seen().len(),
        3,
        "the service did not receive it, so it is retried"
    );
}
