//! Streamed bodies.

use futures_util::StreamExt;
use medium_runtime::{Call, Download, Error, Transport, decode};
use tokio::task::JoinHandle;

use crate::client::{BELLS, RING};
use crate::listener::{Connection, Listener, REQUEST_ID};

fn bells(client: &Transport) -> Call<Download> {
    client.call(&BELLS, decode::download().accepting("image/png"))
}

/// Returns a response of ten bytes, none of which has arrived.
async fn open_download() -> (Connection, Download) {
    let (listener, client) = Listener::start().await;
    let call: JoinHandle<Result<Download, Error>> = tokio::spawn(bells(&client).send());
    let mut connection = listener.accept().await;
    assert_eq!(connection.header("accept"), Some("image/png"));
    connection.announce("image/png", 10).await;
    let download = call.await.unwrap().unwrap();
    (connection, download)
}

#[tokio::test]
async fn returns_chunks_as_they_arrive() {
    let (mut connection, mut download) = open_download().await;
    assert_eq!(
        (download.content_type(), download.length()),
        (Some("image/png"), Some(10))
    );
    for sent in ["01234", "56789"] {
        connection.write(sent).await;
        let chunk = download.chunk().await.unwrap().unwrap();
        assert_eq!(chunk, sent);
    }
    assert!(download.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn a_truncated_body_leaves_no_file() {
    let folder = std::env::temp_dir().join(format!("medium-runtime-cut-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (mut connection, download) = open_download().await;
    connection.write("0123").await;
    drop(connection);
    let error = download.save(folder.join("bell.png")).await.unwrap_err();
    assert!(
        matches!(error, Error::Connection { sent: true, .. }),
        "{error}"
    );
    assert_eq!(error.request_id(), Some(REQUEST_ID));
    let files = std::fs::read_dir(&folder).unwrap().count();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(files, 0, "the partial file was removed");
}

#[tokio::test]
async fn a_body_is_saved_copied_or_streamed() {
    let file = std::env::temp_dir().join(format!("medium-runtime-{}.png", std::process::id()));
    let (mut connection, download) = open_download().await;
    connection.write("0123456789").await;
    assert_eq!(download.save(&file).await.unwrap(), 10);
    assert_eq!(std::fs::read(&file).unwrap(), b"0123456789");
    std::fs::remove_file(&file).unwrap();

    let (mut connection, download) = open_download().await;
    connection.write("0123456789").await;
    let mut text = Vec::new();
    download.copy_to(&mut text).await.unwrap();
    assert_eq!(text, b"0123456789");

    let (mut connection, download) = open_download().await;
    connection.write("0123456789").await;
    let chunks: Vec<_> = download.map(|chunk| chunk.unwrap()).collect().await;
    assert_eq!(chunks.concat(), b"0123456789");
}

#[tokio::test]
async fn a_file_that_cannot_be_created_is_an_output_error() {
    let (_connection, download) = open_download().await;
    let path = std::env::temp_dir().join("no-such-folder/bell.png");
    let error = download.save(&path).await.unwrap_err();
    assert!(matches!(error, Error::Output { .. }), "{error}");
    assert!(error.to_string().contains("bell.png"), "{error}");
    assert_eq!(error.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn rejects_bodies_above_the_limit() {
    let (_connection, download) = open_download().await;
    let error = download.bytes(9).await.unwrap_err();
    assert!(error.to_string().contains("raise the limit"), "{error}");

    let (listener, client) = Listener::start().await;
    let call = tokio::spawn(bells(&client).send());
    let mut connection = listener.accept().await;
    connection.begin("image/png").await;
    connection.write("0123456789").await;
    let download = call.await.unwrap().unwrap();
    let error = download.bytes(9).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn reads_the_error_of_a_streamed_call() {
    let (listener, client) = Listener::start().await;
    let call = tokio::spawn(bells(&client).send());
    let mut connection = listener.accept().await;
    connection
        .write("HTTP/1.1 404 Not Found\r\nContent-Length: 8\r\n\r\n\"no bell")
        .await;
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(error.to_string().contains("no bell"), "{error}");
}

#[tokio::test]
async fn the_outcome_of_a_post_is_unknown_if_its_body_breaks() {
    let (listener, client) = Listener::start().await;
    let call: Call<Download> = client.call(&RING, decode::download());
    let call = tokio::spawn(call.send());
    let mut connection = listener.accept().await;
    connection.announce("audio/ogg", 10).await;
    drop(connection);
    let download = call.await.unwrap().unwrap();
    let error = download.bytes(10).await.unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    assert!(!error.was_not_executed());
}

#[tokio::test]
async fn an_optional_body_is_none_if_the_response_has_none() {
    for (head, is_some) in [
        ("204 No Content\r\n\r\n", false),
        ("200 OK\r\nContent-Length: 0\r\n\r\n", false),
        ("200 OK\r\nContent-Length: 1\r\n\r\n0", true),
    ] {
        let (listener, client) = Listener::start().await;
        let call: Call<Option<Download>> = client.call(&BELLS, decode::optional_download());
        let call = tokio::spawn(call.send());
        let mut connection = listener.accept().await;
        connection.write(&format!("HTTP/1.1 {head}")).await;
        let download = call.await.unwrap().unwrap();
        assert_eq!(download.is_some(), is_some, "{head}");
    }
}

#[tokio::test]
async fn a_stalled_body_is_a_timeout() {
    let (listener, client) =
        Listener::start_with(|builder| builder.stall_timeout(std::time::Duration::from_millis(50)))
            .await;
    let call = tokio::spawn(bells(&client).send());
    let mut connection = listener.accept().await;
    connection.announce("image/png", 10).await;
    let download = call.await.unwrap().unwrap();
    let error = download.bytes(10).await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { sent: true, .. }),
        "{error}"
    );
    assert_eq!(error.request_id(), Some(REQUEST_ID));
}
