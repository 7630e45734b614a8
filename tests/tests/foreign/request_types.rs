//! Bodies of every media type, as they arrive.

use medium_runtime::{File, FormParts};
use serde_json::json;

use crate::multipart_kinds::types::{PrintForm, SetSettingsForm, Settings, StampForm};
use crate::request_bodies::types::Sheet;
use crate::server::{Arrived, started};

const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00";

/// The type and the text of what arrived.
fn sent(arrived: &Arrived) -> (&str, &str) {
    let kind = arrived.header("content-type").expect("it has a type");
    (kind, arrived.text())
}

#[tokio::test]
async fn a_text_and_xml_are_sent_as_they_are() {
    let (server, client) = started!(request_bodies);
    server.answer(204, None);
    client.write_note("a", "B & C").await.expect("it is taken");
    assert_eq!(sent(&server.last()), ("text/plain", "B & C"));

    server.answer(204, None);
    let layout = "<sheet><title>A</title></sheet>";
    client.set_layout(layout).await.expect("it is taken");
    assert_eq!(sent(&server.last()), ("application/xml", layout));
}

#[tokio::test]
async fn bytes_are_sent_with_the_type_that_they_have_or_the_document_gives_them() {
    let (server, client) = started!(request_bodies);
    server.answer(204, None);
    client.set_cover(GIF).await.expect("it is taken");
    let arrived = server.last();
    assert_eq!(arrived.header("content-type"), Some("image/gif"));
    assert_eq!(arrived.body, GIF);

    server.answer(204, None);
    let stored = client.store().body(GIF.to_vec()).await;
    stored.expect("it is taken");
    let kind = server.last().header("content-type").map(str::to_owned);
    assert_eq!(kind.as_deref(), Some("application/octet-stream"));

    server.answer(204, None);
    client.store().await.expect("a body is not needed");
    assert!(server.last().body.is_empty());
}

#[tokio::test]
async fn bytes_of_a_type_that_is_not_among_several_are_never_sent() {
    let (server, client) = started!(request_bodies);
    let error = client.add_scan(GIF).await.expect_err("it is a GIF");
    assert!(
        error.to_string().contains("image/png, application/pdf"),
        "{error}"
    );
    assert!(server.all().is_empty());

    server.answer(204, None);
    let scan = File::from(b"?".to_vec()).with_content_type("application/pdf");
    client.add_scan(scan).await.expect("it is taken");
    assert_eq!(
        server.last().header("content-type"),
        Some("application/pdf")
    );
}

#[tokio::test]
async fn json_is_sent_under_the_name_that_it_has_and_before_everything_else() {
    let (server, client) = started!(request_bodies);
    for _ in 0..5 {
        server.answer(204, None);
    }
    let sheet = Sheet::new().title("A");
    client.change_sheet(&sheet).await.expect("it is taken");
    let text = "{\"title\":\"A\"}";
    assert_eq!(sent(&server.last()), ("application/merge-patch+json", text));
    client.add_sheet(&sheet).await.expect("it is taken");
    assert_eq!(sent(&server.last()), ("application/json", text));
    client.log(&json!([1, null])).await.expect("it is taken");
    assert_eq!(sent(&server.last()), ("application/json", "[1,null]"));
    let gone = ["a".to_owned()];
    client.remove_sheets(&gone).await.expect("it is taken");
    assert_eq!(server.last().method, "DELETE");
    assert_eq!(sent(&server.last()), ("application/json", "[\"a\"]"));
    client
        .find_sheets()
        .sheet(&sheet)
        .await
        .expect("it is taken");
    assert_eq!(server.last().method, "GET");
    assert_eq!(sent(&server.last()), ("application/json", text));
}

/// Name, file, type and text of each part of what arrived.
async fn parts(arrived: &Arrived) -> Vec<(String, bool, Option<String>, String)> {
    let parts = arrived.parts().await.into_iter();
    parts
        .map(|part| {
            let text = String::from_utf8_lossy(&part.bytes).into_owned();
            (part.name, part.file.is_some(), part.kind, text)
        })
        .collect()
}

#[tokio::test]
async fn every_kind_of_part_arrives_as_what_it_is() {
    let (server, client) = started!(multipart_kinds);
    server.answer(204, None);
    let colour = Settings::new().colour(true);
    let page = File::from_bytes("a.gif", GIF);
    let covers = ["b.gif", "c.gif"].map(|name| File::from_bytes(name, GIF));
    let form = PrintForm::new([page], colour.clone())
        .covers(covers)
        .thumbnail(File::from(b"?".to_vec()))
        .all([colour.clone(), colour])
        .tags(["a", "b"])
        .layout("<a/>")
        .due(
            "2026-02-03T04:05:06Z"
                .parse::<jiff::Timestamp>()
                .expect("a time"),
        )
        .copies(2);
    client.print(form).await.expect("it is taken");
    let told = |name: &str, file, kind: Option<&str>, text: &str| {
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
            told("pages", true, Some("image/gif"), &gif),
            told("thumbnail", true, Some("image/png"), "?"),
            told("covers", true, Some("image/gif"), &gif),
            told("covers", true, Some("image/gif"), &gif),
            told("settings", false, json, "{\"colour\":true}"),
            told("all", false, json, "{\"colour\":true}"),
            told("all", false, json, "{\"colour\":true}"),
            told("tags", false, None, "a"),
            told("tags", false, None, "b"),
            told("layout", false, Some("application/xml"), "<a/>"),
            told("due", false, None, "2026-02-03T04:05:06Z"),
            told("copies", false, None, "2"),
        ]
    );
}

#[tokio::test]
async fn a_schema_can_be_a_form_and_json_and_a_form_can_be_anything() {
    let (server, client) = started!(multipart_kinds);
    server.answer(200, json!({ "paper": "a4" }));
    let settings = SetSettingsForm::new().colour(false);
    let set = client.set_settings(settings).await.expect("it is taken");
    assert_eq!(set.paper.as_deref(), Some("a4"));
    assert_eq!(parts(&server.last()).await.len(), 1);

    server.answer(204, None);
    let form = FormParts::new().text("a", "b").file("c", GIF);
    client.send(form).await.expect("it is taken");
    let names: Vec<_> = parts(&server.last())
        .await
        .into_iter()
        .map(|part| part.0)
        .collect();
    assert_eq!(names, ["a", "c"]);
}

#[tokio::test]
async fn a_file_goes_out_in_a_form_also_where_the_document_puts_it_into_json() {
    let (server, client) = started!(multipart_kinds);
    server.answer(204, None);
    let stamp = StampForm::new(File::from_bytes("a.gif", GIF));
    client.stamp(stamp).await.expect("it is taken");
    let kind = server.last().header("content-type").map(str::to_owned);
    assert!(kind.is_some_and(|kind| kind.starts_with("multipart/form-data")));
}
