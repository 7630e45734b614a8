//! Rewrites parser messages for users who write seeds and control calls.

use serde_saphyr::{SnippetMode, UserMessageFormatter};

/// Phrases of parsers, and their replacements.
const REPLACEMENTS: [(&str, &str); 14] = [
    ("EOF while parsing", "unexpected end of"),
    ("expected sequence start", "expected a list"),
    (
        "expected mapping start",
        "expected fields, such as `name: value`",
    ),
    ("invalid u64", "expected a whole number, 0 or more"),
    ("invalid usize", "expected a whole number, 0 or more"),
    ("expected u64", "expected a whole number, 0 or more"),
    ("expected usize", "expected a whole number, 0 or more"),
    ("expected f64", "expected a number"),
    ("unknown variant", "unknown value"),
    (
        "invalid digit found in string",
        "expected a whole number, 0 or more",
    ),
    (
        "cannot parse integer from empty string",
        "expected a whole number, 0 or more",
    ),
    (
        "number too large to fit in target type",
        "the number is too large",
    ),
    (
        "Failed to buffer the request body: length limit exceeded",
        "The body is too large.",
    ),
    ("Failed to deserialize query string: ", ""),
];

/// Replaces the phrases of parsers in a message.
pub(crate) fn simplify_message(message: &str) -> String {
    let mut plain = message.to_owned();
    for (phrase, replacement) in REPLACEMENTS {
        plain = plain.replace(phrase, replacement);
    }
    plain
}

/// Returns the message of a YAML error, with line and column. It does not quote the line, which may
/// contain a token.
pub(super) fn yaml_message(error: &serde_saphyr::Error) -> String {
    let options = serde_saphyr::render_options! {
        formatter: &UserMessageFormatter,
        snippets: SnippetMode::Off,
    };
    simplify_message(&error.render_with_options(options))
}
