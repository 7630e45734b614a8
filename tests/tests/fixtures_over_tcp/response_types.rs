//! Responses of every media type, and their headers.

use serde_json::json;

use crate::response_headers::types::{AddSheetHeaders, AddSheetHeadersXPaper};
use crate::server::{QueuedResponse, start_server_and_client};

#[tokio::test]
async fn reads_text_and_xml_as_text() {
    let (server, client) = start_server_and_client!(response_bodies);
    server.respond_as(200, "text/plain; charset=utf-8", "Größe: \"A\"");
    assert_eq!(client.note().await.unwrap(), "Größe: \"A\"");
    assert_eq!(server.last().header("accept"), Some("text/plain"));

    server.respond_as(200, "text/xml", "<sheet/>");
    assert_eq!(client.layout().await.unwrap(), "<sheet/>");
    assert_eq!(server.last().header("accept"), Some("text/xml"));

    for (kind, body) in [("text/plain", "word"), ("application/json", "\"word\"")] {
        server.respond_as(200, kind, body);
        assert_eq!(client.word().await.unwrap(), "word");
    }
}

#[tokio::test]
async fn streams_bytes() {
    let (server, client) = start_server_and_client!(response_bodies);
    server.respond_as(200, "image/jpeg", &b"\xff\xd8\xff"[..]);
    let cover = client.cover().await.unwrap();
    assert_eq!(
        server.last().header("accept"),
        Some("image/png, image/jpeg")
    );
    assert_eq!(
        (cover.content_type(), cover.length()),
        (Some("image/jpeg"), Some(3))
    );
    assert_eq!(cover.bytes(3).await.unwrap(), &b"\xff\xd8\xff"[..]);

    server.respond_as(200, "application/octet-stream", "abc");
    let archive = client.archive().await.unwrap();
    assert_eq!(archive.bytes(3).await.unwrap(), "abc");

    server.respond_as(200, "application/json", "no JSON at all");
    let report = client.report().await.unwrap();
    assert_eq!(report.bytes(20).await.unwrap(), "no JSON at all");
}

#[tokio::test]
async fn decodes_json_of_any_json_media_type() {
    let (server, client) = start_server_and_client!(response_bodies);
    let sheet = || json!({ "title": "A" });
    server.respond(200, sheet());
    let found = client.sheet().await.unwrap();
    assert_eq!(found.title.as_deref(), Some("A"));
    assert_eq!(server.last().header("accept"), Some("application/json"));

    server.respond_as(200, "application/vnd.press+json", sheet().to_string());
    let found = client.vendor().await.unwrap();
    assert_eq!(found.title.as_deref(), Some("A"));
    assert_eq!(
        server.last().header("accept"),
        Some("application/vnd.press+json")
    );

    server.respond(200, sheet());
    assert_eq!(client.any().await.unwrap(), sheet());
    server.respond(200, sheet());
    let found = client.loose().await.unwrap();
    assert_eq!(found.title.as_deref(), Some("A"));

    server.respond(200, None);
    client.check().await.unwrap();
    assert_eq!(server.last().method, "HEAD");
}

#[tokio::test]
async fn headers_are_typed() {
    let (server, client) = start_server_and_client!(response_headers);
    server.queue(QueuedResponse {
        status: 201,
        headers: vec![
            ("Location", "https://press.example/v1/sheets/1"),
            ("X-Sheets-Left", "7"),
            ("X-Trays", "upper, lower"),
            ("X-Paper", "legal"),
            ("X-Detail", "a,b"),
        ],
        body: "\"1\"".into(),
    });
    let added = client.add_sheet().response().await.unwrap();
    let headers: AddSheetHeaders = added.typed_headers().unwrap();
    assert_eq!(headers.location.path(), "/v1/sheets/1");
    assert_eq!(headers.x_sheets_left, Some(7));
    assert_eq!(headers.x_trays.unwrap_or_default(), ["upper", "lower"]);
    let legal = AddSheetHeadersXPaper::Unknown("legal".to_owned());
    assert_eq!(headers.x_paper, Some(legal));
    assert_eq!(headers.x_detail.as_deref(), Some("a,b"));

    server.respond(201, json!("1"));
    let added = client.add_sheet().response().await.unwrap();
    let error = added.typed_headers::<AddSheetHeaders>().unwrap_err();
    assert!(error.to_string().contains("location"), "{error}");
}

#[tokio::test]
async fn keeps_the_siblings_of_an_envelope() {
    let (server, client) = start_server_and_client!(envelope_siblings);
    server.respond(
        200,
        json!({ "data": [{ "title": "A" }], "paging": { "next": "2" } }),
    );
    let page = client.sheets().await.unwrap();
    assert_eq!(page.data[0].title.as_deref(), Some("A"));
    let next = page.paging.and_then(|paging| paging.next);
    assert_eq!(next.as_deref(), Some("2"));

    server.respond(200, json!({ "data": { "title": "A" } }));
    let sheet = client.sheet().await.unwrap();
    assert_eq!(sheet.title.as_deref(), Some("A"));
}

#[tokio::test]
async fn reports_json_that_is_nested_too_deep() {
    let (server, client) = start_server_and_client!(any_json);
    server.respond_as(200, "application/json", "[".repeat(127) + &"]".repeat(127));
    client.anything().await.unwrap();
    server.respond_as(200, "application/json", "[".repeat(128) + &"]".repeat(128));
    let error = client.anything().await.unwrap_err().to_string();
    assert!(
        error.contains("nested more than 127 levels deep"),
        "{error}"
    );
}
