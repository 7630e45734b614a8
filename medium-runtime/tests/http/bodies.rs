//! Bodies of requests, and their media types.

use medium_runtime::{Call, Error, File, FormParts, Transport, decode};
use serde_json::json;

use crate::client::{RING, TUNE, builder, client};
use crate::server::{Request, Response, Server};

async fn server() -> Server {
    Server::with_response(Response::json(200, &json!(7))).await
}

fn ring(client: &Transport) -> Call<()> {
    client.call(&RING, decode::empty())
}

/// Returns the media type and body of the last request.
fn last_request(server: &Server) -> (String, String) {
    let seen = server.seen();
    let last = seen.last().unwrap();
    let media_type = last.header("content-type").unwrap_or_default().to_owned();
    (media_type, String::from_utf8_lossy(&last.body).into_owned())
}

#[tokio::test]
async fn sends_json_forms_and_empty_bodies() {
    let server = server().await;
    let client = client(&server);
    let fields = json!({ "bell": "great tom", "times": 3 });
    let form = "application/x-www-form-urlencoded";
    for (call, media_type, body) in [
        (
            ring(&client).json(&json!({ "times": 3 })),
            "application/json",
            r#"{"times":3}"#,
        ),
        (ring(&client).form(&fields), form, "bell=great+tom&times=3"),
        (ring(&client), "", ""),
    ] {
        call.await.unwrap();
        assert_eq!(
            last_request(&server),
            (media_type.to_owned(), body.to_owned())
        );
        let length = server.seen().pop().unwrap();
        let length = length.header("content-length").map(str::to_owned);
        assert_eq!(length, Some(body.len().to_string()));
    }
}

#[tokio::test]
async fn json_has_its_documented_media_type() {
    let server = server().await;
    let patch =
        ring(&client(&server)).json_as("application/merge-patch+json", &json!({ "a": null }));
    patch.await.unwrap();
    let sent = (
        "application/merge-patch+json".to_owned(),
        "{\"a\":null}".to_owned(),
    );
    assert_eq!(last_request(&server), sent);
}

#[tokio::test]
async fn text_has_a_utf_8_charset_where_needed() {
    let server = server().await;
    let client = client(&server);
    for (media_type, text, sent) in [
        ("text/plain", "Tom", "text/plain"),
        ("text/plain", "Große", "text/plain; charset=utf-8"),
        (
            "text/plain; charset=utf-8",
            "Große",
            "text/plain; charset=utf-8",
        ),
        ("application/xml", "<große/>", "application/xml"),
    ] {
        ring(&client).text(media_type, text).await.unwrap();
        assert_eq!(last_request(&server), (sent.to_owned(), text.to_owned()));
    }
}

#[tokio::test]
async fn bytes_have_their_media_type_and_length() {
    let server = server().await;
    let client = client(&server);
    let gif = &b"GIF89a\x01\x00\x01\x00"[..];
    ring(&client).file(&["image/*"], gif).await.unwrap();
    assert_eq!(last_request(&server).0, "image/gif");
    ring(&client)
        .file(&["application/octet-stream"], gif)
        .await
        .unwrap();
    assert_eq!(last_request(&server).0, "application/octet-stream");

    let error = ring(&client).file(&["image/png"], gif).await.unwrap_err();
    assert!(error.to_string().contains("image/gif"), "{error}");
    assert_eq!(server.seen().len(), 2, "it was not sent");
}

#[tokio::test]
async fn a_reader_is_sent_while_it_is_read() {
    let server = server().await;
    let client = client(&server);
    let long = "Tom rings. ".repeat(100_000);
    let read = std::io::Cursor::new(long.clone());
    let file = File::from_reader("tom.txt", Some(long.len() as u64), read);
    let call = ring(&client).file(&["text/plain"], file);
    call.await.unwrap();
    assert_eq!(last_request(&server), ("text/plain".to_owned(), long));
    let seen = server.seen();
    assert_eq!(seen[0].header("content-length"), Some("1100000"));
}

#[tokio::test]
async fn sends_bytes_again_but_not_streams() {
    let server = Server::start(async |request: Request| match request.number {
        1 | 3 => Response::json(503, &json!(null)),
        _ => Response::json(200, &json!(7)),
    })
    .await;
    let client = builder(&server).build().unwrap();
    let tune = || -> Call<u32> { client.call(&TUNE, decode::json()) };
    assert_eq!(tune().file(&[], vec![1, 2, 3]).await.unwrap(), 7);
    assert_eq!(server.seen()[1].body, [1, 2, 3]);

    let file = File::from_reader("a", None, &[1, 2, 3][..]);
    let error = tune().file(&[], file).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { .. }), "{error}");
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn sends_forms_without_a_schema() {
    let server = server().await;
    let form = FormParts::new()
        .text("title", "Spring")
        .file("cover", vec![1, 2]);
    assert!(!format!("{form:?}").contains("Spring"));
    ring(&client(&server)).multipart(form).await.unwrap();
    let (media_type, body) = last_request(&server);
    assert!(
        media_type.starts_with("multipart/form-data; boundary="),
        "{media_type}"
    );
    for part in [
        "name=\"title\"\r\n\r\nSpring",
        "name=\"cover\"; filename=\"file\"",
    ] {
        assert!(body.contains(part), "{body}");
    }
}
