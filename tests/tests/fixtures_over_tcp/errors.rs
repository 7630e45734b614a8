//! Error bodies by status.

use serde_json::json;

use crate::error_bodies::types::{AddSheetError, Problem};
use crate::server::start_server_and_client;

#[tokio::test]
async fn each_status_has_its_type() {
    let (server, client) = start_server_and_client!(error_bodies);
    let problem = || json!({ "title": "no paper" });
    server.respond_as(400, "application/problem+json", problem().to_string());
    server.respond(409, json!({ "sheet": "a" }));
    server.respond(503, json!(["upper"]));
    server.respond(429, problem());
    let mut held = Vec::new();
    for _ in 0..4 {
        let error = client.add_sheet().await.unwrap_err();
        held.push(AddSheetError::of(&error).unwrap());
    }
    let [bad, conflict, jammed, slow] = held.as_slice() else {
        panic!("{held:?}");
    };
    let title = |problem: &Problem| problem.title.as_deref() == Some("no paper");
    assert!(matches!(bad, AddSheetError::BadRequest(problem) if title(problem)));
    assert!(matches!(conflict, AddSheetError::Conflict(other) if other.sheet == "a"));
    assert!(matches!(jammed, AddSheetError::ServerError(trays) if *trays == ["upper"]));
    assert!(matches!(slow, AddSheetError::Default(problem) if title(problem)));
}

#[tokio::test]
async fn an_error_that_is_not_json_keeps_its_text() {
    let (server, client) = start_server_and_client!(error_bodies);
    let text = "<error>too small</error>";
    server.respond_as(422, "application/xml", text);
    let error = client.add_sheet().await.unwrap_err();
    assert_eq!(
        error.response().and_then(|response| response.text()),
        Some(text)
    );
    assert_eq!(AddSheetError::of(&error), None);
    assert!(error.was_not_executed());
}

#[tokio::test]
async fn a_common_error_type_is_decoded_directly() {
    let (server, client) = start_server_and_client!(error_bodies);
    server.respond(403, json!({ "title": "not you" }));
    let error = client.sheets().await.unwrap_err();
    let problem: Problem = error.decode().unwrap();
    assert_eq!(problem.title.as_deref(), Some("not you"));
}
