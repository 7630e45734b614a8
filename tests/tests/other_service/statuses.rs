//! Results by status.

use serde_json::json;

use crate::responses_by_status::types::ProofResponse;
use crate::server::{QueuedResponse, started};

#[tokio::test]
async fn different_bodies_become_variants_by_status() {
    let (server, client) = started!(responses_by_status);
    server.respond_as(200, "application/pdf", "%PDF");
    let ProofResponse::Ok(proof) = client.proof().await.expect("a success") else {
        panic!("200 is a proof");
    };
    let accept = "application/pdf, application/json, text/plain";
    assert_eq!(server.last().header("accept"), Some(accept));
    assert_eq!(proof.bytes(4).await.expect("a complete body"), "%PDF");

    server.respond(201, json!({ "sheets": 3 }));
    let created = client.proof().await.expect("a success");
    assert!(matches!(created, ProofResponse::Created(job) if job.sheets == 3));
    server.respond(202, None);
    let accepted = client.proof().await.expect("a success");
    assert!(matches!(accepted, ProofResponse::Accepted));
    server.respond_as(207, "text/plain", "some of it");
    let other = client.proof().await.expect("a success");
    assert!(matches!(other, ProofResponse::Success(text) if text == "some of it"));
}

#[tokio::test]
async fn a_missing_body_is_none() {
    let (server, client) = started!(responses_by_status);
    server.respond(200, json!({ "sheets": 1 }));
    let job = client.job().await.expect("a success");
    assert!(job.is_some_and(|job| job.sheets == 1));
    assert!(client.job().await.expect("a success").is_none());

    server.respond_as(200, "application/octet-stream", "abc");
    let log = client.log().await.expect("a success").expect("a body");
    assert_eq!(log.bytes(3).await.expect("a complete body"), "abc");
    assert!(client.log().await.expect("a success").is_none());
}

#[tokio::test]
async fn decodes_the_same_body_for_every_status() {
    let (server, client) = started!(responses_by_status);
    for status in [200, 201, 206] {
        server.respond(status, json!({ "sheets": 4 }));
        assert_eq!(client.set_job().await.expect("a success").sheets, 4);
    }
}

#[tokio::test]
async fn accepts_all_media_types_with_the_same_decoding() {
    let (server, client) = started!(responses_by_status);
    server.respond_as(203, "text/csv", "a,b");
    assert_eq!(client.words().await.expect("a success"), "a,b");
    assert_eq!(server.last().header("accept"), Some("text/plain, text/csv"));
}

#[tokio::test]
async fn a_default_response_is_success_and_error() {
    let (server, client) = started!(responses_by_status);
    server.respond(200, json!({ "sheets": 4 }));
    assert_eq!(client.stop().await.expect("a success").sheets, 4);
    server.respond(409, json!({ "sheets": 5 }));
    let error = client.stop().await.expect_err("409 is an error");
    let job: crate::responses_by_status::types::Job = error.decode().expect("as described");
    assert_eq!(job.sheets, 5);
}

#[tokio::test]
async fn a_redirect_that_no_browser_can_follow_returns_its_url() {
    let (server, client) = started!(redirect_called, token);
    let response = |status, location| QueuedResponse {
        status,
        headers: vec![("location", location)],
        ..QueuedResponse::default()
    };
    server.queue(response(302, "https://archive.example/1?key=a"));
    let url = client.archive().await.expect("a URL");
    assert_eq!(url.as_str(), "https://archive.example/1?key=a");
    assert_eq!(
        server.last().header("authorization"),
        Some("Bearer press-token")
    );

    server.queue(response(303, "/shop"));
    let url = client.log_in().await.expect("a URL");
    assert_eq!(url.as_str(), format!("{}/shop", server.url()));

    server.queue(response(302, "/shop"));
    client.ticket().x_queue("a").await.expect("a URL");
    assert_eq!(server.last().header("x-queue"), Some("a"));

    server.respond(404, None);
    let error = client.archive().await.expect_err("there is none");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}
