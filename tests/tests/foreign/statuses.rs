//! What a call gives where the status decides.

use serde_json::json;

use crate::responses_by_status::types::ProofResponse;
use crate::server::{Told, started};

#[tokio::test]
async fn different_bodies_are_variants_by_status() {
    let (server, client) = started!(responses_by_status);
    server.respond(200, "application/pdf", "%PDF");
    let ProofResponse::Ok(proof) = client.proof().await.expect("a success") else {
        panic!("200 is a proof");
    };
    let accept = "application/pdf, application/json, text/plain";
    assert_eq!(server.last().header("accept"), Some(accept));
    assert_eq!(proof.bytes(4).await.expect("it is whole"), "%PDF");

    server.answer(201, json!({ "sheets": 3 }));
    let created = client.proof().await.expect("a success");
    assert!(matches!(created, ProofResponse::Created(job) if job.sheets == 3));
    server.answer(202, None);
    let accepted = client.proof().await.expect("a success");
    assert!(matches!(accepted, ProofResponse::Accepted));
    server.respond(207, "text/plain", "some of it");
    let other = client.proof().await.expect("a success");
    assert!(matches!(other, ProofResponse::Success(text) if text == "some of it"));
}

#[tokio::test]
async fn a_body_is_none_where_the_response_has_none() {
    let (server, client) = started!(responses_by_status);
    server.answer(200, json!({ "sheets": 1 }));
    let job = client.job().await.expect("a success");
    assert!(job.is_some_and(|job| job.sheets == 1));
    server.answer(204, None);
    assert!(client.job().await.expect("a success").is_none());

    server.respond(200, "application/octet-stream", "abc");
    let log = client.log().await.expect("a success").expect("a body");
    assert_eq!(log.bytes(3).await.expect("it is whole"), "abc");
    server.answer(204, None);
    assert!(client.log().await.expect("a success").is_none());
}

#[tokio::test]
async fn the_same_body_is_read_alike_whatever_the_status() {
    let (server, client) = started!(responses_by_status);
    for status in [200, 201, 206] {
        server.answer(status, json!({ "sheets": 4 }));
        assert_eq!(client.set_job().await.expect("a success").sheets, 4);
    }
}

#[tokio::test]
async fn bodies_that_are_read_alike_are_asked_for_by_all_their_types() {
    let (server, client) = started!(responses_by_status);
    server.respond(203, "text/csv", "a,b");
    assert_eq!(client.words().await.expect("a success"), "a,b");
    assert_eq!(server.last().header("accept"), Some("text/plain, text/csv"));
}

#[tokio::test]
async fn default_alone_is_the_success_and_the_error() {
    let (server, client) = started!(responses_by_status);
    server.answer(200, json!({ "sheets": 4 }));
    assert_eq!(client.stop().await.expect("a success").sheets, 4);
    server.answer(409, json!({ "sheets": 5 }));
    let error = client.stop().await.expect_err("409 is none");
    let job: crate::responses_by_status::types::Job = error.decode().expect("as described");
    assert_eq!(job.sheets, 5);
}

#[tokio::test]
async fn a_redirect_that_no_browser_can_follow_gives_its_url() {
    let (server, client) = started!(redirect_called, token);
    let told = |status, location| Told {
        status,
        headers: vec![("location", location)],
        ..Told::default()
    };
    server.tell(told(302, "https://archive.example/1?key=a"));
    let url = client.archive().await.expect("a URL");
    assert_eq!(url.as_str(), "https://archive.example/1?key=a");
    assert_eq!(
        server.last().header("authorization"),
        Some("Bearer press-token")
    );

    server.tell(told(303, "/shop"));
    let url = client.log_in().await.expect("a URL");
    assert_eq!(url.as_str(), format!("{}/shop", server.url()));

    server.tell(told(302, "/shop"));
    client.ticket().x_queue("a").await.expect("a URL");
    assert_eq!(server.last().header("x-queue"), Some("a"));

    server.answer(404, None);
    let error = client.archive().await.expect_err("there is none");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}
