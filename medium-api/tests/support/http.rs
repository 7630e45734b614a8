//! A minimal HTTP client, so that tests see raw responses.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        super::server::header(&self.head, name)
    }
}

/// Sends a `GET` to a URL on this machine.
pub(crate) async fn get(url: &Url) -> Page {
    exchange(url, "GET", "").await
}

/// Sends a `POST` with a form to a URL on this machine.
pub(crate) async fn post_form(url: &Url, fields: &[(&str, &str)]) -> Page {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    exchange(url, "POST", &form).await
}

async fn exchange(url: &Url, method: &str, form: &str) -> Page {
    let address = address(url);
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.unwrap();
    let response = String::from_utf8_lossy(&response);
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap();
    Page {
        status: status.parse().unwrap(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

fn address(url: &Url) -> SocketAddr {
    let addresses = url.socket_addrs(|| None).unwrap();
    addresses.into_iter().find(SocketAddr::is_ipv4).unwrap()
}
