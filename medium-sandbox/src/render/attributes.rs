//! Limits the number of attributes of a tag.
//!
//! HTML parsers compare each attribute with all others of the tag, or recurse for each. So tags are
//! limited before any parser sees them.

use std::borrow::Cow;

/// The maximum number of attributes of a tag.
const MAX_ATTRIBUTES: usize = 100;

/// Elements whose content is not parsed as HTML.
const RAW_TEXT_ELEMENTS: [&str; 2] = ["script", "style"];

/// Removes all attributes of a tag that has more than 100. In a text of at least 200 bytes, also
/// removes comments, and the content of scripts and style sheets.
///
/// In the result, every `<` before a letter begins a tag that was counted, since those within a tag
/// become `&lt;`. So the limit holds even if a parser splits the text differently.
///
/// ```
/// let many: String = (0..1000).map(|number| format!(" a{number}")).collect();
/// let html = format!("<p{many}>Text</p>");
/// assert_eq!(medium_sandbox::render::drop_excess_attributes(&html), "<p>Text</p>");
/// ```
#[must_use]
pub fn drop_excess_attributes(html: &str) -> Cow<'_, str> {
    // A short text can't contain that many.
    if html.len() < 2 * MAX_ATTRIBUTES {
        return Cow::Borrowed(html);
    }
    let (mut output, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(start) = rest.find('<') {
        output.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            rest = after(&rest[2..], "-->");
        } else if let Some(tag) = Tag::read(rest) {
            tag.write(&mut output);
            rest = &rest[tag.text.len()..];
            if tag.is_raw_text() {
                rest = from_end_tag(rest);
            }
        } else {
            output.push('<');
            rest = &rest[1..];
        }
    }
    output.push_str(rest);
    Cow::Owned(output)
}

/// Replaces all attributes of a tag that has more than 100 with spaces. Offsets in the text stay the
/// same.
#[must_use]
pub fn blank_excess_attributes(html: &str) -> Cow<'_, str> {
    let (mut output, mut done, mut rest) = (String::new(), 0, html);
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            rest = after(&rest[2..], "-->");
            continue;
        }
        let Some(tag) = Tag::read(rest) else {
            rest = &rest[1..];
            continue;
        };
        let start = html.len() - rest.len();
        rest = &rest[tag.text.len()..];
        if tag.attributes > MAX_ATTRIBUTES {
            let end = start + tag.text.trim_end_matches('>').len();
            let name = start + tag.text.find(tag.name).unwrap_or_default() + tag.name.len();
            output.push_str(&html[done..name]);
            let blanks = html[name..end].bytes();
            output.extend(blanks.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            done = end;
        }
        if tag.is_raw_text() {
            rest = from_end_tag(rest);
        }
    }
    match done {
        0 => Cow::Borrowed(html),
        _ => Cow::Owned(output + &html[done..]),
    }
}

/// Returns the text after `end`; empty if `end` is missing.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// Returns the text from the end tag of a script or a style sheet.
fn from_end_tag(text: &str) -> &str {
    let mut ends = text.match_indices("</").map(|(start, _)| &text[start..]);
    let end = ends.find(|end| {
        RAW_TEXT_ELEMENTS.iter().any(|name| {
            let found = end.get(2..2 + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name))
        })
    });
    end.unwrap_or_default()
}

/// A tag.
struct Tag<'a> {
    /// All of it, with its angle brackets.
    text: &'a str,
    name: &'a str,
    attributes: usize,
}

impl<'a> Tag<'a> {
    /// Parses the tag at the start of `text`, as the HTML standard does.
    fn read(text: &'a str) -> Option<Self> {
        let start = if text.starts_with("</") { 2 } else { 1 };
        if !text.as_bytes().get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let mut rest = Rest {
            text,
            offset: start,
        };
        rest.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let (name, mut attributes) = (&text[start..rest.offset], 0);
        loop {
            rest.skip_while(|byte| is_space(byte) || byte == b'/');
            match rest.byte() {
                None => break,
                Some(b'>') => {
                    rest.offset += 1;
                    break;
                }
                Some(_) => {
                    attributes += 1;
                    rest.skip_attribute();
                }
            }
        }
        Some(Self {
            text: &text[..rest.offset],
            name,
            attributes,
        })
    }

    fn is_end(&self) -> bool {
        self.text.starts_with("</")
    }

