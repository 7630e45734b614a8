//! Reads server-sent events, and resumes streams.

use medium_runtime::{Call, Error, Event, Events, Transport, decode};
use serde::Deserialize;

use crate::client::{BELLS, RING};
use crate::listener::{Connection, Listener, REQUEST_ID};

#[derive(Debug, PartialEq, Deserialize)]
struct BellEvent {
    bell: u32,
}

/// Bell 1 rings, and the service requests a short wait.
const FIRST: &str = "retry: 1\nid: a\ndata: {\"bell\":1}\n\n";
const SECOND: &str = "id: b\nevent: rang\ndata: {\"bell\":2}\n\n";

async fn open_events(client: &Transport, listener: &Listener) -> (Connection, Events<BellEvent>) {
    let call: Call<Events<BellEvent>> = client.call(&BELLS, decode::events());
    let call = tokio::spawn(call.send());
    let mut connection = listener.accept().await;
    assert_eq!(connection.header("accept"), Some("text/event-stream"));
    connection.begin("text/event-stream").await;
    (connection, call.await.unwrap().unwrap())
}

async fn bell(events: &mut Events<BellEvent>) -> u32 {
    let event = events.next().await.unwrap();
    event.unwrap().data.bell
}

#[tokio::test]
async fn returns_events_as_they_arrive() {
    let (listener, client) = Listener::start().await;
    let (mut connection, mut events) = open_events(&client, &listener).await;
    connection.write(FIRST).await;
    assert_eq!(bell(&mut events).await, 1);
    connection.write(SECOND).await;
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.name.as_str(), event.id.as_str()), ("rang", "b"));
    assert_eq!(event.data, BellEvent { bell: 2 });
    drop(connection);
    assert!(events.next().await.is_none(), "the client never retries");
}

#[tokio::test]
async fn continues_after_invalid_data() {
    let (listener, client) = Listener::start().await;
    let (mut connection, mut events) = open_events(&client, &listener).await;
    connection.write("event: odd\ndata: [DONE]\n\n").await;
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("the event odd"), "{error}");
    connection.write(FIRST).await;
    assert_eq!(bell(&mut events).await, 1);
}

#[tokio::test]
async fn raw_events_have_text() {
    let (listener, client) = Listener::start().await;
    let (mut connection, events) = open_events(&client, &listener).await;
    let mut events = events.raw();
    connection.write("data: [DONE]\n\n").await;
    let event: Event<String> = events.next().await.unwrap().unwrap();
    assert_eq!(event.data, "[DONE]");
}

#[tokio::test]
async fn resumes_after_the_last_id() {
    let (listener, _) = Listener::start().await;
    let (mut connection, mut events) = open_events(&listener.persistent(), &listener).await;
    assert_eq!(connection.header("last-event-id"), None);
    connection.write(FIRST).await;
    connection.write("id: lost\ndata: {\"be").await;
    drop(connection);

    let next = tokio::spawn(async move {
        assert_eq!(bell(&mut events).await, 1);
        assert_eq!(bell(&mut events).await, 2);
        events
    });
    let mut connection = listener.accept().await;
    assert_eq!(
        connection.header("last-event-id"),
        Some("a"),
        "the lost event is requested again"
    );
    assert_eq!(
        connection.header("authorization"),
        Some("Bearer secret-token-0f")
    );
    connection.begin("text/event-stream").await;
    connection.write(SECOND).await;
    let mut events = next.await.unwrap();
    drop(connection);

    // 204: no more events.
    let next = tokio::spawn(async move { events.next().await.is_none() });
    let mut connection = listener.accept().await;
    assert_eq!(connection.header("last-event-id"), Some("b"));
    connection.write("HTTP/1.1 204 No Content\r\n\r\n").await;
    assert!(next.await.unwrap());
}

#[tokio::test]
async fn errors_have_the_request_id_of_their_response() {
    let (listener, _) = Listener::start().await;
    let (mut connection, mut events) = open_events(&listener.persistent(), &listener).await;
    connection.write("retry: 1\nid: a\ndata: no bell\n\n").await;
    drop(connection);
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.request_id(), Some(REQUEST_ID));

    let next = tokio::spawn(async move { events.next().await });
    let mut connection = listener.accept().await;
    connection.request_id = "9a2c";
    connection.begin("text/event-stream").await;
    connection.write("data: no bell\n\n").await;
    let next = next.await.unwrap().unwrap();
    assert_eq!(next.unwrap_err().request_id(), Some("9a2c"));
}

#[tokio::test]
async fn a_resumed_stream_without_events_ends() {
    let (listener, _) = Listener::start().await;
    let (mut connection, mut events) = open_events(&listener.persistent(), &listener).await;
    connection.write(FIRST).await;
    drop(connection);
    assert_eq!(bell(&mut events).await, 1);
    let next = tokio::spawn(async move { events.next().await.is_none() });
    let mut connection = listener.accept().await;
    connection.begin("text/event-stream").await;
    drop(connection);
    assert!(next.await.unwrap());
}

#[tokio::test]
async fn a_stream_without_ids_is_not_resumed() {
    let (listener, _) = Listener::start().await;
    let (mut connection, mut events) = open_events(&listener.persistent(), &listener).await;
    connection.write("data: {\"bell\":3}\n\n").await;
    drop(connection);
    assert_eq!(bell(&mut events).await, 3);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_post_is_never_resumed() {
    let (listener, _) = Listener::start().await;
    let call: Call<Events<BellEvent>> = listener.persistent().call(&RING, decode::events());
    let call = tokio::spawn(call.send());
    let mut connection = listener.accept().await;
    connection.announce("text/event-stream", 1000).await;
    connection.write(FIRST).await;
    drop(connection);
    let mut events = call.await.unwrap().unwrap();
    assert_eq!(bell(&mut events).await, 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    assert_eq!(error.request_id(), Some(REQUEST_ID));
    assert!(events.next().await.is_none());
}
