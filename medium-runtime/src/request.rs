//! The pieces of a request, checked before they enter it.

use std::fmt::Display;

use reqwest::header::HeaderValue;
use reqwest::{Request, RequestBuilder};
use url::Url;

use super::{Error, Operation, Secret};

/// One segment of a path, percent-encoded.
///
/// # Errors
///
/// [`Error::Input`], which names `field`, where the value is empty or holds
/// `/`, `\`, `..`, `%` or a control character: such a value is no id, and would
/// change which path is called.
pub fn segment(
    operation: &'static Operation,
    field: &str,
    value: &impl Display,
) -> Result<String, Error> {
    let text = value.to_string();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let problem = if text.is_empty() {
        "is empty"
    } else if text.bytes().all(is_plain) {
        // As ids are: there is nothing to be encoded.
        return Ok(text);
    } else if text == "." || text.contains("..") {
        "is a step in a path, not an id"
    } else if text.contains(['/', '\\', '%']) {
        "holds a slash, a backslash or a percent sign"
    } else if text.chars().any(char::is_control) {
        "holds a control character"
    } else {
        return Ok(progenitor_client::encode_path(&text));
    };
    Err(Error::input(
        operation.id,
        field,
        format!("{problem}: give the id as the service gave it"),
    ))
}

/// A header's value.
///
/// # Errors
///
/// [`Error::Input`], which names `field`, where the value can't stand in a
/// header.
pub fn header(
    operation: &'static Operation,
    field: &str,
    value: &impl Display,
) -> Result<HeaderValue, Error> {
    checked_header(operation, field, &value.to_string())
}

/// As [`header`], and marked sensitive, so that nothing prints it.
///
/// # Errors
///
/// As [`header`].
pub fn secret_header(
    operation: &'static Operation,
    field: &str,
    value: &Secret,
) -> Result<HeaderValue, Error> {
    let mut value = checked_header(operation, field, value.expose())?;
    value.set_sensitive(true);
    Ok(value)
}

fn checked_header(
    operation: &'static Operation,
    field: &str,
    text: &str,
) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(text).map_err(|_| {
        Error::input(
            operation.id,
            field,
            "holds a line break or another character that a header can't hold: take it out",
        )
    })
}

/// A query parameter whose list is one value, joined by commas; nothing where
/// there is no list.
pub fn comma_separated<T: Display>(
    name: &'static str,
    list: Option<&[T]>,
) -> Vec<(&'static str, String)> {
    list.into_iter()
        .map(|list| {
            let items: Vec<String> = list.iter().map(ToString::to_string).collect();
            (name, items.join(","))
        })
        .collect()
}

/// The URL of a request that a browser will make.
///
/// # Errors
///
/// [`Error::Input`] where an argument can't stand in a URL.
pub fn url(operation: &'static Operation, request: RequestBuilder) -> Result<Url, Error> {
    Ok(built(operation, request)?.url().clone())
}

pub(crate) fn built(
    operation: &'static Operation,
    request: RequestBuilder,
) -> Result<Request, Error> {
    let mut request = request.build().map_err(|error| {
        Error::input(
            operation.id,
            "request",
            format!(
                "can't be made: {}",
                super::failure::chain(&error.without_url())
            ),
        )
    })?;
    // Some servers answer 411 to a body that is not even said to be empty.
    let carries = matches!(operation.method, "POST" | "PUT" | "PATCH");
    if carries && request.body().is_none() {
        *request.body_mut() = Some(reqwest::Body::from(""));
    }
    Ok(request)
}
