//! Forwards a request unchanged, records the response, and returns it.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use medium_sandbox::recording::{Exchange, Recording};
use serde_json::json;
use tokio::sync::mpsc;

use super::SandboxError;
use crate::args::RecordService;
use crate::output::Output;

/// The largest body of a request or response, in bytes.
const MAX_BODY: usize = 32 << 20;
/// How many exchanges may wait to be printed. A slow terminal slows down recording.
const QUEUE_LENGTH: usize = 1_000;
/// How long the service may take to respond.
const TIMEOUT: Duration = Duration::from_secs(120);

/// Headers that are not forwarded: those of one connection, those that the client sets itself, and
/// `Accept-Encoding`, as compressed bodies can't be recorded.
const NOT_FORWARDED: [HeaderName; 9] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::ACCEPT_ENCODING,
    header::PROXY_AUTHORIZATION,
];

/// The recording proxy.
pub(super) struct Proxy {
    client: reqwest::Client,
    upstream: String,
    allow_writes: bool,
    /// `None` once recording has ended.
    file: Mutex<Option<File>>,
    sender: mpsc::Sender<String>,
    lines: tokio::sync::Mutex<mpsc::Receiver<String>>,
}

impl Proxy {
    pub(super) fn new(
        client: reqwest::Client,
        upstream: &str,
        args: &RecordService,
    ) -> Result<Self, SandboxError> {
        let unwritable = |source| SandboxError::Unwritable {
            path: args.file.clone(),
            source,
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&args.file).map_err(unwritable)?;
        let head = Recording::new(upstream).head();
        file.write_all(head.as_bytes()).map_err(unwritable)?;
        let (sender, lines) = mpsc::channel(QUEUE_LENGTH);
        Ok(Self {
            client,
            upstream: upstream.to_owned(),
            allow_writes: args.allow_writes,
            file: Mutex::new(Some(file)),
            sender,
            lines: tokio::sync::Mutex::new(lines),
        })
    }

    fn file(&self) -> MutexGuard<'_, Option<File>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the recording. Unfinished exchanges are not recorded.
    pub(super) fn end(&self) {
        self.file().take();
    }

    /// Prints each exchange. Never returns.
    pub(super) async fn print_exchanges(&self, output: &Output) {
        let mut lines = self.lines.lock().await;
        while let Some(line) = lines.recv().await {
            output.info(&line);
        }
    }

    /// Writes an exchange to the file, and returns whether that worked.
    async fn record(&self, exchange: &Exchange) -> bool {
        let line = exchange.line();
        let written = match &mut *self.file() {
            Some(file) => file.write_all(line.as_bytes()).is_ok(),
            None => false,
        };
        let (method, path) = (&exchange.method, &exchange.path);
        let line = format!("{method} {path} → {}", exchange.status);
        // Printing is optional.
        let _ = self.sender.send(line).await;
        written
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &HeaderMap,
        body: Bytes,
    ) -> reqwest::Result<reqwest::Response> {
        let mut forwarded = headers.clone();
        for name in &NOT_FORWARDED {
            forwarded.remove(name);
        }
        let request = self
            .client
            .request(method, format!("{}{path}", self.upstream))
            .headers(forwarded)
            .timeout(TIMEOUT)
            .body(body);
        request.send().await
    }
}

pub(super) async fn forward(State(proxy): State<Arc<Proxy>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !is_for_this_machine(&parts.headers) {
        return error_response(
            StatusCode::MISDIRECTED_REQUEST,
            "Use the address 127.0.0.1.",
        );
    }
    if may_write(&parts.method, &parts.headers) && !proxy.allow_writes {
        let (method, path) = (&parts.method, parts.uri.path());
        let _ = proxy
            .sender
            .send(format!("{method} {path} not forwarded"))
            .await;
        let message =
            "Only GET and HEAD requests are forwarded, unless medium record has --allow-writes.";
        return error_response(StatusCode::FORBIDDEN, message);
    }
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return error_response(StatusCode::PAYLOAD_TOO_LARGE, "The body could not be read.");
    };
    let path = parts.uri.path_and_query();
    let path = path.map_or("/", |path| path.as_str()).to_owned();
    let sent = proxy.send(parts.method.clone(), &path, &parts.headers, body.clone());
    let response = match sent.await {
        Ok(response) => response,
        Err(error) => return no_response(&error),
    };
    let (status, headers) = (response.status(), response.headers().clone());
    let received = match read_body(response).await {
        Ok(received) => received,
        Err(error) => return error,
    };
    let exchange = Exchange::new(
        (&parts.method, &path),
        (&parts.headers, &body),
        (status, &headers, &received),
    );
    if !proxy.record(&exchange).await {
        // The program must not assume that this exchange was recorded.
        let message = "The recording could not be written.";
        return error_response(StatusCode::INSUFFICIENT_STORAGE, message);
    }
    forward_response(status, headers, received.into())
}

/// Reads the body of a response, or returns the error response to send instead.
async fn read_body(mut response: reqwest::Response) -> Result<Vec<u8>, Response> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Ok(body),
            Ok(Some(chunk)) if body.len() + chunk.len() <= MAX_BODY => body.extend(chunk),
            Ok(Some(_)) => {
                let message = format!("The response is larger than {MAX_BODY} bytes.");
                return Err(error_response(StatusCode::BAD_GATEWAY, &message));
            }
            Err(error) => return Err(no_response(&error)),
        }
    }
}

fn forward_response(status: StatusCode, mut headers: HeaderMap, body: Bytes) -> Response {
    for name in &NOT_FORWARDED {
        headers.remove(name);
    }
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Headers with which some services override the request's method.
const OVERRIDES: [&str; 3] = [
    "x-http-method-override",
    "x-http-method",
    "x-method-override",
];

fn may_write(method: &Method, headers: &HeaderMap) -> bool {
    let overridden = OVERRIDES.iter().any(|name| headers.contains_key(*name));
    overridden || !matches!(*method, Method::GET | Method::HEAD)
}

/// Rejects requests of web pages: those with another host name, which DNS rebinding could point here,
/// and those with an `Origin`.
fn is_for_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost") && !headers.contains_key(header::ORIGIN)
}

fn error_response(status: StatusCode, message: &str) -> Response {
    let body = json!({ "errors": [{ "message": message, "code": -1 }] });
    (status, Json(body)).into_response()
}

/// Returns the response if the service sent none. The request may still have arrived.
fn no_response(error: &reqwest::Error) -> Response {
    let message = if error.is_timeout() {
        "The service did not respond in time."
    } else {
        "The service could not be reached, or closed the connection."
    };
    error_response(StatusCode::BAD_GATEWAY, message)
}
