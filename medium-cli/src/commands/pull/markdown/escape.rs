//! Escapes text for Markdown.
//!
//! `medium publish` also reads shortcodes, formulas, links and comments of a dozen tools. So this module has no
//! list of constructs. Punctuation stays plain where no construct can start, as in ordinary sentences, and
//! is escaped everywhere else. Every dialect reads escaped punctuation as text.

/// Where a text is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// Whether it is at the start of a line.
    pub(super) starts_line: bool,
    /// Whether it is at the end of a line.
    pub(super) ends_line: bool,
    /// Whether it is inside brackets, such as those of a link.
    pub(super) in_brackets: bool,
}

/// The maximum number of digits in the number of a list item.
const MAX_DIGITS: usize = 9;

/// Escapes `text`, which is a part of a line.
pub(super) fn escape(text: &str, context: Context) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut rest = text;
    // An import or export of MDX starts with a letter, which a backslash doesn't escape.
    if context.starts_line
        && (text.starts_with("import ") || text.starts_with("export "))
        && let Some(letter) = text.chars().next()
    {
        markdown.push_str(&reference(letter));
        rest = &text[1..];
    }
    let start = text.len() - rest.len();
    for (offset, c) in rest.char_indices() {
        let character = Character {
            text,
            offset: start + offset,
            c,
            context,
        };
        match c {
            _ if character.is_plain() => markdown.push(c),
            // Not `\)` and `\]`, which end a formula.
            ')' | ']' => markdown.push_str(&reference(c)),
            _ => markdown.extend(['\\', c]),
        }
    }
    markdown
}

fn reference(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// A character in its text.
struct Character<'a> {
    text: &'a str,
    offset: usize,
    c: char,
    context: Context,
}

impl Character<'_> {
    /// Returns whether every dialect reads it as plain text.
    fn is_plain(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        if self.context.starts_line && self.offset == 0 {
            return matches!(self.c, '"' | '\'' | ',' | ';' | '(')
                || !self.c.is_ascii_punctuation();
        }
        match self.c {
            '"' | '\'' | ',' | ';' | '?' => true,
            '(' => !matches!(before, Some('(' | '\\')),
            ')' => before != Some('\\') && !self.is_after_number(),
            ']' => before != Some('\\') && !self.context.in_brackets,
            '.' => !self.is_after_number() && !self.is_after_www(),
            '!' => after.map_or(self.context.ends_line, |after| after != '['),
            ':' => is_inert(before) && after.is_none_or(char::is_whitespace),
            '-' | '/' => is_inert(before) && is_inert(after),
            '%' => is_inert(before) && after.is_some_and(char::is_whitespace),
            '&' | '+' | '=' | '<' | '>' | '*' | '|' | '#' | '$' | '~' | '@' => {
                let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
                is_space(before) && is_space(after)
            }
            c => !c.is_ascii_punctuation(),
        }
    }

    fn before(&self) -> Option<char> {
        self.text[..self.offset].chars().next_back()
    }

    fn after(&self) -> Option<char> {
        self.text[self.offset..].chars().nth(1)
    }

    /// Returns whether only a number is before it in the line, as in a list item.
    fn is_after_number(&self) -> bool {
        let number = &self.text.as_bytes()[..self.offset];
        self.context.starts_line
            && number.len() <= MAX_DIGITS
            && number.iter().all(u8::is_ascii_digit)
    }

    /// Returns whether it is after `www`, which would become a link.
    fn is_after_www(&self) -> bool {
        let before = self.text.get(self.offset.saturating_sub(3)..self.offset);
        before.is_some_and(|before| before.eq_ignore_ascii_case("www"))
    }
}

/// Returns whether a character can't be part of a construct next to punctuation.
fn is_inert(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_ascii_punctuation() || "\"',;()".contains(c))
}

/// Returns a URL as the target of a link or image.
pub(super) fn target(url: &str) -> String {
    let has_space = url.contains(|c: char| c.is_whitespace() || c.is_control());
    let is_balanced = is_balanced(url);
    let (mut markdown, mut before) = (String::with_capacity(url.len()), ' ');
    for c in url.chars() {
        match c {
            '\n' | '\r' => {}
            '(' | ')' if !is_balanced => markdown.push_str(&reference(c)),
            '{' | '<' | '>' | '[' | '\\' | '`' => markdown.extend(['\\', c]),
            // `@*` starts a Razor comment. A plain `*` is common in the URLs of Medium's images.
            '*' if before == '@' => markdown.push_str("\\*"),
            ']' => markdown.push_str(&reference(c)),
            '&' if url.contains(';') => markdown.push_str("\\&"),
            _ => markdown.push(c),
        }
        before = c;
    }
    if has_space || markdown.is_empty() {
        format!("<{markdown}>")
    } else {
        markdown
    }
}

/// Returns whether the parentheses of a URL are balanced and not nested too deeply.
fn is_balanced(url: &str) -> bool {
    const MAX_DEPTH: i32 = 30;
    let mut depth = 0;
    for c in url.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if !(0..=MAX_DEPTH).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

/// Returns whether a URL can be written as `<url>`, where escapes don't work.
pub(super) fn is_autolink(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#&=+,;%".contains(c);
    is_web && url.chars().all(is_plain) && !url.contains("%%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        let context = Context {
            starts_line: true,
            ends_line: true,
            in_brackets: false,
        };
        escape(text, context)
    }

    #[test]
    fn keeps_ordinary_sentences_unchanged() {
        for text in [
            "She said: \"It's well-known (see p. 5)!\" Really?",
            "50% of 1986 bells, and/or 3 - 2 = 1; a & b...",
            "(So it ends.)",
            "日本語、and “quotes”…",
        ] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn escapes_what_could_start_a_construct() {
        for (text, markdown) in [
            ("- no item", r"\- no item"),
            ("1. no item", r"1\. no item"),
            ("1) no item", "1&#41; no item"),
            ("a_b *c* `d`", r"a\_b \*c\* \`d\`"),
            ("{{< x >}}", r"\{\{\< x \>\}\}"),
            (r"\[x\]", r"\\\[x\\&#93;"),
            (":smile:", r"\:smile:"),
            ("www.example.com", r"www\.example.com"),
            ("https://example.com", r"https\:\/\/example.com"),
            ("import a from 'b'", "&#105;mport a from 'b'"),
        ] {
            assert_eq!(line(text), markdown, "{text}");
        }
    }

    #[test]
    fn escapes_targets() {
        for (url, markdown) in [
            (
                "https://e.example/a_(b)?c=1&d",
                "https://e.example/a_(b)?c=1&d",
            ),
            ("https://e.example/1*a.png", "https://e.example/1*a.png"),
            ("https://e.example/@*a*@", r"https://e.example/@\*a*@"),
            ("a b.png", "<a b.png>"),
            ("https://e.example/)", "https://e.example/&#41;"),
            ("https://e.example/{{<a", r"https://e.example/\{\{\<a"),
        ] {
            assert_eq!(target(url), markdown);
        }
    }
}
