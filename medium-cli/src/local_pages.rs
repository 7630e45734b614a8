//! Pages that a command serves to browsers on this machine.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

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

/// `CC BY-SA 4.0` for `cc-40-by-sa`: the menu of Medium's editor has other names than the API.
pub(crate) fn license_name(license: &str) -> String {
    match license.strip_prefix("cc-40-") {
        Some("zero") => "CC0 (no rights reserved)".to_owned(),
        Some(terms) => format!("CC {} 4.0", terms.to_uppercase()),
        None => license.replace('-', " "),
    }
}