    fn is_raw_text(&self) -> bool {
        let is_named = |name: &&str| self.name.eq_ignore_ascii_case(name);
        !self.is_end() && RAW_TEXT_ELEMENTS.iter().any(is_named)
    }

    fn write(&self, output: &mut String) {
        let is_end = self.is_end();
        let inner = if is_end || self.attributes > MAX_ATTRIBUTES {
            let end = if self.text.ends_with('>') { ">" } else { "" };
            format!("{}{}{end}", if is_end { "/" } else { "" }, self.name)
        } else {
            self.text[1..].to_owned()
        };
        output.push('<');
        output.push_str(&inner.replace('<', "&lt;"));
    }
}

/// The rest of a tag. Offsets are at ASCII characters, and so never within a character.
struct Rest<'a> {
    text: &'a str,
    offset: usize,
}

impl Rest<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn skip_while(&mut self, is_skipped: impl Fn(u8) -> bool) {
        while self.byte().is_some_and(&is_skipped) {
            self.offset += 1;
        }
    }

    fn skip_until(&mut self, is_end: impl Fn(u8) -> bool) {
        self.skip_while(|byte| !is_end(byte));
    }

    /// Skips a name, which may begin with `=`, and a value.
    fn skip_attribute(&mut self) {
        if self.byte() == Some(b'=') {
            self.offset += 1;
        }
        self.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        self.skip_while(is_space);
        if self.byte() != Some(b'=') {
            return;
        }
        self.offset += 1;
        self.skip_while(is_space);
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.offset += 1;
                self.skip_until(|byte| byte == quote);
                self.offset = self.text.len().min(self.offset + 1);
            }
            _ => self.skip_until(|byte| is_space(byte) || byte == b'>'),
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the attributes of each tag that a parser may begin to read in `html`, whatever it
    /// reads before.
    fn max_attributes(html: &str) -> usize {
        let starts = html.match_indices('<').map(|(start, _)| &html[start..]);
        let tags = starts.filter_map(Tag::read);
        tags.map(|tag| tag.attributes).max().unwrap_or_default()
    }

    #[test]
    fn limits_attributes_in_every_context() {
        for (before, after) in [
            ("", ""),
            ("</p", ""),
            ("<!-- <p a=\"--><i ", "<!-- -->"),
            ("<style><!--</style>", "<!-- -->"),
            ("<select><style>", "</style></select>"),
            ("<textarea><b c=\"</textarea>", "\">"),
            ("<svg><![CDATA[>", "]]></svg>"),
            ("<p a='<q b=\"'>", "\">"),
            ("<p a=<q b=\"'>", "\">"),
        ] {
            for attribute in [" a", " a=\"<\"", " a='>'", "/a", " =a", "<", "\n<a <b"] {
                let html = format!("{before}<p {}>Text</p>{after}", attribute.repeat(1_000));
                let output = drop_excess_attributes(&html);
                let max = max_attributes(&output);
                assert!(
                    max <= MAX_ATTRIBUTES,
                    "{before}{attribute}: {max} in {output}"
                );
            }
        }
    }

    #[test]
    fn blanking_keeps_positions() {
        let html = format!(
            "<!-- <p a=\"-->\u{e9} <p\n{}>Text</p><b a>c</b>",
            " \u{e9}=\">\"".repeat(1_000)
        );
        let output = blank_excess_attributes(&html);
        assert_eq!(
            (output.len(), output.find("Text")),
            (html.len(), html.find("Text"))
        );
        assert!(
            output.starts_with("<!-- <p a=\"-->\u{e9} <p\n  ")
                && output.ends_with("  >Text</p><b a>c</b>")
        );
        assert_eq!(blank_excess_attributes("<p a>b</p>"), "<p a>b</p>");
    }

    #[test]
    fn keeps_other_html() {
        let text = "words ".repeat(MAX_ATTRIBUTES);
        let html = format!(
            "<p title=\"a &quot;b&quot; > c\">1 &lt; 2 < 3 &amp; é {text}</p><pre>\n a</pre>\
             <img alt='A' src=a><br/><!DOCTYPE html>"
        );
        assert_eq!(drop_excess_attributes(&html), html);
        let script =
            format!("{html}<!-- c --><script>if (a<b) c=\"</p>\"</script><style>a</style>d");
        let expected = format!("{html}<script></script><style></style>d");
        assert_eq!(drop_excess_attributes(&script), expected);
    }
}
