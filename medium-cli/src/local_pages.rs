//! Pages that a command serves to browsers on this machine.

use std::net::SocketAddr;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use tokio::net::TcpListener;

use crate::blocking::run_blocking;
use crate::error::{Error, Result};
use crate::output::Output;

/// The style sheet of the pages of `medium handoff`.
pub(crate) const STYLE: &str = include_str!("../templates/pages.css");

/// Middleware that rejects requests with another host name, which DNS rebinding could point here, and
/// adds headers that restrict what the page can do.
pub(crate) async fn guard(csp: &'static str, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    if !matches!(name, Some("127.0.0.1" | "localhost")) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    let mut response = next.run(request).await;
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, csp),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    response
}

/// Listens on this machine; port 0 selects a free one.
pub(crate) async fn listen(port: u16) -> Result<(TcpListener, SocketAddr)> {
    const DOING: &str = "open a port on this machine";
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    let listener = listener.map_err(Error::system(DOING))?;
    let address = listener.local_addr().map_err(Error::system(DOING))?;
    Ok((listener, address))
}

/// Opens a browser, which may block until it is closed. If that fails, the user can still open the
/// printed URL.
pub(crate) async fn open_browser(url: Option<String>, output: &Output) {
    let Some(url) = url else { return };
    if let Ok(Err(error)) = run_blocking(move || webbrowser::open(&url)).await {
        output.warn(&format!("can't open a browser: {error}"));
    }
}

/// Serves a fixed text.
pub(crate) fn text<S: Clone + Send + Sync + 'static>(
    media_type: &'static str,
    text: &'static str,
) -> MethodRouter<S> {
    get(move || async move { ([(header::CONTENT_TYPE, media_type)], text) })
}

/// Returns an image, or 404 if it can't be read.
pub(crate) fn image(bytes: Option<Vec<u8>>) -> Response {
    let Some(bytes) = bytes else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(header::CONTENT_TYPE, image_type(&bytes))], bytes).into_response()
}

/// Returns the media type of an image, from its first bytes.
pub(crate) fn image_type(bytes: &[u8]) -> &'static str {
    infer::get(bytes).map_or("application/octet-stream", |found| found.mime_type())
}

/// `CC BY-SA 4.0` for `cc-40-by-sa`: the menu of Medium's editor has other names than the API.
pub(crate) fn license_name(license: &str) -> String {
    match license.strip_prefix("cc-40-") {
        Some("zero") => "CC0 (no rights reserved)".to_owned(),
        Some(terms) => format!("CC {} 4.0", terms.to_uppercase()),
        None => license.replace('-', " "),
    }
}
