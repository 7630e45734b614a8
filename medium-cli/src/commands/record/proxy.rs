//! Passes a request on as it is, keeps what came back, and hands that back.

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

/// The largest body of a request or a response, in bytes.
const LARGEST: usize = 32 << 20;
/// Exchanges that may wait to be shown: recording goes no faster than the terminal.
const UNSAID: usize = 1_000;
/// How long the service may take in all.
const PATIENCE: Duration = Duration::from_secs(120);

/// Headers that are of one connection, or that the client sets itself. Compressed bodies could not be
/// read.
const OWN: [HeaderName; 9] = [
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

/// What stands between programs and the service.
pub(super) struct Proxy {
    client: reqwest::Client,
    upstream: String,
    allow_writes: bool,
    /// `None` once recording has ended.
    file: Mutex<Option<File>>,
    lines: mpsc::Sender<String>,
    said: tokio::sync::Mutex<mpsc::Receiver<String>>,
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
        let (lines, said) = mpsc::channel(UNSAID);
        Ok(Self {
            client,
            upstream: upstream.to_owned(),
            allow_writes: args.allow_writes,
            file: Mutex::new(Some(file)),
            lines,
            said: tokio::sync::Mutex::new(said),
        })
    }

    fn file(&self) -> MutexGuard<'_, Option<File>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the recording: the file is whole, and exchanges under way are not in it.
    pub(super) fn end(&self) {
        self.file().take();
    }

    /// Says each exchange as it happens. Does not end.
    pub(super) async fn tell(&self, output: &Output) {
        let mut said = self.said.lock().await;
        while let Some(line) = said.recv().await {
            output.info(&line);
        }
    }

    /// Whether it is in the file. Nothing of it stays in memory.
    async fn keep(&self, exchange: &Exchange) -> bool {
        let line = exchange.line();
        let written = match &mut *self.file() {
            Some(file) => file.write_all(line.as_bytes()).is_ok(),
            None => false,
        };
        let (method, path) = (&exchange.method, &exchange.path);
        let line = format!("{method} {path} → {}", exchange.status);
        // It is recorded, whether it is shown or not.
        let _ = self.lines.send(line).await;
        written
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &HeaderMap,
        body: Bytes,
    ) -> reqwest::Result<reqwest::Response> {
        let mut passed = headers.clone();
        for name in &OWN {
            passed.remove(name);
        }
        let request = self
            .client
            .request(method, format!("{}{path}", self.upstream))
            .headers(passed)
            .timeout(PATIENCE)
            .body(body);
        request.send().await
    }
}

pub(super) async fn forward(State(proxy): State<Arc<Proxy>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !is_for_this_machine(&parts.headers) {
        return refused(
            StatusCode::MISDIRECTED_REQUEST,
            "Name this machine by its address.",
        );
    }
    if may_write(&parts.method, &parts.headers) && !proxy.allow_writes {
        let message = "Requests that write are not passed on: start with --allow-writes.";
        return refused(StatusCode::FORBIDDEN, message);
    }
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return refused(StatusCode::PAYLOAD_TOO_LARGE, "The body could not be read.");
    };
    let path = parts.uri.path_and_query();
    let path = path.map_or("/", |path| path.as_str()).to_owned();
    let sent = proxy.send(parts.method.clone(), &path, &parts.headers, body.clone());
    let response = match sent.await {
        Ok(response) => response,
        Err(error) => return unreached(&error),
    };
    let (status, headers) = (response.status(), response.headers().clone());
    let received = match received(response).await {
        Ok(received) => received,
        Err(refusal) => return refusal,
    };
    let exchange = Exchange::new(
        (&parts.method, &path),
        (&parts.headers, &body),
        (status, &headers, &received),
    );
    if !proxy.keep(&exchange).await {
        // What is not recorded must not look as if it were.
        let message = "The recording could not be written.";
        return refused(StatusCode::INSUFFICIENT_STORAGE, message);
    }
    passed_back(status, headers, received.into())
}

/// The body of a response, or what its program gets instead.
async fn received(mut response: reqwest::Response) -> Result<Vec<u8>, Response> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Ok(body),
            Ok(Some(chunk)) if body.len() + chunk.len() <= LARGEST => body.extend(chunk),
            Ok(Some(_)) => {
                let message = format!("The response is larger than {LARGEST} bytes.");
                return Err(refused(StatusCode::BAD_GATEWAY, &message));
            }
            Err(error) => return Err(unreached(&error)),
        }
    }
}

fn passed_back(status: StatusCode, mut headers: HeaderMap, body: Bytes) -> Response {
    for name in &OWN {
        headers.remove(name);
    }
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Headers by which some services take a request for one of another method.
const OVERRIDES: [&str; 3] = [
    "x-http-method-override",
    "x-http-method",
    "x-method-override",
];

fn may_write(method: &Method, headers: &HeaderMap) -> bool {
    let overridden = OVERRIDES.iter().any(|name| headers.contains_key(*name));
    overridden || !matches!(*method, Method::GET | Method::HEAD)
}

/// A name that was made to point at this machine by a page elsewhere gets nothing, and no page that
/// is open in a browser does.
fn is_for_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost") && !headers.contains_key(header::ORIGIN)
}

fn refused(status: StatusCode, message: &str) -> Response {
    let body = json!({ "errors": [{ "message": message, "code": -1 }] });
    (status, Json(body)).into_response()
}

/// Nothing came back. What was sent may have arrived all the same.
fn unreached(error: &reqwest::Error) -> Response {
    let message = match error.is_timeout() {
        true => "The service did not respond in time.",
        false => "The service could not be reached, or broke off.",
    };
    refused(StatusCode::BAD_GATEWAY, message)
}
