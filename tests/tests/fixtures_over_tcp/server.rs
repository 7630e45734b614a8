//! A server that records requests, and returns queued responses, otherwise 204.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use bytes::Bytes;
use serde_json::Value;

/// The client's User-Agent.
pub(crate) const USER_AGENT: &str = "orchard-tests/1";

/// A received request.
#[derive(Debug, Clone)]
pub(crate) struct ReceivedRequest {
    pub(crate) method: String,
    /// The path and the query as received.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// A part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) bytes: Bytes,
}

#[derive(Default)]
struct Log {
    requests: Vec<ReceivedRequest>,
    responses: VecDeque<QueuedResponse>,
}

/// A queued response.
#[derive(Debug)]
pub(crate) struct QueuedResponse {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Bytes,
}

impl Default for QueuedResponse {
    fn default() -> Self {
        Self {
            status: 204,
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }
}

pub(crate) struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Log>>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let log = Arc::new(Mutex::new(Log::default()));
        let app = Router::new().fallback(record).with_state(Arc::clone(&log));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, log }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Queues a response in JSON, or without a body, for the next call.
    pub(crate) fn respond(&self, status: u16, body: impl Into<Option<Value>>) {
        let body: Option<Value> = body.into();
        match body {
            Some(body) => self.respond_as(status, "application/json", body.to_string()),
            None => self.queue(QueuedResponse {
                status,
                ..QueuedResponse::default()
            }),
        }
    }

    /// Queues a response with a body of this media type for the next call.
    pub(crate) fn respond_as(&self, status: u16, kind: &'static str, body: impl Into<Bytes>) {
        self.queue(QueuedResponse {
            status,
            headers: vec![("content-type", kind)],
            body: body.into(),
        });
    }

    /// Queues a response for the next call.
    pub(crate) fn queue(&self, response: QueuedResponse) {
        let mut log = self.log.lock().unwrap();
        log.responses.push_back(response);
    }

    /// Returns the last request.
    pub(crate) fn last(&self) -> ReceivedRequest {
        self.all().pop().unwrap()
    }

    /// Returns all requests. Checks that each has a User-Agent, and no header of the generator.
    pub(crate) fn all(&self) -> Vec<ReceivedRequest> {
        let all = self.log.lock().unwrap().requests.clone();
        for request in &all {
            assert_eq!(request.header("user-agent"), Some(USER_AGENT));
            assert_eq!(request.header("api-version"), None);
        }
        all
    }
}

async fn record(State(log): State<Arc<Mutex<Log>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let target = parts.uri.path_and_query().map(ToString::to_string);
    let mut log = log.lock().unwrap();
    log.requests.push(ReceivedRequest {
        method: parts.method.to_string(),
        target: target.unwrap_or_default(),
        headers: parts.headers,
        body,
    });
    let queued = log.responses.pop_front().unwrap_or_default();
    let mut response = Response::builder().status(queued.status);
    for (name, value) in queued.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(queued.body)).unwrap()
}

impl ReceivedRequest {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let value = self.headers.get(name)?;
        Some(value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) async fn parts(&self) -> Vec<Part> {
        let kind = self.header(header::CONTENT_TYPE.as_str()).unwrap();
        let request = Request::builder()
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(self.body.clone()))
            .unwrap();
        let mut form = Multipart::from_request(request, &()).await.unwrap();
        let mut parts = Vec::new();
        while let Some(field) = form.next_field().await.unwrap() {
            parts.push(Part {
                name: field.name().unwrap_or_default().to_owned(),
                file: field.file_name().map(str::to_owned),
                kind: field.content_type().map(str::to_owned),
                bytes: field.bytes().await.unwrap(),
            });
        }
        parts
    }
}

/// Starts a server, and returns it with the client of a fixture.
macro_rules! start_server_and_client {
    ($fixture:ident $(, $token:ident)?) => {{
        let server = $crate::server::Server::start().await;
        let client = $crate::$fixture::Client::builder()
            $(.$token("press-token"))?
            .user_agent($crate::server::USER_AGENT)
            .api_url(server.url())
            .build()
            .unwrap();
        (server, client)
    }};
}
pub(crate) use start_server_and_client;
