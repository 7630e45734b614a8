//! Server-sent events of a generated client.

use crate::server::started;

const EVENTS: &str = "text/event-stream";

#[tokio::test]
async fn events_are_typed_and_resume_after_the_last_one() {
    let (server, client) = started!(event_stream);
    server.respond_as(200, EVENTS, "retry: 1\n\nid: a\ndata: {\"sheet\":1}\n\n");
    server.respond_as(200, EVENTS, "id: b\ndata: {\"sheet\":2}\n\n");
    let mut events = client.sheets().await.expect("response headers");
    let mut sheets = Vec::new();
    while let Some(event) = events.next().await {
        sheets.push(event.expect("the documented type").data.sheet);
    }
    assert_eq!(sheets, [1, 2]);
    let all = server.all();
    let resumed: Vec<_> = all
        .iter()
        .map(|request| request.header("last-event-id"))
        .collect();
    assert_eq!(resumed, [None, Some("a"), Some("b")]);
    assert!(
        all.iter()
            .all(|request| request.header("accept") == Some(EVENTS))
    );
}

#[tokio::test]
async fn events_without_a_schema_are_text() {
    let (server, client) = started!(event_stream);
    server.respond_as(200, EVENTS, "event: bang\ndata: one\ndata: two\n\n");
    let mut events = client.noise().await.expect("response headers");
    let event = events.next().await.expect("an event").expect("any text");
    assert_eq!(
        (event.name.as_str(), event.data.as_str()),
        ("bang", "one\ntwo")
    );
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_empty_stream_has_no_events() {
    let (_server, client) = started!(event_stream);
    let mut events = client.sheets().await.expect("a success");
    assert!(events.next().await.is_none());
}
