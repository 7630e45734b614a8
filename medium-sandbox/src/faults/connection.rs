//! Applies a fault to the request of a connection.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::backend::Backend;
use super::fault::Fault;
use super::fixed_responses::fixed_response;
use super::http1::{RequestHead, Response, close, discard};

/// A stall ends when the client closes the connection, and after this time at the latest.
const MAX_STALL: Duration = Duration::from_secs(600);
/// The maximum size of a response that a fault can change.
const MAX_RESPONSE: u64 = 64 * 1024 * 1024;
/// The number of chunks after which an endless body ends, and their size in bytes: 1 GiB.
const ENDLESS_CHUNKS: usize = 64 * 1024;
const ENDLESS_CHUNK: usize = 16 * 1024;
/// The pause between two bytes of a trickling body.
const TRICKLE_PAUSE: Duration = Duration::from_secs(1);

/// Forwards a request unchanged.
pub(super) async fn forward(
    mut client: TcpStream,
    head: &RequestHead,
    backend: &impl Backend,
) -> io::Result<()> {
    let mut server = send_head(head, backend).await?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}

async fn send_head<B: Backend>(head: &RequestHead, backend: &B) -> io::Result<B::Stream> {
    let mut server = backend.connect().await?;
    server.write_all(&head.forwarded).await?;
    server.write_all(&head.rest).await?;
    Ok(server)
}

/// Applies `fault` to a request.
pub(super) async fn apply(
    mut client: TcpStream,
    head: &RequestHead,
    backend: &impl Backend,
    fault: Fault,
    port: u16,
) -> io::Result<()> {
    if let Some(response) = fixed_response(fault, port) {
        drain_body(&mut client, head).await;
        client.write_all(&response).await?;
        close(client).await;
        return Ok(());
    }
    if !fault.executes() {
        match fault {
            Fault::StallBeforeHeaders => stall(&mut client).await,
            // Closed without a response, but after the whole request arrived.
            _ => drain_body(&mut client, head).await,
        }
        return Ok(());
    }
    let response = execute(&mut client, head, backend).await?;
    corrupt(client, &response, fault).await
}

/// Reads the body, so that closing does not reset the connection.
async fn drain_body(client: &mut TcpStream, head: &RequestHead) {
    let mut remaining = head.content_length.saturating_sub(head.rest.len() as u64);
    let mut buffer = vec![0; 16 * 1024];
    while remaining > 0 {
        match client.read(&mut buffer).await {
            Ok(read) if read > 0 => remaining = remaining.saturating_sub(read as u64),
            _ => return,
        }
    }
}

/// Sends the request to the server and reads the response, even if the client disconnects.
async fn execute(
    client: &mut TcpStream,
    head: &RequestHead,
    backend: &impl Backend,
) -> io::Result<Response> {
    let server = send_head(head, backend).await?;
    let (mut from_server, mut to_server) = tokio::io::split(server);
    let (mut from_client, _) = client.split();
    let mut received = Vec::new();
    let mut limited = (&mut from_server).take(MAX_RESPONSE);
    let responding = limited.read_to_end(&mut received);
    let forwarding = async {
        // Ignored: the server responds even if the client's side ends with an error.
        let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
        std::future::pending::<()>().await;
    };
    tokio::select! {
        read = responding => { read?; }
        () = forwarding => {}
    }
    Response::parse(received).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// Sends a response, changed by `fault`.
async fn corrupt(mut client: TcpStream, response: &Response, fault: Fault) -> io::Result<()> {
    let half = &response.body[..response.body.len() / 2];
    let head = response.head(&format!("Content-Length: {}", response.body.len()), None);
    let message = match fault {
        Fault::CloseAfterExecution => Vec::new(),
        Fault::TruncatedBody | Fault::StallMidBody => [&head, half].concat(),
        Fault::StallAfterExecution => {
            stall(&mut client).await;
            return Ok(());
        }
        Fault::EndlessBody => return endless(client, response).await,
        Fault::TrickleBody => return trickle(client, response).await,
        Fault::PrefixBeforeJson => {
            response.with_body(&[b"])}while(1);</x>", &*response.body].concat(), None)
        }
        // In the first key, so that no operation finds another error before it.
        Fault::InvalidUtf8 => response.with_body(b"{\"\xff\xfe\xc3\x28\":null}", None),
        Fault::EmptyBody => response.with_body(b"", None),
        Fault::WrongContentType => response.with_body(&response.body, Some("text/html")),
        Fault::NullData => response.with_body(b"{\"data\":null}", None),
        _ => response.with_body(b"null", None),
    };
    client.write_all(&message).await?;
    if fault == Fault::StallMidBody {
        client.flush().await?;
        stall(&mut client).await;
    }
    close(client).await;
    Ok(())
}

/// Keeps the connection open without sending anything.
async fn stall(client: &mut TcpStream) {
    let _ = timeout(MAX_STALL, discard(client)).await;
}

async fn endless(mut client: TcpStream, response: &Response) -> io::Result<()> {
    let head = response.head("Transfer-Encoding: chunked", None);
    client.write_all(&head).await?;
    client.write_all(b"9\r\n{\"data\":\"\r\n").await?;
    let chunk = format!("{ENDLESS_CHUNK:x}\r\n{}\r\n", "x".repeat(ENDLESS_CHUNK));
    for _ in 0..ENDLESS_CHUNKS {
        client.write_all(chunk.as_bytes()).await?;
    }
    Ok(())
}

/// Sends one space at a time, which is valid at the start of JSON.
async fn trickle(mut client: TcpStream, response: &Response) -> io::Result<()> {
    let head = response.head("Transfer-Encoding: chunked", None);
    client.write_all(&head).await?;
    for _ in 0..MAX_STALL.as_secs() / TRICKLE_PAUSE.as_secs() {
        client.write_all(b"1\r\n \r\n").await?;
        sleep(TRICKLE_PAUSE).await;
    }
    Ok(())
}
