//! A page of this machine, for the import tool. No other machine is asked for anything.

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

/// How long a page or a picture may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How large it may be.
const LARGEST: usize = 25 << 20;

/// What came, and what it says it is.
pub(super) struct Fetched {
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
}

/// What is at `url`, or why it can't be had, for people.
pub(super) async fn fetch(url: &Url) -> Result<Fetched, String> {
    let address = address(url)?;
    match timeout(PATIENCE, get(url, address)).await {
        Ok(result) => result.map_err(|problem| format!("{url} could not be read: {problem}")),
        Err(_) => Err(format!("{url} did not come in time")),
    }
}

/// Where it is, if that is this machine.
fn address(url: &Url) -> Result<SocketAddr, String> {
    let elsewhere =
        || format!("{url} is not on this machine: the sandbox imports from http://127.0.0.1 alone");
    let ip = match (url.scheme(), url.host()) {
        ("http", Some(Host::Domain("localhost"))) => IpAddr::from([127, 0, 0, 1]),
        ("http", Some(Host::Ipv4(ip))) => IpAddr::V4(ip),
        ("http", Some(Host::Ipv6(ip))) => IpAddr::V6(ip),
        _ => return Err(elsewhere()),
    };
    match ip.is_loopback() {
        true => Ok(SocketAddr::new(
            ip,
            url.port_or_known_default().unwrap_or(80),
        )),
        false => Err(elsewhere()),
    }
}

async fn get(url: &Url, address: SocketAddr) -> Result<Fetched, String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let stream = TcpStream::connect(address).await.map_err(|e| said(&e))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|e| said(&e))?;
    // It ends with the response.
    tokio::spawn(connection);
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let request = Request::get(&url[url::Position::BeforePath..url::Position::AfterQuery])
        .header(header::HOST, host)
        .body(Empty::<Bytes>::new())
        .map_err(|e| said(&e))?;
    let response = sender.send_request(request).await.map_err(|e| said(&e))?;
    if response.status() != StatusCode::OK {
        return Err(format!("it says {}", response.status()));
    }
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().to_owned();
    let body = Limited::new(response.into_body(), LARGEST).collect().await;
    Ok(Fetched {
        content_type,
        bytes: body.map_err(|e| said(&e))?.to_bytes(),
    })
}
