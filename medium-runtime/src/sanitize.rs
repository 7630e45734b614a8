//! Replaces characters that control a terminal or reorder a line in third-party text.
//!
//! Only this module decides which characters those are. Errors of this crate are cleaned already;
//! programs clean other text that they print (titles, file names, responses).

use std::borrow::Cow;

/// Replaces each unsafe character with U+FFFD. Line breaks and tabs are kept.
///
/// Unsafe are control characters, such as ESC, and characters that reorder text
/// (U+202E displays `gnp.exe` as `exe.png`) or break a line (U+2028).
///
/// ```
/// use medium_runtime::sanitize_for_terminal;
///
/// assert_eq!(sanitize_for_terminal("a\u{1b}[2Jb\u{202e}c\n"), "a\u{fffd}[2Jb\u{fffd}c\n");
/// ```
#[must_use]
pub fn sanitize_for_terminal(text: &str) -> Cow<'_, str> {
    let is_unsafe = |c: char| is_unsafe_for_terminal(c) && !matches!(c, '\n' | '\t');
    if text.contains(is_unsafe) {
        return text.replace(is_unsafe, "\u{fffd}").into();
    }
    text.into()
}

/// Returns whether `c` controls a terminal (as line breaks and tabs also do) or reorders the text
/// around it.
#[must_use]
pub fn is_unsafe_for_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Marks and embeddings of the bidirectional algorithm.
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Line and paragraph separator.
            | '\u{2028}' | '\u{2029}')
}

/// Replaces each unsafe character with a space, so that the text is one line.
#[cfg(feature = "client")]
pub(crate) fn one_line(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .map(|c| if is_unsafe_for_terminal(c) { ' ' } else { c })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_safe_text() {
        for text in ["", "a\tb\nc", "Ünïcödé 漢字 שלום", "👩‍👩‍👧 \u{200d}"] {
            assert!(
                matches!(sanitize_for_terminal(text), Cow::Borrowed(_)),
                "{text}"
            );
        }
    }

    #[test]
    fn replaces_unsafe_characters() {
        for c in [
            '\0', '\u{7}', '\r', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200f}',
            '\u{2028}',
        ] {
            assert_eq!(
                sanitize_for_terminal(&format!("a{c}b")),
                "a\u{fffd}b",
                "{c:?}"
            );
            assert_eq!(
                one_line(&format!("a{c}b")).collect::<String>(),
                "a b",
                "{c:?}"
            );
        }
        assert_eq!(one_line("a\n\tb").collect::<String>(), "a  b");
    }
}
