//! Server-sent events of a generated client.

use crate::server::start_server_and_client;

const EVENTS: &str = "text/event-stream";

#[tokio::test]
async fn events_are_typed_and_resume_after_the_last_one() {
    let (server, client) = start_server_and_client!(event_stream);
    server.respond_as(200, EVENTS, "retry: 1\n\nid: a\ndata: {\"sheet\":1}\n\n");
    server.respond_as(200, EVENTS, "id: b\ndata: {\"sheet\":2}\n\n");
    let mut events = client.sheets().await.unwrap();
    let mut sheets = Vec::new();
    while let Some(event) = events.next().await {
        sheets.push(event.unwrap().data.sheet);
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
