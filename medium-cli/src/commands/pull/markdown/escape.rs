//! Text as Markdown shows it, with a backslash before what it might read as something else.
//!
//! This command reads more than Markdown: the shortcodes, formulas, links and comments of a dozen tools.
//! So there is no list of constructs here. A sign stays as it is where it can begin none of them, as in
//! ordinary sentences, and is escaped everywhere else: an escaped sign is text for every dialect that
//! `medium publish` reads.

/// What stands around a piece of text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// Whether a line begins with it.
    pub(super) begins_line: bool,
    /// Whether its line ends with it.
    pub(super) ends_line: bool,
    /// Whether brackets are around it, as around the words of a link.
    pub(super) in_brackets: bool,
}

/// What a list's number may have before its sign.
const MAX_DIGITS: usize = 9;

/// `text`, which is part of a line, so that it is read as text.
pub(super) fn escaped(text: &str, around: Around) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut rest = text;
    // A module of MDX begins with a letter, which a backslash does not escape.
    if around.begins_line
        && (text.starts_with("import ") || text.starts_with("export "))
        && let Some(letter) = text.chars().next()
    {
        markdown.push_str(&reference(letter));
        rest = &text[1..];
    }
    let start = text.len() - rest.len();
    for (offset, c) in rest.char_indices() {
        let sign = Character {
            text,
            at: start + offset,
            c,
            around,
        };
        match c {
            _ if sign.is_plain() => markdown.push(c),
            // No `\)` and `\]`: they end a formula.
            ')' | ']' => markdown.push_str(&reference(c)),
            _ => markdown.extend(['\\', c]),
        }
    }
    markdown
}

fn reference(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// A character within its text.
struct Character<'a> {
    text: &'a str,
    at: usize,
    c: char,
    around: Around,
}

impl Character<'_> {
    /// Whether no dialect reads anything but the character here.
    fn is_plain(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        if self.around.begins_line && self.at == 0 {
            return matches!(self.c, '"' | '\'' | ',' | ';' | '(')
                || !self.c.is_ascii_punctuation();
        }
        match self.c {
            '"' | '\'' | ',' | ';' | '?' => true,
            '(' => !matches!(before, Some('(' | '\\')),
            ')' => before != Some('\\') && !self.is_behind_number(),
            ']' => before != Some('\\') && !self.around.in_brackets,
            '.' => !self.is_behind_number() && !self.is_behind_www(),
            '!' => after.map_or(self.around.ends_line, |after| after != '['),
            ':' => is_calm(before) && after.is_none_or(char::is_whitespace),
            '-' | '/' => is_calm(before) && is_calm(after),
            '%' => is_calm(before) && after.is_some_and(char::is_whitespace),
            '&' | '+' | '=' | '<' | '>' | '*' | '|' | '#' | '$' | '~' | '@' => {
                let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
                is_space(before) && is_space(after)
            }
            c => !c.is_ascii_punctuation(),
        }
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn after(&self) -> Option<char> {
        self.text[self.at..].chars().nth(1)
    }

    /// Whether the line begins with a number and this sign, as an item of a list does.
    fn is_behind_number(&self) -> bool {
        let number = &self.text.as_bytes()[..self.at];
        self.around.begins_line
            && number.len() <= MAX_DIGITS
            && number.iter().all(u8::is_ascii_digit)
    }

    /// Whether `www` stands before it, which would become a link.
    fn is_behind_www(&self) -> bool {
        let before = self.text.get(self.at.saturating_sub(3)..self.at);
        before.is_some_and(|before| before.eq_ignore_ascii_case("www"))
    }
}

/// Whether a sign beside this character forms no mark with it.
fn is_calm(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_ascii_punctuation() || "\"',;()".contains(c))
}

/// An address as the target of a link or a picture.
pub(super) fn target(address: &str) -> String {
    let has_space = address.contains(|c: char| c.is_whitespace() || c.is_control());
    let is_balanced = is_balanced(address);
    let (mut markdown, mut before) = (String::with_capacity(address.len()), ' ');
    for c in address.chars() {
        match c {
            '\n' | '\r' => {}
            '(' | ')' if !is_balanced => markdown.push_str(&reference(c)),
            '{' | '<' | '>' | '[' | '\\' | '`' => markdown.extend(['\\', c]),
            // Razor's comments begin so. Medium's pictures have a star in their names.
            '*' if before == '@' => markdown.push_str("\\*"),
            ']' => markdown.push_str(&reference(c)),
            '&' if address.contains(';') => markdown.push_str("\\&"),
            _ => markdown.push(c),
        }
        before = c;
    }
    match has_space || markdown.is_empty() {
        true => format!("<{markdown}>"),
        false => markdown,
    }
}

/// Whether each parenthesis of an address has its other one, and few stand within each other.
fn is_balanced(address: &str) -> bool {
    const MAX_DEPTH: i32 = 30;
    let mut depth = 0;
    for c in address.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if !(0..=MAX_DEPTH).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

/// Whether an address can stand for itself between `<` and `>`, where nothing is escaped.
pub(super) fn is_autolink(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#&=+,;%".contains(c);
    is_web && address.chars().all(is_plain) && !address.contains("%%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        let around = Around {
            begins_line: true,
            ends_line: true,
            in_brackets: false,
        };
        escaped(text, around)
    }

    #[test]
    fn ordinary_sentences_stay_as_they_are() {
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
    fn what_may_begin_a_construct_is_escaped() {
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
    fn a_target_is_one_word_or_stands_in_angle_brackets() {
        for (address, markdown) in [
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
            assert_eq!(target(address), markdown);
        }
    }
}
