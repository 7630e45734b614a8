//! Plain HTTP without a library.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::{Position, Url};

/// Sends `GET` to a URL on this machine, and returns the whole response.
pub(crate) async fn get(url: &Url) -> String {
    exchange(url, "GET", "").await
}

/// Sends a form by `POST` to a URL on this machine, and returns the whole response.
pub(crate) async fn post(url: &Url, form: &str) -> String {
    exchange(url, "POST", form).await
}

async fn exchange(url: &Url, method: &str, form: &str) -> String {
    let host = &url[Position::BeforeHost..Position::AfterPort];
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    response
}
