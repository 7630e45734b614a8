//! What is kept of headers and bodies: no secret, and not too much.

use axum::http::{HeaderMap, header};
use serde_json::Value;
use url::form_urlencoded;

pub(crate) const MASK: &str = "••••";
/// Form and JSON fields whose values are not kept, in small letters and without what parts their words:
/// those of Medium's API, and what others call a secret.
const SECRET_FIELDS: [&str; 15] = [
    "accesstoken",
    "apikey",
    "authorization",
    "clientassertion",
    "clientsecret",
    "code",
    "codeverifier",
    "cookie",
    "csrf",
    "idtoken",
    "password",
    "refreshtoken",
    "secret",
    "ticket",
    "token",
];
/// Bytes of a body that are kept.
const KEPT_BYTES: usize = 64 * 1024;

/// Headers, a line each. A redirect's target may carry a code.
pub(super) fn head(headers: &HeaderMap, redirects: bool) -> String {
    let mut lines = String::new();
    for (name, value) in headers {
        let secret = name == header::AUTHORIZATION
            || name == header::PROXY_AUTHORIZATION
            || name == header::COOKIE
            || name == header::SET_COOKIE
            || (name == header::LOCATION && redirects);
        let shown = if secret {
            MASK
        } else {
            value.to_str().unwrap_or("(no text)")
        };
        lines += &format!("{name}: {shown}\n");
    }
    cut(lines)
}

/// A body of this type, as text that is not too long.
pub(super) fn body(content_type: &str, bytes: &[u8]) -> String {
    cut(text(content_type, bytes))
}

/// A body of this type, as text.
pub(crate) fn text(content_type: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    match content_type {
        "application/json" => match serde_json::from_slice::<Value>(bytes) {
            Ok(mut value) if has_secret(&value) => {
                mask(&mut value);
                value.to_string()
            }
            Ok(_) => text.into_owned(),
            Err(_) => unread(&text),
        },
        "application/x-www-form-urlencoded" => form(bytes),
        // Our own pages and no call of a program: their forms carry secrets.
        "text/html" if text.contains("name=\"csrf\"") => size(bytes),
        other if other.starts_with("text/") => unread(&text),
        _ if bytes.is_empty() => String::new(),
        _ => size(bytes),
    }
}

/// A text in which secrets could stand anywhere: if it names one, it is not kept.
fn unread(text: &str) -> String {
    let names = ["client_secret", "refresh_token", "access_token"];
    if names.iter().any(|name| text.contains(name)) {
        size(text.as_bytes())
    } else {
        text.to_owned()
    }
}

fn size(bytes: &[u8]) -> String {
    format!("({} bytes)", bytes.len())
}

pub(crate) fn is_secret(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    SECRET_FIELDS.contains(&name.as_str())
}

/// Error codes are numbers and no secrets.
fn has_secret(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| is_secret(name) && value.is_string() || has_secret(value)),
        Value::Array(items) => items.iter().any(has_secret),
        _ => false,
    }
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if is_secret(name) => *text = MASK.to_owned(),
                    _ => mask(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mask),
        _ => {}
    }
}

fn form(bytes: &[u8]) -> String {
    let shown = form_urlencoded::parse(bytes).map(|(name, value)| {
        let value = if is_secret(&name) { MASK.into() } else { value };
        format!("{name}={value}")
    });
    shown.collect::<Vec<_>>().join("\n&")
}

fn cut(mut text: String) -> String {
    if text.len() > KEPT_BYTES {
        let mut end = KEPT_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push_str("\n… (cut)");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let mut headers = HeaderMap::new();
        let token = axum::http::HeaderValue::from_static("Bearer canary");
        headers.insert(header::AUTHORIZATION, token);
        let location = axum::http::HeaderValue::from_static("http://a.test/?code=canary");
        headers.insert(header::LOCATION, location);
        let kept = [
            head(&headers, true),
            body(
                "application/x-www-form-urlencoded",
                b"a=1&client_secret=canary&code=canary",
            ),
            body(
                "application/json",
                br#"{"access_token":"canary","refresh_token":"canary"}"#,
            ),
            body("application/json", br#"[{"a":{"client_secret":"canary"}}]"#),
        ];
        assert!(kept.iter().all(|text| text.contains(MASK)), "{kept:?}");
        assert!(!kept.concat().contains("canary"), "{kept:?}");
    }

    #[test]
    fn what_cannot_be_read_is_not_kept_if_it_names_a_secret() {
        let form = b"grant_type=refresh_token&client_secret=canary";
        for content_type in ["text/plain", "application/json", "text/csv"] {
            assert_eq!(body(content_type, form), "(45 bytes)");
        }
        let page = br#"<input type="hidden" name="csrf" value="canary">"#;
        assert_eq!(body("text/html", page), "(48 bytes)");
    }

    #[test]
    fn what_is_no_secret_stays_as_it_is() {
        let error = r#"{"errors":[{"message":"m","code":6000}]}"#;
        assert_eq!(body("application/json", error.as_bytes()), error);
        assert_eq!(body("image/png", b"123"), "(3 bytes)");
        assert!(body("text/plain", "é".repeat(KEPT_BYTES).as_bytes()).ends_with("… (cut)"));
    }
}
