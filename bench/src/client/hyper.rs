//! hyper on one connection, without a pool, redirects or TLS.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use bytes::{Bytes, BytesMut};
use futures_util::stream;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Empty, Full, StreamBody};
use hyper::body::Frame;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header;
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use medium_api::types::{Image, NewPost, Post, User};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::Mutex;

use super::{Client, Data, TOKEN, USER_AGENT, USERS};

const BOUNDARY: &str = "8c0f7be24d9a3516";
const CHUNK_BYTES: usize = 256 << 10;

type Body = BoxBody<Bytes, std::io::Error>;

/// A client that uses hyper directly.
#[derive(Debug)]
pub struct Hyper {
    connection: Mutex<SendRequest<Body>>,
    host: String,
}

impl Hyper {
    /// Connects to the server at `base`.
    pub async fn new(base: &str) -> Result<Self> {
        let host = base.strip_prefix("http://").context("not http")?.to_owned();
        let stream = TcpStream::connect(&host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            connection: Mutex::new(sender),
            host,
        })
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        content_type: &str,
        body: Body,
    ) -> Result<Bytes> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::ACCEPT, "application/json")
            .header(header::USER_AGENT, USER_AGENT)
            .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
        let request = match content_type {
            "" => request,
            content_type => request.header(header::CONTENT_TYPE, content_type),
        };
        let request = match hyper::body::Body::size_hint(&body).exact() {
            Some(_) => request,
            None => request.header(header::TRANSFER_ENCODING, "chunked"),
        };
        let mut connection = self.connection.lock().await;
        connection.ready().await?;
        let response = connection.send_request(request.body(body)?).await?;
        ensure!(response.status().is_success(), "{}", response.status());
        Ok(response.into_body().collect().await?.to_bytes())
    }
}

impl Client for Hyper {
    async fn me(&self) -> Result<()> {
        let body = Empty::new().map_err(|never| match never {}).boxed();
        let response = self.call(Method::GET, "/v1/me", "", body).await?;
        std::hint::black_box(serde_json::from_slice::<Data<User>>(&response)?);
        Ok(())
    }

    async fn post(&self, user: usize, post: &NewPost) -> Result<()> {
        let body = Full::from(serde_json::to_vec(post)?);
        let body = body.map_err(|never| match never {}).boxed();
        let path = format!("/v1/users/{}/posts", USERS[user]);
        let response = self
            .call(Method::POST, &path, "application/json", body)
            .await?;
        std::hint::black_box(serde_json::from_slice::<Data<Post>>(&response)?);
        Ok(())
    }

    async fn upload(&self, file: &Path) -> Result<()> {
        let file = tokio::fs::File::open(file).await?;
        let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
        let body = BodyExt::boxed(StreamBody::new(parts(file)));
        let response = self
            .call(Method::POST, "/v1/images", &content_type, body)
            .await?;
        std::hint::black_box(serde_json::from_slice::<Data<Image>>(&response)?);
        Ok(())
    }
}

/// Returns a multipart form with one file.
fn parts(
    file: tokio::fs::File,
) -> impl stream::Stream<Item = std::io::Result<Frame<Bytes>>> + Send + Sync {
    use stream::StreamExt;
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"20.png\"\r\nContent-Type: image/png\r\n\r\n"
    );
    let tail = format!("\r\n--{BOUNDARY}--\r\n");
    let content = stream::try_unfold(file, |mut file| async move {
        let mut chunk = BytesMut::with_capacity(CHUNK_BYTES);
        let read = file.read_buf(&mut chunk).await?;
        Ok((read > 0).then(|| (chunk.freeze(), file)))
    });
    stream::iter([Ok(Bytes::from(head))])
        .chain(content)
        .chain(stream::iter([Ok(Bytes::from(tail))]))
        .map(|chunk| chunk.map(Frame::data))
}
