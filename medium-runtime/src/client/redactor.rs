//! Removes secrets from the text of responses: services echo the token that they reject.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use super::Secret;
use super::sanitize::one_line;

/// How many characters of a response an error shows.
const START_CHARS: usize = 200;
const HIDDEN: &str = "…";
/// The length from which a part of a token is hidden. Shorter ones may occur in any text.
const PART_CHARS: usize = 8;

/// Hides the credential and the other secrets of a request.
#[derive(Clone, Default)]
pub(crate) struct Redactor {
    headers: Vec<(HeaderName, HeaderValue)>,
    /// Secrets outside of headers, or in a part of one.
    secrets: Vec<Secret>,
}

impl Redactor {
    /// Hides `secrets`, `Authorization` and the headers marked as sensitive.
    pub(crate) fn new(headers: &HeaderMap, secrets: Vec<Secret>) -> Self {
        let secret = headers
            .iter()
            .filter(|(name, value)| value.is_sensitive() || *name == AUTHORIZATION);
        Self {
            headers: secret
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            secrets,
        }
    }

    /// Returns the first 200 characters in one line, without secrets and control characters.
    ///
    /// Removes secrets before it truncates: a truncated one would not be recognized.
    pub(crate) fn redact_to_line(&self, text: &str) -> String {
        let text = self.redact(text);
        let clean = one_line(text.trim());
        let mut short: String = clean.take(START_CHARS + 1).collect();
        if short.chars().count() > START_CHARS {
            short.pop();
            short.push('…');
        }
        short
    }

    /// Returns `text` without secrets.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            text = without_secret(text, secret.expose());
        }
        for (name, value) in &self.headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            let secret = match value.split_once(' ') {
                // After the scheme.
                Some((_, token)) if name == AUTHORIZATION => token,
                _ => &value,
            };
            text = without_secret(text, secret);
        }
        text
    }
}

/// Returns `text` without `secret`, in any encoding.
fn without_secret(mut text: String, secret: &str) -> String {
    if !secret.is_empty() && (secret.len() < PART_CHARS || !secret.is_ascii()) {
        text = text.replace(secret, HIDDEN);
    }
    if secret.len() >= PART_CHARS {
        text = redact_encodings(&text, &encodings(secret));
    }
    text
}

/// Returns the encodings in which a service may repeat a token: plain, percent-encoded
/// (minimal or complete), hexadecimal, base64. All are ASCII.
fn encodings(token: &str) -> Vec<String> {
    let needed: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
    let all: String = token.bytes().map(|byte| format!("%{byte:02X}")).collect();
    // In a query, a space may be a plus.
    let spaced = needed.replace('+', "%20");
    let mut list = vec![with_lowercase_hex(&spaced), spaced];
    list.extend([with_lowercase_hex(&needed), needed]);
    if token.is_ascii() {
        list.push(token.to_owned());
    }
    let hex: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
    list.extend([all.to_lowercase(), all, hex.to_uppercase(), hex]);
    for before in 0..3 {
        list.push(base64_after(before, token, &STANDARD_NO_PAD));
        list.push(base64_after(before, token, &URL_SAFE_NO_PAD));
    }
    list
}

/// Writes `%2F` as `%2f`.
fn with_lowercase_hex(encoded: &str) -> String {
    let mut digits = 0;
    let lowercase = encoded.chars().map(|c| {
        let is_digit = digits > 0;
        digits = if c == '%' {
            2
        } else {
            digits - i32::from(is_digit)
        };
        if is_digit { c.to_ascii_lowercase() } else { c }
    });
    lowercase.collect()
}

/// Returns the base64 of `token` after `before` other bytes (modulo 3), without the
/// characters that depend on its surroundings.
fn base64_after(before: usize, token: &str, engine: &impl Engine) -> String {
    let padded = [&[0; 2][..before], token.as_bytes()].concat();
    let encoded = engine.encode(&padded);
    // A character has six bits.
    let (first, end) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
    encoded[first..end].to_owned()
}

