//! Calls that are not idempotent are never retried if they may have been executed: tested for every
//! operation of every fixture, with servers that fail in every way.

include!(concat!(env!("OUT_DIR"), "/operations.rs"));

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use medium_runtime::{Builder, Call, Operation, Placement, Retry, Transport, decode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How a server fails a request after reading it.
#[derive(Debug, Clone, Copy)]
enum Failure {
    /// A status, with no body.
    Status(u16),
    /// It closes the connection.
    Closed,
    /// It never responds.
    Silent,
    /// The response is cut short.
    CutShort,
    /// The response is a success, but its body is not JSON.
    Unreadable,
}

/// Returns all failures, with every status that a client could treat in its own way.
fn failures() -> impl Iterator<Item = Failure> {
    let statuses = [301, 400, 401, 404, 408, 425, 429, 499, 500, 502, 503, 504];
    let others = [
        Failure::Closed,
        Failure::Silent,
        Failure::CutShort,
        Failure::Unreadable,
    ];
    statuses.map(Failure::Status).into_iter().chain(others)
}

/// A server that fails every request in the same way, and counts them.
struct FailingServer {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

impl FailingServer {
    async fn start(failure: Failure) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(fail(stream, failure, Arc::clone(&counted)));
            }
        });
        Self { address, requests }
    }
}

/// Reads a request without a body, and fails it.
async fn fail(mut stream: TcpStream, failure: Failure, requests: Arc<AtomicUsize>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_buf(&mut head).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
    requests.fetch_add(1, Ordering::SeqCst);
    let response = match failure {
        Failure::Closed => return,
        Failure::Silent => return std::future::pending().await,
        Failure::Status(status) => {
            format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        Failure::CutShort => {
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{".to_owned()
        }
        Failure::Unreadable => {
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{".to_owned()
        }
    };
    // The client may be gone.
    let _ = stream.write_all(response.as_bytes()).await;
}

/// Returns a client of `server` for any operation: with all credentials, short timeouts, and as
/// many retries as possible.
fn client(server: &FailingServer, operation: &'static Operation) -> Transport {
    let brief = Duration::from_millis(1);
    let url = format!("http://{}", server.address);
    let mut builder = Builder::new(operation.server).api_url(url).token("token");
    for scheme in operation.security.first().copied().unwrap_or_default() {
        builder = match scheme.placement {
            Placement::Basic => builder.basic(scheme, "user", "password"),
            _ => builder.scheme(scheme, "secret"),
        };
    }
    builder
        .stall_timeout(Duration::from_millis(300))
        .retry(Retry::default().backoff(brief, brief))
        .build()
        .unwrap()
}

/// Returns a call with a value for each path parameter.
fn call(client: &Transport, operation: &'static Operation) -> Call<serde_json::Value> {
    let mut call = client.call(operation, decode::json());
    for piece in operation.path.split('{').skip(1) {
        let (name, _) = piece.split_once('}').unwrap();
        call = call.path(name, "x");
    }
    call
}

/// Calls every operation of every fixture, each on its own failing server, and
/// returns how often each was sent.
async fn count_requests(failure: Failure) -> Vec<(String, &'static Operation, usize)> {
    let operations = all_operations()
        .into_iter()
        .flat_map(|(fixture, operations)| {
            operations
                .iter()
                .map(move |operation| (fixture, *operation))
        });
    let calls = operations.map(async |(fixture, operation)| {
        let server = FailingServer::start(failure).await;
        let result = call(&client(&server, operation), operation).await;
        let name = format!("{fixture}: {} against {failure:?}", operation.id);
        assert!(result.is_err(), "{name}");
        (name, operation, server.requests.load(Ordering::SeqCst))
    });
    futures_util::stream::iter(calls)
        .buffer_unordered(32)
        .collect()
        .await
}

#[tokio::test]
async fn never_retries_a_call_that_is_not_idempotent() {
    for failure in failures() {
        for (name, operation, requests) in count_requests(failure).await {
            assert!(requests >= 1, "{name}: nothing was sent");
            assert!(
                operation.idempotent || requests == 1,
                "{name}: sent {requests} times"
            );
        }
    }
}

#[tokio::test]
async fn retries_idempotent_calls() {
    for (name, operation, requests) in count_requests(Failure::Status(503)).await {
        if operation.idempotent {
            assert_eq!(requests, 3, "{name}");
        }
    }
}
