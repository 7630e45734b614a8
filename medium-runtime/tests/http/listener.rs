//! A server for tests that write the response byte by byte.

use medium_runtime::{Builder, Retry, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::client::builder_at;
use crate::server::header;

/// The default id of a request.
pub(crate) const REQUEST_ID: &str = "7d1f";

pub(crate) struct Listener(TcpListener);

impl Listener {
    /// Returns a server, and a client without retries.
    pub(crate) async fn start() -> (Self, Transport) {
        Self::start_with(|builder| builder).await
    }

    /// Returns the same, with more settings.
    pub(crate) async fn start_with(
        settings: impl FnOnce(Builder<Transport>) -> Builder<Transport>,
    ) -> (Self, Transport) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let client = settings(builder_at(&url).retry(Retry::off())).build();
        (Self(listener), client.unwrap())
    }

    /// Returns a client of the server that retries, and resumes streams.
    pub(crate) fn persistent(&self) -> Transport {
        let url = format!("http://{}", self.0.local_addr().unwrap());
        builder_at(&url).build().unwrap()
    }

    /// Accepts a connection whose request has no body.
    pub(crate) async fn accept(&self) -> Connection {
        let (stream, _) = self.0.accept().await.unwrap();
        let mut connection = Connection {
            stream,
            head: String::new(),
            request_id: REQUEST_ID,
        };
        while !connection.head.ends_with("\r\n\r\n") {
            let byte = connection.stream.read_u8().await.unwrap();
            connection.head.push(char::from(byte));
        }
        connection
    }
}

pub(crate) struct Connection {
    stream: TcpStream,
    pub(crate) head: String,
    /// The value of `X-Request-Id` in the response.
    pub(crate) request_id: &'static str,
}

impl Connection {
    pub(crate) async fn write(&mut self, text: &str) {
        let wrote = self.stream.write_all(text.as_bytes()).await;
        wrote.unwrap();
    }

    /// Starts a response that ends with the connection.
    pub(crate) async fn begin(&mut self, content_type: &str) {
        self.write_head(content_type, "Connection: close").await;
    }

    /// Starts a response of this length.
    pub(crate) async fn announce(&mut self, content_type: &str, length: usize) {
        let length = format!("Content-Length: {length}");
        self.write_head(content_type, &length).await;
    }

    async fn write_head(&mut self, content_type: &str, header: &str) {
        let id = self.request_id;
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nX-Request-Id: {id}\r\n{header}\r\n\r\n"
        );
        self.write(&head).await;
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}
