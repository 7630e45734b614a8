//! Headers that users set, for one call or for every one.

use reqwest::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING,
};

/// Headers that the client sets itself.
const OWN_HEADERS: [HeaderName; 5] = [
    AUTHORIZATION,
    CONTENT_TYPE,
    CONTENT_LENGTH,
    HOST,
    TRANSFER_ENCODING,
];

/// What is wrong with text that no header can hold.
pub(crate) const NO_HEADER: &str =
    "holds a line break or another character that a header can't hold: take it out";

/// A header as it can be sent; otherwise its name, and what is wrong with it.
pub(crate) fn checked<N, V>(
    name: Result<HeaderName, N>,
    value: Result<HeaderValue, V>,
) -> Result<(HeaderName, HeaderValue), (String, &'static str)> {
    let Ok(name) = name else {
        return Err(("header".to_owned(), "has a name that HTTP does not allow"));
    };
    if OWN_HEADERS.contains(&name) {
        return Err((name.to_string(), "is set by the client: leave it out"));
    }
    match value {
        Ok(value) => Ok((name, value)),
        Err(_) => Err((name.to_string(), NO_HEADER)),
    }
}
