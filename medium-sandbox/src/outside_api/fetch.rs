//! Fetches a page from this machine, for the import tool. Other hosts are never contacted.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::body::Bytes;
use http_body_util::{BodyExt, Empty, Limited};
use hyper::client::conn::http1;
use hyper::{Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::{Host, Url};

/// The timeout for a page or an image.
const TIMEOUT: Duration = Duration::from_secs(20);
/// The maximum size of a body.
const MAX_BYTES: usize = 25 << 20;

/// A fetched body and its content type.
pub(super) struct Fetched {
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
}

/// Fetches `url`. The error is a message for the user.
pub(super) async fn fetch(url: &Url) -> Result<Fetched, String> {
    let address = address(url)?;
    match timeout(TIMEOUT, get(url, address)).await {
        Ok(result) => result.map_err(|problem| format!("{url} could not be read: {problem}")),
        Err(_) => Err(format!("{url} did not respond in time")),
    }
}

/// Returns the address of `url`, if it is on this machine.
fn address(url: &Url) -> Result<SocketAddr, String> {
    let not_local =
        || format!("{url} is not on this machine: the sandbox imports from http://127.0.0.1 only");
    let ip = match (url.scheme(), url.host()) {
        ("http", Some(Host::Domain("localhost"))) => IpAddr::from([127, 0, 0, 1]),
        ("http", Some(Host::Ipv4(ip))) => IpAddr::V4(ip),
        ("http", Some(Host::Ipv6(ip))) => IpAddr::V6(ip),
        _ => return Err(not_local()),
    };
    if ip.is_loopback() {
        let port = url.port_or_known_default().unwrap_or(80);
        Ok(SocketAddr::new(ip, port))
    } else {
        Err(not_local())
    }
}

async fn get(url: &Url, address: SocketAddr) -> Result<Fetched, String> {
    let message = |error: &dyn std::fmt::Display| error.to_string();
    let stream = TcpStream::connect(address).await.map_err(|e| message(&e))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|e| message(&e))?;
    // The task ends with the response.
    tokio::spawn(connection);
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let request = Request::get(&url[url::Position::BeforePath..url::Position::AfterQuery])
        .header(header::HOST, host)
        .body(Empty::<Bytes>::new())
        .map_err(|e| message(&e))?;
    let response = sender
        .send_request(request)
        .await
        .map_err(|e| message(&e))?;
    if response.status() != StatusCode::OK {
        return Err(format!("the response is {}", response.status()));
    }
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().to_owned();
    let body = Limited::new(response.into_body(), MAX_BYTES)
        .collect()
        .await;
    Ok(Fetched {
        content_type,
        bytes: body.map_err(|e| message(&e))?.to_bytes(),
    })
}
