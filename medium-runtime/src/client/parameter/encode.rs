//! Percent-encoding for each part of a request.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything except the unreserved characters of RFC 3986.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Encoded in a path segment: invalid characters, and `/` and `%`, which change the path.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Encoded in a query that allows reserved characters: what is invalid, or ends the value.
const RESERVED: &AsciiSet = &SEGMENT.remove(b'/').remove(b'?').add(b'&').add(b'+');

/// The separators of values in a header.
const SEPARATORS: &AsciiSet = &CONTROLS.add(b'%').add(b',').add(b'=');

/// Encodes a name or a value of a URL or a cookie.
pub(super) fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Encodes a path segment.
pub(super) fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// Encodes one of several values in a header.
pub(super) fn header_part(text: &str) -> String {
    utf8_percent_encode(text, SEPARATORS).to_string()
}

/// Encodes a query value, but keeps reserved characters and triplets (RFC 6570, 3.2.3).
pub(super) fn reserved(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default();
    let mut encoded = utf8_percent_encode(first, RESERVED).to_string();
    for part in parts {
        let is_triplet = part.len() >= 2 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        encoded.push_str(if is_triplet { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(part, RESERVED));
    }
    encoded
}
