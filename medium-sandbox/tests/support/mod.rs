//! A client so plain that nothing stands between a test and the wire.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// The first error as (code, message).
    pub fn error(&self) -> (i64, String) {
        let error = &self.json()["errors"][0];
        let message = error["message"].as_str().expect("a message").to_owned();
        (error["code"].as_i64().expect("a code"), message)
    }
}

/// A request under construction.
pub struct Request {
    head: String,
    body: Vec<u8>,
}

pub fn get(path: &str) -> Request {
    Request {
        head: format!("GET {path} HTTP/1.1\r\n"),
        body: vec![],
    }
}

pub fn post(path: &str) -> Request {
    Request {
        head: format!("POST {path} HTTP/1.1\r\n"),
        body: vec![],
    }
}

impl Request {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("Content-Type", content_type)
    }

    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    pub fn form(self, pairs: &[(&str, &str)]) -> Self {
        let encoded = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        self.body("application/x-www-form-urlencoded", encoded)
    }

    /// One multipart part.
    pub fn part(self, disposition: &str, content_type: &str, bytes: &[u8]) -> Self {
        let mut body = format!(
            "--frontier\r\nContent-Disposition: form-data; {disposition}\r\n\
             Content-Type: {content_type}\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        self.body("multipart/form-data; boundary=frontier", body)
    }

    fn bytes(&self, address: SocketAddr) -> Vec<u8> {
        let rest = format!(
            "Host: {address}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.body.len()
        );
        [self.head.as_bytes(), rest.as_bytes(), &self.body].concat()
    }

    /// Sends it and returns whatever came until the other side closed.
    pub async fn raw(&self, address: SocketAddr) -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(&self.bytes(address)).await?;
        let mut received = Vec::new();
        stream.read_to_end(&mut received).await?;
        Ok(received)
    }

    pub async fn send(self, address: SocketAddr) -> Answer {
        let received = self.raw(address).await.expect("the connection holds");
        parse(&received).expect("a whole answer")
    }
}

/// Takes an answer apart; `None` if its head is not complete.
pub fn parse(received: &[u8]) -> Option<Answer> {
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
    Some(Answer {
        status,
        headers,
        body: received[end + 4..].to_vec(),
    })
}

/// The path and query of an absolute address.
pub fn path_of(address: &str) -> String {
    let url = url::Url::parse(address).expect("an absolute address");
    url[url::Position::BeforePath..].to_owned()
}
