//! Calls have no total time limit, only one on the time without progress.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use medium_api::types::NewImage;
use medium_api::{Client, Error};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

use crate::support::builder_with_short_limits;

/// The limit on the time without progress.
const STALL: Duration = Duration::from_secs(1);
/// The size of each read of the slow server.
const CHUNK: usize = 64 << 10;
const PAUSE: Duration = Duration::from_millis(20);
/// The size of an upload, which takes over four seconds at that rate.
const LENGTH: usize = 13 << 20;
const BODY: &str = r#"{"data":{"url":"https://cdn.example/1.png","md5":"kTV8DXXJpHTM4g5l2VdQ8A"}}"#;

fn image(length: usize) -> NewImage {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.resize(length, 7);
    NewImage::from_bytes("bells.png", bytes)
}

fn client(address: SocketAddr) -> Client {
    builder_with_short_limits(&format!("http://{address}"))
        .stall_timeout(STALL)
        .token("token")
        .build()
        .unwrap()
}

/// Returns a listener with small socket buffers.
fn listener_with_small_buffers() -> TcpListener {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(CHUNK as u32).unwrap();
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    socket.listen(8).unwrap()
}

/// Reads at a steady rate until `length` bytes have arrived.
async fn read_slowly(stream: &mut TcpStream, length: usize) {
    let mut chunk = vec![0; CHUNK];
    let mut remaining = length;
    while remaining > 0 {
        let read = stream.read(&mut chunk).await.unwrap();
        assert!(
            read > 0,
            "the client disconnected with {remaining} bytes left"
        );
        remaining = remaining.saturating_sub(read);
        tokio::time::sleep(PAUSE).await;
    }
}

async fn respond(stream: &mut TcpStream) {
    let head = format!(
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        BODY.len()
    );
    let response = [head.as_bytes(), BODY.as_bytes()].concat();
    stream.write_all(&response).await.unwrap();
}

#[tokio::test]
async fn a_slow_upload_completes() {
    let listener = listener_with_small_buffers();
    let client = client(listener.local_addr().unwrap());
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_slowly(&mut stream, LENGTH).await;
        respond(&mut stream).await;
    };
    let start = Instant::now();
    let (upload, ()) = tokio::join!(client.upload_image(image(LENGTH)), server);
    upload.unwrap();
    assert!(start.elapsed() > 3 * STALL, "too fast to prove anything");
}

#[tokio::test]
async fn a_slow_response_completes() {
    const USER: &str =
        r#"{"data":{"id":"1","username":"robin","name":"Robin","url":"https://medium.com/@r"}}"#;
    let listener = listener_with_small_buffers();
    let client = client(listener.local_addr().unwrap());
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_slowly(&mut stream, 1).await;
        let head =
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        stream.write_all(head).await.unwrap();
        // Each chunk is within the limit, all of them together far over it.
        for chunk in USER.as_bytes().chunks(USER.len() / 5) {
            tokio::time::sleep(STALL / 2).await;
            stream.write_all(chunk).await.unwrap();
        }
    };
    let start = Instant::now();
    let (user, ()) = tokio::join!(client.me(), server);
    assert_eq!(user.unwrap().username, "robin");
    assert!(start.elapsed() > 2 * STALL, "too fast to prove anything");
}

#[tokio::test]
async fn a_server_that_stops_reading_is_a_timeout() {
    for read in [0, 4 * CHUNK] {
        let listener = listener_with_small_buffers();
        let client = client(listener.local_addr().unwrap());
        let start = Instant::now();
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_slowly(&mut stream, read).await;
            // Keeps the connection open.
            std::future::pending::<()>().await;
        };
        let error = tokio::select! {
            upload = client.upload_image(image(LENGTH)) => upload.unwrap_err(),
            () = server => unreachable!("it never ends"),
        };
        assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
        let duration = start.elapsed();
        assert!((STALL..5 * STALL).contains(&duration), "{duration:?}");
    }
}

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let listener = listener_with_small_buffers();
    let client = client(listener.local_addr().unwrap());
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = vec![0; CHUNK];
        while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
    };
    let start = Instant::now();
    let (upload, ()) = tokio::join!(client.upload_image(image(LENGTH)), server);
    let error = upload.unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    assert!((STALL..5 * STALL).contains(&start.elapsed()));
}

/// The time between two bytes, until the client closes the connection.
const TRICKLE: Duration = Duration::from_millis(50);
/// The time limit of a trickling response.
const LIMIT: Duration = Duration::from_millis(600);

/// Responds to one request with this status, then one space at a time.
async fn trickle(listener: &TcpListener, status: &str) {
    let (mut stream, _) = listener.accept().await.unwrap();
    read_slowly(&mut stream, 1).await;
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
    let mut sent = stream.write_all(head.as_bytes()).await;
    while sent.is_ok() {
        tokio::time::sleep(TRICKLE).await;
        sent = stream.write_all(b" ").await;
    }
}

#[tokio::test]
async fn a_trickling_response_is_a_timeout() {
    let listener = listener_with_small_buffers();
    let address = listener.local_addr().unwrap();
    let client = builder_with_short_limits(&format!("http://{address}"))
        .stall_timeout(20 * LIMIT)
        .response_timeout(LIMIT)
        .retry(medium_api::Retry::off())
        .token("token")
        .build()
        .unwrap();
    let user = medium_api::types::UserId("1".to_owned());
    let post = medium_api::types::NewPost::markdown("Bells", "# Bells");

    let (read, ()) = tokio::join!(client.me(), trickle(&listener, "200 OK"));
    let error = read.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { sent: true, .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains("did not end within 0.6 s"),
        "{error}"
    );

    // The outcome of a post is unknown.
    let (created, ()) = tokio::join!(
        client.create_post(&user, &post),
        trickle(&listener, "201 Created")
    );
    let error = created.unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");

    // The status of an error is enough.
    let (created, ()) = tokio::join!(
        client.create_post(&user, &post),
        trickle(&listener, "400 Bad Request")
    );
    let error = created.unwrap_err();
    assert!(error.was_not_executed(), "{error}");
}