/// Returns `text` without any part of these encodings, whole or truncated.
fn redact_encodings(text: &str, encodings: &[String]) -> String {
    let parts: HashSet<&[u8]> = encodings
        .iter()
        .flat_map(|encoding| encoding.as_bytes().windows(PART_CHARS))
        .collect();
    let mut output = String::with_capacity(text.len());
    // Parts are ASCII, so they start and end at character boundaries.
    let (mut hidden_to, mut copied_to) = (0, 0);
    for (offset, part) in text.as_bytes().windows(PART_CHARS).enumerate() {
        if !parts.contains(part) {
            continue;
        }
        if offset > hidden_to || output.is_empty() {
            output.push_str(&text[copied_to..offset]);
            output.push_str(HIDDEN);
        }
        hidden_to = offset + PART_CHARS;
        copied_to = hidden_to;
    }
    output.push_str(&text[copied_to..]);
    output
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use super::*;

    const TOKEN: &str = "2b/7+f9~c0d1e2f3a4b5c6d7e8f9";

    fn redactor() -> Redactor {
        redactor_of(AUTHORIZATION, &format!("Bearer {TOKEN}"))
    }

    fn redactor_of(name: HeaderName, value: &str) -> Redactor {
        let mut value = HeaderValue::from_str(value).unwrap();
        value.set_sensitive(true);
        Redactor::new(&HeaderMap::from_iter([(name, value)]), Vec::new())
    }

    #[test]
    fn hides_secret_headers_of_any_content() {
        let name = HeaderName::from_static("x-key");
        for secret in ["a key & more", "0f", "schlüssel-für-alles", "ключ"] {
            let redactor = redactor_of(name.clone(), secret);
            let text = format!("é{secret}é was rejected");
            assert_eq!(
                redactor.redact_to_line(&text),
                "é…é was rejected",
                "{secret}"
            );
        }
    }

    /// Returns whether `text` contains eight characters in a row of `secret`.
    fn contains_part(text: &str, secret: &str) -> bool {
        let parts = secret.as_bytes().windows(PART_CHARS);
        parts
            .filter_map(|part| std::str::from_utf8(part).ok())
            .any(|part| text.contains(part))
    }

    #[test]
    fn hides_the_token_and_shows_the_rest() {
        let text = format!("token {TOKEN} was rejected, {TOKEN}{TOKEN}");
        assert_eq!(redactor().redact_to_line(&text), "token … was rejected, …");
        assert_eq!(redactor().redact_to_line(TOKEN), "…");
        assert_eq!(redactor().redact_to_line("nothing of it"), "nothing of it");
        assert_eq!(Redactor::default().redact_to_line("no token"), "no token");
    }

    #[test]
    fn hides_base64_at_any_offset() {
        for before in ["", "a", "ab", "Bearer ", "client-1:", "übel"] {
            for after in ["", "!", "\r\n"] {
                let text = format!("{before}{TOKEN}{after}");
                for encoded in [
                    STANDARD.encode(&text),
                    STANDARD_NO_PAD.encode(&text),
                    URL_SAFE.encode(&text),
                    URL_SAFE_NO_PAD.encode(&text),
                ] {
                    let shown = redactor().redact_to_line(&format!("Basic {encoded}."));
                    let alone = STANDARD_NO_PAD.encode(&text);
                    // Text before the token may be shown.
                    let token_start = (before.len() * 8).div_ceil(6);
                    assert!(
                        !contains_part(&shown, &encoded[token_start..alone.len()]),
                        "{shown}"
                    );
                }
            }
        }
    }

    #[test]
    fn hides_percent_encoding() {
        let all: String = TOKEN.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for encoded in [
            TOKEN
                .replace('/', "%2F")
                .replace('+', "%2B")
                .replace('~', "%7E"),
            TOKEN
                .replace('/', "%2f")
                .replace('+', "%2b")
                .replace('~', "%7e"),
            all.to_uppercase(),
            all,
        ] {
            assert_eq!(
                redactor().redact_to_line(&format!("q={encoded}&r")),
                "q=…&r"
            );
        }
    }

    #[test]
    fn hides_truncated_tokens() {
        for end in PART_CHARS..TOKEN.len() {
            assert_eq!(
                redactor().redact_to_line(&format!("was {}", &TOKEN[..end])),
                "was …"
            );
            assert_eq!(redactor().redact_to_line(&TOKEN[TOKEN.len() - end..]), "…");
        }
        // Hidden tokens are short: text after the 200th character moves into view.
        let text = format!("{} {}", [TOKEN; 40].join(" "), &TOKEN[..TOKEN.len() - 1]);
        assert!(!contains_part(&redactor().redact_to_line(&text), TOKEN));
    }

    #[test]
    fn replaces_control_and_bidi_characters() {
        let shown = Redactor::default().redact_to_line("a\u{1b}[2Jb\r\nc\u{202e}d\u{2066}e");
        assert_eq!(shown, "a [2Jb  c d e");
    }
}
