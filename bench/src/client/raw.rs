//! The lower bound: writes prepared bytes to a socket and reads a response of known length. No
//! client can be faster.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use anyhow::{Context, Result, bail};
use medium_api::types::NewPost;

use super::{Client, TOKEN, USER_AGENT, USERS};

/// A client that writes to a socket directly.
#[derive(Debug)]
pub struct Raw(RefCell<Socket>);

#[derive(Debug)]
struct Socket {
    stream: TcpStream,
    host: String,
    /// The last post's bytes, and how long its content was.
    post: (usize, Vec<u8>),
}

impl Raw {
    /// Connects to the server at `base`.
    pub fn new(base: &str) -> Result<Self> {
        let host = base.strip_prefix("http://").context("not http")?;
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        Ok(Self(RefCell::new(Socket {
            stream,
            host: host.to_owned(),
            post: (0, Vec::new()),
        })))
    }
}

impl Socket {
    fn head(&self, line: &str) -> String {
        format!(
            "{line} HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\nUser-Agent: {USER_AGENT}\r\nAuthorization: Bearer {TOKEN}\r\n",
            self.host
        )
    }

    fn read_response(&mut self) -> Result<()> {
        let mut buffer = [0; 4096];
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut buffer[filled..])?;
            if read == 0 {
                bail!("the server hung up");
            }
            filled += read;
            let text = String::from_utf8_lossy(&buffer[..filled]);
            let Some((head, body)) = text.split_once("\r\n\r\n") else {
                continue;
            };
            let length = head
                .split("\r\n")
                .find_map(|line| line.strip_prefix("content-length: "))
                .and_then(|length| length.parse().ok());
            if length.is_some_and(|length: usize| body.len() >= length) {
                return Ok(());
            }
        }
    }
}

impl Client for Raw {
    async fn me(&self) -> Result<()> {
        let socket = &mut *self.0.borrow_mut();
        let request = socket.head("GET /v1/me") + "\r\n";
        socket.stream.write_all(request.as_bytes())?;
        socket.read_response()
    }

    async fn post(&self, user: usize, post: &NewPost) -> Result<()> {
        let socket = &mut *self.0.borrow_mut();
        if socket.post.0 != post.content.len() {
            let body = serde_json::to_vec(post)?;
            let head = socket.head(&format!("POST /v1/users/{}/posts", USERS[user]));
            let mut bytes = format!("{head}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
            bytes.extend(body);
            socket.post = (post.content.len(), bytes);
        }
        socket.stream.write_all(&socket.post.1)?;
        socket.read_response()
    }

    async fn upload(&self, _file: &Path) -> Result<()> {
        bail!("this client can't upload")
    }
}
