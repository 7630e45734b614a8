//! Finds secrets in text: whole, truncated or encoded.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// Strings that appear nowhere else (`c4n` stands for canary). Each contains `/`, `+` and `=`,
/// which percent-encoding changes.
pub(crate) const TOKEN: &str = "c4n/token+Hq7mW2vX9kLp4ZsT8bRd3y=";
pub(crate) const CLIENT_SECRET: &str = "c4n/secret+Jf5nQ8wK1xVt6GhB0cMz7u=";
pub(crate) const CODE: &str = "c4n/code+Yp3rL6dS9eXa2UiN5oFq8k=";
pub(crate) const ACCESS: &str = "c4n/access+Db4tZ7gW0hKc3MjP6lRv9x=";
pub(crate) const REFRESH: &str = "c4n/refresh+Tn8yE1uIs5OaA2zXf6CwV0=";
pub(crate) const NEW_ACCESS: &str = "c4n/new-access+Lk9jH2gFd6SqP3oIu7YtR1=";
pub(crate) const NEW_REFRESH: &str = "c4n/new-refresh+Mn0bV4cXz8LkJ5hGf9DsA2=";

pub(crate) const ALL: [(&str, &str); 7] = [
    ("the token", TOKEN),
    ("the client secret", CLIENT_SECRET),
    ("the code", CODE),
    ("the access token", ACCESS),
    ("the refresh token", REFRESH),
    ("the new access token", NEW_ACCESS),
    ("the new refresh token", NEW_REFRESH),
];

/// A substring of this length is a leak.
const PART_LENGTH: usize = 12;
const CONTEXT: usize = 160;

/// Returns one line for each secret in `text` and its encoding.
pub(crate) fn find(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut labels = Vec::new();
    for (name, secret) in ALL {
        for (encoding, encoded) in encodings(secret) {
            for part in encoded.as_bytes().windows(PART_LENGTH) {
                parts.push(part.to_vec());
                labels.push((name, encoding));
            }
        }
    }
    let search = AhoCorasick::new(parts).unwrap();
    let mut found = BTreeMap::new();
    for hit in search.find_iter(text) {
        let label = labels[hit.pattern().as_usize()];
        found
            .entry(label)
            .or_insert_with(|| with_context(text, hit.start()));
    }
    let lines = found.into_iter();
    lines
        .map(|((name, encoding), context)| format!("{name}, {encoding}: …{context}…"))
        .collect()
}

/// Returns all encodings of a secret.
fn encodings(secret: &str) -> Vec<(&'static str, String)> {
    let percent: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let hex = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut encodings = vec![
        ("as it is", secret.to_owned()),
        ("percent-encoded", percent.to_lowercase()),
        ("percent-encoded", percent),
        ("in hexadecimal", hex),
        ("as bytes", format!("{:?}", secret.as_bytes())),
    ];
    // Preceding text shifts its position within groups of three bytes.
    for before in ["", "x", "xx"] {
        let shifted = format!("{before}{secret}");
        for base64 in [STANDARD, URL_SAFE] {
            let encoded = base64.encode(&shifted);
            encodings.push(("in Base64", encoded[4..encoded.len() - 4].to_owned()));
        }
    }
    encodings
}

fn with_context(text: &str, offset: usize) -> String {
    let end = (offset + CONTEXT).min(text.len());
    let part = &text.as_bytes()[offset.saturating_sub(CONTEXT)..end];
    String::from_utf8_lossy(part).replace('\n', " ⏎ ")
}
