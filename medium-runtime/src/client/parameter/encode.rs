//! Percent-encoding, by where a text stands.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// All that RFC 3986 does not name unreserved.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is encoded in one segment of a path: all that RFC 3986 does not allow
/// there, and `/` and `%`, which would change the path.
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

/// What is encoded where reserved characters may stand: what RFC 3986 allows in
/// no query, and what would end the value.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What separates values in a header.
const SEPARATORS: &AsciiSet = &CONTROLS.add(b'%').add(b',').add(b'=');

/// A name or a value anywhere in a URL or a cookie.
pub(super) fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// A segment of a path.
pub(super) fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// One of several values in a header.
pub(super) fn header_part(text: &str) -> String {
    utf8_percent_encode(text, SEPARATORS).to_string()
}

/// A value in a query that may hold reserved characters, and triplets such as
/// `%2F`, which stay (RFC 6570, section 3.2.3).
pub(super) fn reserved(text: &str) -> String {
    let mut pieces = text.split('%');
    let first = pieces.next().unwrap_or_default();
    let mut encoded = utf8_percent_encode(first, RESERVED).to_string();
    for piece in pieces {
        let is_triplet = piece.len() >= 2 && piece.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        encoded.push_str(if is_triplet { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(piece, RESERVED));
    }
    encoded
}
