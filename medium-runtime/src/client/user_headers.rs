//! Custom headers, for a call or a client.

use reqwest::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING,
};

use super::Error;

/// Headers that the client sets itself.
const OWN_HEADERS: [HeaderName; 5] = [
    AUTHORIZATION,
    CONTENT_TYPE,
    CONTENT_LENGTH,
    HOST,
    TRANSFER_ENCODING,
];

/// The problem of text that a header can't contain.
pub(crate) const INVALID_VALUE: &str =
    "contains a line break or another character that a header can't contain: remove it";

/// Validates a header. Errors are its name and its problem.
pub(crate) fn parse_header<N, V>(
    name: Result<HeaderName, N>,
    value: Result<HeaderValue, V>,
) -> Result<(HeaderName, HeaderValue), (String, &'static str)> {
    let Ok(name) = name else {
        return Err(("header".to_owned(), "has a name that HTTP does not allow"));
    };
    if OWN_HEADERS.contains(&name) {
        return Err((name.to_string(), "is set by the client: remove it"));
    }
    match value {
        Ok(value) => Ok((name, value)),
        Err(_) => Err((name.to_string(), INVALID_VALUE)),
    }
}

/// Returns the value of `User-Agent`.
pub(crate) fn user_agent(name: &str) -> Result<HeaderValue, Error> {
    let invalid = |problem| Error::input("client", "user_agent", problem);
    match name.trim() {
        "" => Err(invalid("is empty: name your program")),
        name => HeaderValue::try_from(name).map_err(|_| invalid(INVALID_VALUE)),
    }
}
