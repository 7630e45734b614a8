//! Text from elsewhere, made safe to show: what steers a terminal, or changes
//! the order in which a line is read, is replaced.
//!
//! This is the only place that decides what that is. Errors of this crate are
//! cleaned by it already; a program that shows anything else that it was given
//! (titles, names of files, responses) does so itself.

use std::borrow::Cow;

/// `text` with each harmful character as U+FFFD. Line breaks and tabs stay.
///
/// Harmful are control characters, ESC among them, and those that reorder text
/// for the eye (U+202E makes `exe.png` of `gnp.exe`) or break a line (U+2028).
///
/// ```
/// use medium_runtime::printable;
///
/// assert_eq!(printable("a\u{1b}[2Jb\u{202e}c\n"), "a\u{fffd}[2Jb\u{fffd}c\n");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| is_harmful(c) && !matches!(c, '\n' | '\t');
    if text.contains(harmful) {
        return text.replace(harmful, "\u{fffd}").into();
    }
    text.into()
}

/// Whether `c` steers a terminal or reorders the text around it. Line breaks
/// and tabs do, too.
#[must_use]
pub fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // The marks and embeddings of the bidirectional algorithm.
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Line and paragraph separator.
            | '\u{2028}' | '\u{2029}')
}

/// `text` as a part of one line: each harmful character as a space.
#[cfg(feature = "client")]
pub(crate) fn one_line(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(|c| if is_harmful(c) { ' ' } else { c })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_harmless_stays_as_it_is() {
        for text in ["", "a\tb\nc", "Ünïcödé 漢字 שלום", "👩‍👩‍👧 \u{200d}"] {
            assert!(matches!(printable(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_steers_or_reorders_is_replaced() {
        for c in [
            '\0', '\u{7}', '\r', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200f}',
            '\u{2028}',
        ] {
            assert_eq!(printable(&format!("a{c}b")), "a\u{fffd}b", "{c:?}");
            assert_eq!(
                one_line(&format!("a{c}b")).collect::<String>(),
                "a b",
                "{c:?}"
            );
        }
        assert_eq!(one_line("a\n\tb").collect::<String>(), "a  b");
    }
}
