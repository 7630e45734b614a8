//! Values of HTTP headers.

use axum::http::{HeaderMap, HeaderName, header};

/// Returns the value of a header, if it is text.
pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Returns the media type of a body in lower case, without parameters; empty if the header is
/// missing.
pub(crate) fn media_type(headers: &HeaderMap) -> String {
    essence(text(headers, header::CONTENT_TYPE).unwrap_or_default())
}

/// Returns a media type in lower case, without parameters.
pub(crate) fn essence(content_type: &str) -> String {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns the token of `Bearer TOKEN`. The scheme is case-insensitive.
pub(crate) fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
