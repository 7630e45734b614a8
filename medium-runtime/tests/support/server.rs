//! A server with the responses of the test, which records requests.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Counts from 1.
    pub(crate) number: usize,
    pub(crate) method: String,
    /// With the query.
    pub(crate) target: String,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}

/// Returns the value of a header in the head of a request or a response.
pub(crate) fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// The response to a request.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: String,
    body: String,
}

impl Response {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json; charset=utf-8", body.to_string())
    }

    /// Creates a response with another media type.
    pub(crate) fn text(status: u16, content_type: &str, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: format!("Content-Type: {content_type}\r\n"),
            body: body.into(),
        }
    }

    /// Returns an error in Medium's form.
    pub(crate) fn error(status: u16, code: i64, message: &str) -> Self {
        let errors = serde_json::json!({ "errors": [{ "message": message, "code": code }] });
        Self::json(status, &errors)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers += &format!("{name}: {value}\r\n");
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let Self {
            status,
            headers,
            body,
        } = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status} Status\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .into_bytes()
    }
}

/// Listens until it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Responds to each request with the result of `respond`.
    pub(crate) async fn start<F, A>(respond: F) -> Self
    where
        F: Fn(Request) -> A + Send + Sync + 'static,
        A: Future<Output = Response> + Send + 'static,
    {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (recorded, respond) = (Arc::clone(&seen), Arc::new(respond));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&recorded), Arc::clone(&respond)));
            }
        });
        Self {
            address,
            seen,
            task,
        }
    }

    pub(crate) async fn with_response(response: Response) -> Self {
        Self::start(move |_| std::future::ready(response.clone())).await
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the received requests, in order.
    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    /// Returns the number of requests for this path.
    pub(crate) fn count(&self, path: &str) -> usize {
        let seen = self.seen();
        seen.iter().filter(|request| request.target == path).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve<F, A>(mut stream: TcpStream, seen: Arc<Mutex<Vec<Request>>>, respond: Arc<F>)
where
    F: Fn(Request) -> A,
    A: Future<Output = Response>,
{
    let Some(mut request) = read(&mut stream).await else {
        return;
    };
    {
        let mut seen = seen.lock().unwrap();
        request.number = seen.len() + 1;
        seen.push(request.clone());
    }
    let response = respond(request).await;
    // The client may have disconnected.
    let _ = stream.write_all(&response.bytes()).await;
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut received = Vec::new();
    let end = loop {
        if let Some(at) = received.windows(4).position(|end| end == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut received).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&received[..end]).into_owned();
    let mut parts = head.split(' ').map(str::to_owned);
    let mut request = Request {
        number: 0,
        method: parts.next()?,
        target: parts.next()?,
        body: received.split_off(end),
        head,
    };
    // Closing with unread data resets the connection, and the client may lose the response.
    while !is_complete(&request) {
        if stream.read_buf(&mut request.body).await.ok()? == 0 {
            return None;
        }
    }
    Some(request)
}

/// Returns whether the body arrived. The chunks of these tests don't contain the end marker.
fn is_complete(request: &Request) -> bool {
    if request.header("transfer-encoding").is_some() {
        return request.body.ends_with(b"0\r\n\r\n");
    }
    let length = request.header("content-length");
    let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    request.body.len() >= length
}
