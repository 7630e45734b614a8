//! Private comments of other tools. They are never sent, not even with `--lossy`; one that is opened
//! and never closed stops the article, since nobody can tell what of it is private.
//!
//! Obsidian's `%%…%%` are the parser's, and removed from the tree in `transform/`.

mod templates;
mod whole_lines;

use super::scan::Scan;
use super::{Expansion, Lexer, Settings, literal};
use crate::article::findings::Findings;
use crate::article::markdown;
use crate::article::source_map::SourceMap;

pub(super) use whole_lines::block;

const UNCLOSED: &str = "this comment is never closed, so what below it is private can't be told; \
                        close it";

/// How a comment begins and what ends it, where that needs no closer look.
const PAIRS: [(&str, &str); 13] = [
    // HTML's, where the Markdown parser sees none: over several paragraphs, or among other tags.
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    // No element of HTML, but there is no doubt what it holds.
    ("<comment>", "</comment>"),
    // FreeMarker, and Laravel's Blade.
    ("<#--", "-->"),
    ("{{--", "--}}"),
    // LaTeX.
    ("\\begin{comment}", "\\end{comment}"),
    // EJS and ERB.
    ("<%--", "--%>"),
    ("<%#", "%>"),
    // Handlebars, as in Ghost's themes.
    ("{{!--", "--}}"),
    ("{{!", "}}"),
    ("{{~!--", "--~}}"),
    ("{{~!", "}}"),
    // CriticMarkup.
    ("{>>", "<<}"),
];

/// The comment at `at`, if there is one.
pub(super) fn comment(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let rest = &lexer.scan.text[at..];
    for empty in ["<!-->", "<!--->"] {
        if rest.starts_with(empty) {
            return Some(removed(lexer, at, Some(at + empty.len())));
        }
    }
    if let Some((open, close)) = PAIRS.iter().find(|(open, _)| rest.starts_with(open)) {
        let end = lexer.scan.find(close, at + open.len());
        if let Some(end) = end
            && is_paywall(&lexer.scan.text[at + open.len()..end])
        {
            lexer.refuse(at..end + close.len(), PAYWALL);
        }
        return Some(removed(lexer, at, end.map(|end| end + close.len())));
    }
    if rest.starts_with("@*") {
        // Razor's. Without an end, it may be emphasis behind a sign.
        let end = lexer.scan.find("*@", at + 2)?;
        return Some(removed(lexer, at, Some(end + 2)));
    }
    if let Some(closing) = braces(rest) {
        let inner_end = lexer.scan.find("*/", at + closing.len());
        let end = inner_end.and_then(|end| lexer.scan.find(closing, end));
        return Some(removed(lexer, at, end.map(|end| end + closing.len())));
    }
    if rest.starts_with("{::comment") {
        return Some(templates::kramdown(lexer, at));
    }
    match rest.get(..3) {
        Some("{{<" | "{{%") => templates::hugo(lexer, at),
        Some(three) if three.starts_with("{%") => templates::liquid(lexer, at),
        Some(three) if three.starts_with("{#") => templates::compact(lexer, at),
        Some(_) if rest.starts_with('[') => whole_lines::definition(lexer, at),
        _ => None,
    }
}

/// What closes `{{/* … */}}` of Go, and `{/* … */}` of JSX, which may have white space before it.
fn braces(rest: &str) -> Option<&'static str> {
    let is_before = |c: char| c.is_whitespace() || c == '-';
    let is_comment = |inner: &str| inner.trim_start_matches(is_before).starts_with("/*");
    // White space may be long.
    let rest = rest.get(..rest.len().min(MAX_SPACE)).unwrap_or(rest);
    match (rest.strip_prefix("{{"), rest.strip_prefix('{')) {
        (Some(inner), _) if is_comment(inner) => Some("}}"),
        (None, Some(inner)) if is_comment(inner) => Some("}"),
        _ => None,
    }
}

/// How far behind its brace a comment may begin.
const MAX_SPACE: usize = 100;

/// Nothing in the place of a comment up to `end`; without an end, the article is refused.
fn removed(lexer: &mut Lexer<'_, '_>, at: usize, end: Option<usize>) -> Expansion {
    let end = end.unwrap_or_else(|| {
        let length = lexer.scan.line(at, 200).len();
        lexer.refuse(at..at + length, UNCLOSED);
        lexer.scan.text.len()
    });
    Expansion {
        end,
        replacement: super::Replacement::Inline(String::new()),
    }
}

/// What stands below this comment is sold by Ghost and its kin, and not for everybody.
pub(in crate::article) fn is_paywall(comment: &str) -> bool {
    let is_letter = |c: &char| c.is_ascii_alphabetic();
    let letters: String = comment.chars().filter(is_letter).take(20).collect();
    ["membersonly", "paywall"].contains(&letters.to_ascii_lowercase().as_str())
}

/// What to say of [`is_paywall`].
pub(in crate::article) const PAYWALL: &str = "what stands below is for paying members alone, and \
                                              would be published; take it out, or this line";

/// The first comment that a line holds outside of code, or the beginning of one: in a title or a
/// tag it would be published.
pub(in crate::article) fn first(line: &str) -> Option<&str> {
    markdown::with_parsed(line, |root| {
        let code = literal::code(line, root);
        let map = SourceMap::new(line, 0);
        let mut findings = Findings::new(false);
        let mut lexer = Lexer {
            scan: Scan::new(line),
            settings: Settings::default(),
            map: &map,
            findings: &mut findings,
            next_code: line.len(),
        };
        let starts = line.match_indices(['<', '{', '\\', '%', '[', '@']);
        let mut starts = starts.filter(|(at, _)| !code.iter().any(|code| code.contains(at)));
        starts.find_map(|(at, _)| {
            if let Some(rest) = line[at..].strip_prefix("%%") {
                let end = rest.find("%%").map_or(line.len(), |end| at + end + 4);
                return line.get(at..end);
            }
            let found = comment(&mut lexer, at)?;
            line.get(at..found.end)
        })
    })
}

/// Longer lines are looked at no further.
const MAX_LENGTH: usize = 1_000;

#[cfg(test)]
mod tests;
