//! Results by status.

use serde_json::json;

use crate::responses_by_status::types::ProofResponse;
use crate::server::{QueuedResponse, start_server_and_client};

#[tokio::test]
async fn different_bodies_become_variants_by_status() {
    let (server, client) = start_server_and_client!(responses_by_status);
    server.respond_as(200, "application/pdf", "%PDF");
    let ProofResponse::Ok(proof) = client.proof().await.unwrap() else {
        panic!("200 is a proof");
    };
    let accept = "application/pdf, application/json, text/plain";
    assert_eq!(server.last().header("accept"), Some(accept));
    assert_eq!(proof.bytes(4).await.unwrap(), "%PDF");

    server.respond(201, json!({ "sheets": 3 }));
    let created = client.proof().await.unwrap();
    assert!(matches!(created, ProofResponse::Created(job) if job.sheets == 3));
    server.respond(202, None);
    let accepted = client.proof().await.unwrap();
    assert!(matches!(accepted, ProofResponse::Accepted));
    server.respond_as(207, "text/plain", "some of it");
    let other = client.proof().await.unwrap();
    assert!(matches!(other, ProofResponse::Success(text) if text == "some of it"));
}

#[tokio::test]
async fn a_missing_body_is_none() {
    let (server, client) = start_server_and_client!(responses_by_status);
    server.respond(200, json!({ "sheets": 1 }));
    let job = client.job().await.unwrap();
    assert!(job.is_some_and(|job| job.sheets == 1));
    assert!(client.job().await.unwrap().is_none());

    server.respond_as(200, "application/octet-stream", "abc");
    let log = client.log().await.unwrap().unwrap();
    assert_eq!(log.bytes(3).await.unwrap(), "abc");
    assert!(client.log().await.unwrap().is_none());
}

#[tokio::test]
async fn a_default_response_describes_successes_and_errors() {
    let (server, client) = start_server_and_client!(responses_by_status);
    server.respond(200, json!({ "sheets": 4 }));
    assert_eq!(client.stop().await.unwrap().sheets, 4);
    server.respond(409, json!({ "sheets": 5 }));
    let error = client.stop().await.unwrap_err();
    let job: crate::responses_by_status::types::Job = error.decode().unwrap();
    assert_eq!(job.sheets, 5);
}

#[tokio::test]
async fn a_redirect_that_no_browser_can_follow_returns_its_url() {
    let (server, client) = start_server_and_client!(redirect_called, token);
    let response = |status, location| QueuedResponse {
        status,
        headers: vec![("location", location)],
        ..QueuedResponse::default()
    };
    server.queue(response(302, "https://archive.example/1?key=a"));
    let url = client.archive().await.unwrap();
    assert_eq!(url.as_str(), "https://archive.example/1?key=a");
    assert_eq!(
        server.last().header("authorization"),
        Some("Bearer press-token")
    );

    server.queue(response(303, "/shop"));
    let url = client.log_in().await.unwrap();
    assert_eq!(url.as_str(), format!("{}/shop", server.url()));

    server.queue(response(302, "/shop"));
    client.ticket().x_queue("a").await.unwrap();
    assert_eq!(server.last().header("x-queue"), Some("a"));

    server.respond(404, None);
    let error = client.archive().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}
