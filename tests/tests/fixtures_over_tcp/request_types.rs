//! Bodies of every media type, as they arrive.

use medium_runtime::{File, FormParts};
use serde_json::json;

use crate::multipart_kinds::types::{PrintForm, SetSettingsForm, Settings, StampForm};
use crate::request_bodies::types::Sheet;
use crate::server::{ReceivedRequest, start_server_and_client};

const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00";

/// Returns the media type and the text of a body.
fn body(request: &ReceivedRequest) -> (&str, &str) {
    let kind = request.header("content-type").unwrap();
    (kind, request.text())
}

#[tokio::test]
async fn sends_text_and_xml_unchanged() {
    let (server, client) = start_server_and_client!(request_bodies);
    client.write_note("a", "B & C").await.unwrap();
    assert_eq!(body(&server.last()), ("text/plain", "B & C"));

    let layout = "<sheet><title>A</title></sheet>";
    client.set_layout(layout).await.unwrap();
    assert_eq!(body(&server.last()), ("application/xml", layout));
}

#[tokio::test]
async fn sends_bytes_with_their_own_or_the_documented_type() {
    let (server, client) = start_server_and_client!(request_bodies);
    client.set_cover(GIF).await.unwrap();
    let request = server.last();
    assert_eq!(request.header("content-type"), Some("image/gif"));
    assert_eq!(request.body, GIF);

    let stored = client.store().body(GIF.to_vec()).await;
    stored.unwrap();
    let kind = server.last().header("content-type").map(str::to_owned);
    assert_eq!(kind.as_deref(), Some("application/octet-stream"));

    client.store().await.unwrap();
    assert!(server.last().body.is_empty());
}

#[tokio::test]
async fn rejects_bytes_of_an_undocumented_type() {
    let (server, client) = start_server_and_client!(request_bodies);
    let error = client.add_scan(GIF).await.unwrap_err();
    assert!(
        error.to_string().contains("image/png, application/pdf"),
        "{error}"
    );
    assert!(server.all().is_empty());

    let scan = File::from(b"?".to_vec()).with_content_type("application/pdf");
    client.add_scan(scan).await.unwrap();
    assert_eq!(
        server.last().header("content-type"),
        Some("application/pdf")
    );
}

#[tokio::test]
async fn sends_json_with_its_media_type_and_prefers_it() {
    let (server, client) = start_server_and_client!(request_bodies);
    let sheet = Sheet::new().title("A");
    client.change_sheet(&sheet).await.unwrap();
    let text = "{\"title\":\"A\"}";
    assert_eq!(body(&server.last()), ("application/merge-patch+json", text));
    client.add_sheet(&sheet).await.unwrap();
    assert_eq!(body(&server.last()), ("application/json", text));
    client.log(&json!([1, null])).await.unwrap();
    assert_eq!(body(&server.last()), ("application/json", "[1,null]"));
    let gone = ["a".to_owned()];
    client.remove_sheets(&gone).await.unwrap();
    assert_eq!(server.last().method, "DELETE");
    assert_eq!(body(&server.last()), ("application/json", "[\"a\"]"));
    client.find_sheets().sheet(&sheet).await.unwrap();
    assert_eq!(server.last().method, "GET");
    assert_eq!(body(&server.last()), ("application/json", text));
}

/// Name, file name, type and text of each part of a request.
async fn parts(request: &ReceivedRequest) -> Vec<(String, bool, Option<String>, String)> {
    let parts = request.parts().await.into_iter();
    parts
        .map(|part| {
            let text = String::from_utf8_lossy(&part.bytes).into_owned();
            (part.name, part.file.is_some(), part.kind, text)
        })
        .collect()
}

#[tokio::test]
async fn sends_every_type_of_part() {
    let (server, client) = start_server_and_client!(multipart_kinds);
    let colour = Settings::new().colour(true);
    let page = File::from_bytes("a.gif", GIF);
    let covers = ["b.gif", "c.gif"].map(|name| File::from_bytes(name, GIF));
    let form = PrintForm::new([page], colour.clone())
        .covers(covers)
        .thumbnail(File::from(b"?".to_vec()))
        .all([colour.clone(), colour])
        .tags(["a", "b"])
        .layout("<a/>")
        .due("2026-02-03T04:05:06Z".parse::<jiff::Timestamp>().unwrap())
        .copies(2);
    client.print(form).await.unwrap();
    let part = |name: &str, file, kind: Option<&str>, text: &str| {
        (
            name.to_owned(),
            file,
            kind.map(str::to_owned),
            text.to_owned(),
        )
    };
    let json = Some("application/json");
    let gif = String::from_utf8_lossy(GIF);
    assert_eq!(
        parts(&server.last()).await,
        [
            part("pages", true, Some("image/gif"), &gif),
            part("thumbnail", true, Some("image/png"), "?"),
            part("covers", true, Some("image/gif"), &gif),
            part("covers", true, Some("image/gif"), &gif),
            part("settings", false, json, "{\"colour\":true}"),
            part("all", false, json, "{\"colour\":true}"),
            part("all", false, json, "{\"colour\":true}"),
            part("tags", false, None, "a"),
            part("tags", false, None, "b"),
            part("layout", false, Some("application/xml"), "<a/>"),
            part("due", false, None, "2026-02-03T04:05:06Z"),
            part("copies", false, None, "2"),
        ]
    );
}

#[tokio::test]
async fn a_schema_can_be_both_a_form_and_json() {
    let (server, client) = start_server_and_client!(multipart_kinds);
    server.respond(200, json!({ "paper": "a4" }));
    let settings = SetSettingsForm::new().colour(false);
    let set = client.set_settings(settings).await.unwrap();
    assert_eq!(set.paper.as_deref(), Some("a4"));
    assert_eq!(parts(&server.last()).await.len(), 1);

    let form = FormParts::new().text("a", "b").file("c", GIF);
    client.send(form).await.unwrap();
    let names: Vec<_> = parts(&server.last())
        .await
        .into_iter()
        .map(|part| part.0)
        .collect();
    assert_eq!(names, ["a", "c"]);
}

#[tokio::test]
async fn sends_a_file_in_a_form_even_if_json_is_documented() {
    let (server, client) = start_server_and_client!(multipart_kinds);
    let stamp = StampForm::new(File::from_bytes("a.gif", GIF));
    client.stamp(stamp).await.unwrap();
    let kind = server.last().header("content-type").map(str::to_owned);
    assert!(kind.is_some_and(|kind| kind.starts_with("multipart/form-data")));
}
