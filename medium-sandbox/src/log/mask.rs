//! Masks secrets in headers and bodies, and cuts long bodies.

use axum::http::{HeaderMap, header};
use serde_json::Value;
use url::form_urlencoded;

pub(crate) const MASK: &str = "••••";
/// Form and JSON fields with secret values, in lower case without separators: those of Medium's API,
/// and usual names of secrets.
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
/// Longer bodies are cut.
const MAX_BYTES: usize = 64 * 1024;

/// Returns headers, one per line. With `redirects`, masks `Location`, which may contain a code.
pub(crate) fn head(headers: &HeaderMap, redirects: bool) -> String {
    let mut lines = String::new();
    for (name, value) in headers {
        let secret = name == header::AUTHORIZATION
            || name == header::PROXY_AUTHORIZATION
            || name == header::COOKIE
            || name == header::SET_COOKIE
            || (name == header::LOCATION && redirects);
        let value = if secret {
            MASK
        } else {
            value.to_str().unwrap_or("(not text)")
        };
        lines += &format!("{name}: {value}\n");
    }
    cut(lines)
}

/// Returns a body as text, with secrets masked and cut if it is long.
pub(crate) fn body(content_type: &str, bytes: &[u8]) -> String {
    cut(text(content_type, bytes))
}

/// Returns a body as text, with secrets masked.
pub(crate) fn text(content_type: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    match content_type {
        "application/json" => match serde_json::from_slice::<Value>(bytes) {
            Ok(mut value) if has_secret(&value) => {
                mask(&mut value);
                value.to_string()
            }
            Ok(_) => text.into_owned(),
            Err(_) => unstructured(&text),
        },
        "application/x-www-form-urlencoded" => form(bytes),
        // The sandbox's own pages: their forms contain secrets.
        "text/html" if text.contains("name=\"csrf\"") => size(bytes),
        other if other.starts_with("text/") => unstructured(&text),
        _ if bytes.is_empty() => String::new(),
        _ => size(bytes),
    }
}

/// Returns text without known fields. If it mentions a secret, returns only its size.
fn unstructured(text: &str) -> String {
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

/// Returns whether a field has a secret value. Numbers are not secret: error codes are
/// also named `code`.
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
    let fields = form_urlencoded::parse(bytes).map(|(name, value)| {
        let value = if is_secret(&name) { MASK.into() } else { value };
        format!("{name}={value}")
    });
    fields.collect::<Vec<_>>().join("\n&")
}

fn cut(mut text: String) -> String {
    if text.len() > MAX_BYTES {
        let mut end = MAX_BYTES;
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
    fn secrets_are_masked_in_headers_forms_and_json() {
        let mut headers = HeaderMap::new();
        let token = axum::http::HeaderValue::from_static("Bearer canary");
        headers.insert(header::AUTHORIZATION, token);
        let location = axum::http::HeaderValue::from_static("http://a.test/?code=canary");
        headers.insert(header::LOCATION, location);
        let masked = [
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
        assert!(masked.iter().all(|text| text.contains(MASK)), "{masked:?}");
        assert!(!masked.concat().contains("canary"), "{masked:?}");
    }

    #[test]
    fn text_that_mentions_a_secret_is_not_logged() {
        let form = b"grant_type=refresh_token&client_secret=canary";
        for content_type in ["text/plain", "application/json", "text/csv"] {
            assert_eq!(body(content_type, form), "(45 bytes)");
        }
        let page = br#"<input type="hidden" name="csrf" value="canary">"#;
        assert_eq!(body("text/html", page), "(48 bytes)");
    }

    #[test]
    fn other_values_are_not_masked() {
        let error = r#"{"errors":[{"message":"m","code":6000}]}"#;
        assert_eq!(body("application/json", error.as_bytes()), error);
        assert_eq!(body("image/png", b"123"), "(3 bytes)");
        assert!(body("text/plain", "é".repeat(MAX_BYTES).as_bytes()).ends_with("… (cut)"));
    }
}
