//! A minimal HTTP client: tests can send and check every byte.
#![allow(dead_code, reason = "each test file uses its own part of it")]

pub(crate) mod calls;
pub(crate) mod forms;
pub(crate) mod oauth;
pub(crate) mod program;

use std::net::SocketAddr;
use std::ops::Deref;

use medium_sandbox::faults::FaultProxy;
use medium_sandbox::{Sandbox, SandboxBuilder};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A sandbox whose test fails if a response does not match the document.
#[derive(Debug)]
pub(crate) struct CheckedSandbox(Option<Sandbox>);

pub(crate) async fn sandbox() -> CheckedSandbox {
    start(Sandbox::builder()).await
}

pub(crate) async fn start(builder: SandboxBuilder) -> CheckedSandbox {
    CheckedSandbox(Some(builder.start().await.unwrap()))
}

impl Deref for CheckedSandbox {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        self.0.as_ref().unwrap()
    }
}

impl CheckedSandbox {
    /// Checks the responses, and returns the sandbox.
    pub(crate) fn into_inner(mut self) -> Sandbox {
        self.check();
        self.0.take().unwrap()
    }

    fn check(&self) {
        for call in self.0.iter().flat_map(Sandbox::requests) {
            if let (Some(rule), false) = (call.response_violation, std::thread::panicking()) {
                panic!("{} {} → {}: {rule}", call.method, call.path, call.status);
            }
        }
    }
}

impl Drop for CheckedSandbox {
    fn drop(&mut self) {
        self.check();
    }
}

/// A server to send requests to.
pub(crate) trait Server {
    fn socket(&self) -> SocketAddr;
}

impl Server for SocketAddr {
    fn socket(&self) -> SocketAddr {
        *self
    }
}

impl Server for CheckedSandbox {
    fn socket(&self) -> SocketAddr {
        self.address()
    }
}

impl Server for FaultProxy {
    fn socket(&self) -> SocketAddr {
        self.address()
    }
}

impl Server for Sandbox {
    fn socket(&self) -> SocketAddr {
        self.address()
    }
}

impl<S: Server> Server for &S {
    fn socket(&self) -> SocketAddr {
        (*self).socket()
    }
}

/// A response.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// Returns the code and the message of the first error.
    pub(crate) fn error(&self) -> (i64, String) {
        let error = &self.json()["errors"][0];
        let message = error["message"].as_str().unwrap().to_owned();
        (error["code"].as_i64().unwrap(), message)
    }
}

/// A request under construction.
pub(crate) struct Request {
    head: String,
    host: Option<String>,
    body: Vec<u8>,
}

pub(crate) fn get(path: &str) -> Request {
    Request::new("GET", path)
}

pub(crate) fn post(path: &str) -> Request {
    Request::new("POST", path)
}

impl Request {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self {
            head: format!("{method} {path} HTTP/1.1\r\n"),
            host: None,
            body: vec![],
        }
    }

    /// Sets `Host`. Default: the address of the server.
    pub(crate) fn host(mut self, host: &str) -> Self {
        self.host = Some(host.to_owned());
        self
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("Content-Type", content_type)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    pub(crate) fn form(self, pairs: &[(&str, &str)]) -> Self {
        let encoded = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        self.body("application/x-www-form-urlencoded", encoded)
    }

    /// Adds a body of one multipart part.
    pub(crate) fn part(self, disposition: &str, content_type: &str, bytes: &[u8]) -> Self {
        let mut body = format!(
            "--frontier\r\nContent-Disposition: form-data; {disposition}\r\n\
             Content-Type: {content_type}\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        self.body("multipart/form-data; boundary=frontier", body)
    }

    pub(crate) fn bytes(&self, address: SocketAddr, connection: &str) -> Vec<u8> {
        let host = self.host.clone().unwrap_or_else(|| address.to_string());
        let rest = format!(
            "Host: {host}\r\nContent-Length: {}\r\nConnection: {connection}\r\n\r\n",
            self.body.len()
        );
        [self.head.as_bytes(), rest.as_bytes(), &self.body].concat()
    }

    /// Sends it, and returns the bytes of the response.
    pub(crate) async fn raw(&self, address: SocketAddr) -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(&self.bytes(address, "close")).await?;
        let mut received = Vec::new();
        stream.read_to_end(&mut received).await?;
        Ok(received)
    }

    pub(crate) async fn send(self, server: &impl Server) -> Response {
        let received = self.raw(server.socket()).await.unwrap();
        parse(&received).unwrap()
    }
}

/// Sends a request on a connection that is kept; `None` if it was closed without a response.
pub(crate) async fn send_on(
    stream: &mut TcpStream,
    request: &Request,
    address: SocketAddr,
) -> Option<Response> {
    stream
        .write_all(&request.bytes(address, "keep-alive"))
        .await
        .ok()?;
    let mut received = Vec::new();
    loop {
        if let Some(response) = parse(&received) {
            let length = response
                .header("content-length")
                .and_then(|length| length.parse().ok());
            if length == Some(response.body.len()) {
                return Some(response);
            }
        }
        if stream.read_buf(&mut received).await.ok()? == 0 {
            return None;
        }
    }
}

/// Parses a response. `None` if its head is not complete.
pub(crate) fn parse(received: &[u8]) -> Option<Response> {
    let end = received
        .windows(4)
        .position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&received[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    Some(Response {
        status,
        headers,
        body: received[end + 4..].to_vec(),
    })
}

/// Returns the path and query of a URL.
pub(crate) fn path_of(url: &str) -> String {
    let url = url::Url::parse(url).unwrap();
    url[url::Position::BeforePath..].to_owned()
}
