//! What of a response's text may be shown: services echo the token that they
//! refuse.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use super::Secret;
use super::printable::one_line;

/// How much of a response an error shows.
const START_CHARS: usize = 200;
const HIDDEN: &str = "…";
/// So many characters in a row of a token, in any of its spellings, are hidden.
/// Fewer give nothing away, and may stand in any text.
const PIECE: usize = 8;

/// Hides the credential and the other secrets that a request carried.
#[derive(Clone, Default)]
pub(crate) struct Redactor {
    headers: Vec<(HeaderName, HeaderValue)>,
    /// Those that stand elsewhere, or only in part of a header.
    secrets: Vec<Secret>,
}

impl Redactor {
    /// For a request with these headers, of which `Authorization` and those that
    /// are marked as sensitive are secrets, and with these secrets.
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

    /// One line of `text`, its first 200 characters, without the credential and
    /// without what moves a cursor.
    ///
    /// The credential is hidden first, and only then is the rest cut off: a cut
    /// would leave pieces that can't be recognised.
    pub(crate) fn line(&self, text: &str) -> String {
        let text = self.hidden(text);
        let clean = one_line(text.trim());
        let mut short: String = clean.take(START_CHARS + 1).collect();
        if short.chars().count() > START_CHARS {
            short.pop();
            short.push('…');
        }
        short
    }

    /// `text` without the credential and the other secrets.
    pub(crate) fn hidden(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            text = without_secret(text, secret.expose());
        }
        for (name, value) in &self.headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            let secret = match value.split_once(' ') {
                // Behind the scheme.
                Some((_, token)) if name == AUTHORIZATION => token,
                _ => &value,
            };
            text = without_secret(text, secret);
        }
        text
    }
}

/// `text` without `secret`, in any of its spellings.
fn without_secret(mut text: String, secret: &str) -> String {
    if !secret.is_empty() && (secret.len() < PIECE || !secret.is_ascii()) {
        text = text.replace(secret, HIDDEN);
    }
    if secret.len() >= PIECE {
        text = without(&text, &spellings(secret));
    }
    text
}

/// A token as a service may repeat it: as it is, percent-encoded (as little as
/// is needed, or all of it), in hexadecimal, and in base64. All are ASCII.
fn spellings(token: &str) -> Vec<String> {
    let needed: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
    let all: String = token.bytes().map(|byte| format!("%{byte:02X}")).collect();
    // In a query, a space may be a plus as well.
    let spaced = needed.replace('+', "%20");
    let mut list = vec![with_small_digits(&spaced), spaced];
    list.extend([with_small_digits(&needed), needed]);
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

/// `%2F` as `%2f`.
fn with_small_digits(encoded: &str) -> String {
    let mut digits = 0;
    let small = encoded.chars().map(|c| {
        let is_digit = digits > 0;
        digits = if c == '%' {
            2
        } else {
            digits - i32::from(is_digit)
        };
        if is_digit { c.to_ascii_lowercase() } else { c }
    });
    small.collect()
}

/// What the base64 of a text holds of `token` where `before` bytes stand before
/// it (modulo 3): without the digits that depend on what stands around it.
fn base64_after(before: usize, token: &str, engine: &impl Engine) -> String {
    let padded = [&[0; 2][..before], token.as_bytes()].concat();
    let encoded = engine.encode(&padded);
    // Six bits a digit.
    let (first, end) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
    encoded[first..end].to_owned()
}

/// `text` without any [`PIECE`] of a spelling: whole ones, and what is left of
/// one that was cut.
fn without(text: &str, spellings: &[String]) -> String {
    let pieces: HashSet<&[u8]> = spellings
        .iter()
        .flat_map(|spelling| spelling.as_bytes().windows(PIECE))
        .collect();
    let mut shown = String::with_capacity(text.len());
    // Pieces are ASCII: where one begins and ends, so does a character.
    let (mut hidden_to, mut shown_to) = (0, 0);
    for (at, piece) in text.as_bytes().windows(PIECE).enumerate() {
        if !pieces.contains(piece) {
            continue;
        }
        if at > hidden_to || shown.is_empty() {
            shown.push_str(&text[shown_to..at]);
            shown.push_str(HIDDEN);
        }
        hidden_to = at + PIECE;
        shown_to = hidden_to;
    }
    shown.push_str(&text[shown_to..]);
    shown
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
        let mut value = HeaderValue::from_str(value).expect("a header");
        value.set_sensitive(true);
        Redactor::new(&HeaderMap::from_iter([(name, value)]), Vec::new())
    }

    #[test]
    fn a_secret_header_is_hidden_as_a_whole_whatever_it_holds() {
        let name = HeaderName::from_static("x-key");
        for secret in ["a key & more", "0f", "schlüssel-für-alles", "ключ"] {
            let redactor = redactor_of(name.clone(), secret);
            let text = format!("é{secret}é was refused");
            assert_eq!(redactor.line(&text), "é…é was refused", "{secret}");
        }
    }

    /// Whether `text` holds eight characters in a row of `secret`.
    fn holds_piece(text: &str, secret: &str) -> bool {
        let pieces = secret.as_bytes().windows(PIECE);
        pieces
            .filter_map(|piece| std::str::from_utf8(piece).ok())
            .any(|piece| text.contains(piece))
    }

    #[test]
    fn the_token_is_hidden_and_the_rest_is_shown() {
        let text = format!("token {TOKEN} was refused, {TOKEN}{TOKEN}");
        assert_eq!(redactor().line(&text), "token … was refused, …");
        assert_eq!(redactor().line(TOKEN), "…");
        assert_eq!(redactor().line("nothing of it"), "nothing of it");
        assert_eq!(Redactor::default().line("no token"), "no token");
    }

    #[test]
    fn base64_of_it_is_hidden_wherever_it_begins() {
        for before in ["", "a", "ab", "Bearer ", "client-1:", "übel"] {
            for after in ["", "!", "\r\n"] {
                let text = format!("{before}{TOKEN}{after}");
                for encoded in [
                    STANDARD.encode(&text),
                    STANDARD_NO_PAD.encode(&text),
                    URL_SAFE.encode(&text),
                    URL_SAFE_NO_PAD.encode(&text),
                ] {
                    let shown = redactor().line(&format!("Basic {encoded}."));
                    let alone = STANDARD_NO_PAD.encode(&text);
                    // What stands before the token may be shown, and nothing of the token.
                    let of_token = (before.len() * 8).div_ceil(6);
                    assert!(
                        !holds_piece(&shown, &encoded[of_token..alone.len()]),
                        "{shown}"
                    );
                }
            }
        }
    }

    #[test]
    fn percent_encoding_hides_nothing_from_it() {
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
            assert_eq!(redactor().line(&format!("q={encoded}&r")), "q=…&r");
        }
    }

    #[test]
    fn a_token_that_was_cut_is_hidden_too() {
        for end in PIECE..TOKEN.len() {
            assert_eq!(redactor().line(&format!("was {}", &TOKEN[..end])), "was …");
            assert_eq!(redactor().line(&TOKEN[TOKEN.len() - end..]), "…");
        }
        // Hidden ones are short: what was behind the 200th character comes in view.
        let text = format!("{} {}", [TOKEN; 40].join(" "), &TOKEN[..TOKEN.len() - 1]);
        assert!(!holds_piece(&redactor().line(&text), TOKEN));
    }

    #[test]
    fn what_moves_the_cursor_or_turns_the_text_is_blank() {
        let shown = Redactor::default().line("a\u{1b}[2Jb\r\nc\u{202e}d\u{2066}e");
        assert_eq!(shown, "a [2Jb  c d e");
    }
}
