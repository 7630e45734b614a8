//! HTTP/1.1 messages as bytes: just enough to read the head of a request and to change a response.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The maximum size of a head.
const MAX_HEAD: usize = 64 * 1024;
const MAX_HEADERS: usize = 128;
/// The timeout for the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a closing connection reads what the client still sends.
const LINGER: Duration = Duration::from_secs(2);

/// The head of a request, and the bytes of its body that were read with it.
pub(super) struct RequestHead {
    pub(super) method: String,
    pub(super) path: String,
    /// The head to forward, with `Connection: close`.
    pub(super) forwarded: Vec<u8>,
    pub(super) rest: Vec<u8>,
    /// The `Content-Length`; 0 for a chunked body.
    pub(super) content_length: u64,
}

/// Reads the head of a request, of which `begun` was read before. `None` if the client disconnected,
/// was too slow or did not send HTTP.
pub(super) async fn read_request(stream: &mut TcpStream, begun: Vec<u8>) -> Option<RequestHead> {
    let received = timeout(HEAD_TIMEOUT, read_head(stream, begun)).await;
    let received = received.ok()?.ok()?;
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(end) = request.parse(&received).ok()? else {
        return None;
    };
    let (method, path) = (request.method?.to_owned(), request.path?.to_owned());
    let content_length = content_length(request.headers);
    let mut forwarded = format!("{method} {path} HTTP/1.1\r\n").into_bytes();
    write_headers(&mut forwarded, request.headers, &[]);
    forwarded.extend_from_slice(b"\r\n");
    let rest = received[end..].to_vec();
    Some(RequestHead {
        method,
        path,
        forwarded,
        rest,
        content_length,
    })
}

fn content_length(headers: &[httparse::Header<'_>]) -> u64 {
    let header = headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let text = header.and_then(|header| std::str::from_utf8(header.value).ok());
    text.and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

async fn read_head(
    stream: &mut (impl AsyncRead + Unpin),
    mut received: Vec<u8>,
) -> io::Result<Vec<u8>> {
    received.reserve(4096);
    while !received.windows(4).any(|window| window == b"\r\n\r\n") {
        if received.len() > MAX_HEAD || stream.read_buf(&mut received).await? == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    Ok(received)
}

/// Writes headers and `Connection: close`, without those in `without` and those about the connection.
fn write_headers(out: &mut Vec<u8>, headers: &[httparse::Header<'_>], without: &[&str]) {
    let dropped = |name: &str| {
        let names = ["connection", "keep-alive"];
        names
            .iter()
            .chain(without)
            .any(|dropped| dropped.eq_ignore_ascii_case(name))
    };
    for header in headers.iter().filter(|header| !dropped(header.name)) {
        out.extend_from_slice(header.name.as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(header.value);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"Connection: close\r\n");
}

/// A parsed response.
pub(super) struct Response {
    received: Vec<u8>,
    pub(super) body: Vec<u8>,
}

impl Response {
    /// Parses what a server sent until it closed the connection.
    pub(super) fn parse(received: Vec<u8>) -> Option<Self> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(end) = response.parse(&received).ok()? else {
            return None;
        };
        let chunked = response.headers.iter().any(|header| {
            header.name.eq_ignore_ascii_case("transfer-encoding")
                && header.value.eq_ignore_ascii_case(b"chunked")
        });
        let raw = &received[end..];
        let body = if chunked {
            join_chunks(raw)?
        } else {
            raw.to_vec()
        };
        Some(Self { received, body })
    }

    /// Returns the head with other framing, and another content type if there is one.
    pub(super) fn head(&self, framing: &str, content_type: Option<&str>) -> Vec<u8> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        // It was parsed before. A failure would leave the defaults.
        let _ = response.parse(&self.received);
        let code = response.code.unwrap_or(502);
        let mut head =
            format!("HTTP/1.1 {code} {}\r\n", response.reason.unwrap_or("")).into_bytes();
        let framed = ["content-length", "transfer-encoding"];
        let typed = ["content-length", "transfer-encoding", "content-type"];
        let without: &[&str] = if content_type.is_some() {
            &typed
        } else {
            &framed
        };
        write_headers(&mut head, response.headers, without);
        if let Some(content_type) = content_type {
            head.extend_from_slice(format!("Content-Type: {content_type}\r\n").as_bytes());
        }
        head.extend_from_slice(format!("{framing}\r\n\r\n").as_bytes());
        head
    }

    /// Returns the response with another body.
    pub(super) fn with_body(&self, body: &[u8], content_type: Option<&str>) -> Vec<u8> {
        let mut message = self.head(&format!("Content-Length: {}", body.len()), content_type);
        message.extend_from_slice(body);
        message
    }
}

fn join_chunks(mut raw: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(raw).ok()?
        else {
            return None;
        };
        let size = usize::try_from(size).ok()?;
        if size == 0 {
            return Some(body);
        }
        let end = start.checked_add(size)?;
        body.extend_from_slice(raw.get(start..end)?);
        raw = raw.get(end + 2..)?;
    }
}

/// Closes a connection so that its response arrives: reads what the client still sends for a while,
/// since unread bytes would reset the connection.
pub(super) async fn close(mut stream: TcpStream) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let _ = timeout(LINGER, discard(&mut stream)).await;
}

/// Reads until the client closes.
pub(super) async fn discard(stream: &mut (impl AsyncRead + Unpin)) {
    let mut buffer = vec![0; 16 * 1024];
    while matches!(stream.read(&mut buffer).await, Ok(read) if read > 0) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let received = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let response = Response::parse(received.to_vec()).unwrap();
        assert_eq!(response.body, b"abcde");
        let rewritten = response.with_body(b"x", Some("text/html"));
        let expected = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\
                        Content-Length: 1\r\n\r\nx";
        assert_eq!(String::from_utf8_lossy(&rewritten), expected);
    }

    #[test]
    fn rejects_an_invalid_response() {
        assert!(Response::parse(b"hello".to_vec()).is_none());
        let broken = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\na";
        assert!(Response::parse(broken.to_vec()).is_none());
    }
}
