//! Removes comments of other tools. They are never sent, not even with `--lossy`. An unclosed comment is an
//! error, since its extent is unknown.
//!
//! Obsidian's `%%…%%` is read by the parser, and removed from the tree in `transform/`.

mod templates;
mod whole_lines;

use super::search::Search;
use super::{ExpandContext, Expansion, Settings, unexpanded_ranges};
use crate::article::findings::Findings;
use crate::article::front_matter::Body;
use crate::article::markdown;
use crate::article::source_map::SourceMap;

pub(super) use whole_lines::block;

/// Only this many bytes of a line are read.
const MAX_LINE_BYTES: usize = 1_000;

const UNCLOSED: &str = "this comment is never closed, and may hide the rest of the text; close it";

/// Comments with a fixed start and end.
const PAIRS: [(&str, &str); 13] = [
    // HTML comments that the Markdown parser doesn't recognize: over several paragraphs, or between tags.
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    // Not an HTML element, but clearly a comment.
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

/// Reads the comment at `offset`, if there is one.
pub(super) fn comment(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let rest = &context.search.text[offset..];
    for empty in ["<!-->", "<!--->"] {
        if rest.starts_with(empty) {
            return Some(remove_comment(context, offset, Some(offset + empty.len())));
        }
    }
    if let Some((open, close)) = PAIRS.iter().find(|(open, _)| rest.starts_with(open)) {
        let end = context.search.find(close, offset + open.len());
        if let Some(end) = end
            && is_paywall(&context.search.text[offset + open.len()..end])
        {
            context.error(offset..end + close.len(), PAYWALL);
        }
        let end = end.map(|end| end + close.len());
        return Some(remove_comment(context, offset, end));
    }
    if rest.starts_with("@*") {
        // Razor's comment. Without an end, it may be emphasis after `@`.
        let end = context.search.find("*@", offset + 2)?;
        return Some(remove_comment(context, offset, Some(end + 2)));
    }
    if let Some(closing) = closing_braces(rest) {
        let inner_end = context.search.find("*/", offset + closing.len());
        let end = inner_end.and_then(|end| context.search.find(closing, end));
        let end = end.map(|end| end + closing.len());
        return Some(remove_comment(context, offset, end));
    }
    if rest.starts_with("{::comment") {
        return Some(templates::kramdown(context, offset));
    }
    match rest.get(..3) {
        Some("{{<" | "{{%") => templates::hugo(context, offset),
        Some(three) if three.starts_with("{%") => templates::liquid(context, offset),
        Some(three) if three.starts_with("{#") => templates::compact(context, offset),
        Some(_) if rest.starts_with('[') => whole_lines::definition(context, offset),
        _ => None,
    }
}

/// Returns the closing delimiter of Go's `{{/* … */}}` or JSX's `{/* … */}`, if `rest` starts with one.
fn closing_braces(rest: &str) -> Option<&'static str> {
    let is_before = |c: char| c.is_whitespace() || c == '-';
    let is_comment = |inner: &str| inner.trim_start_matches(is_before).starts_with("/*");
    let rest = rest.get(..rest.len().min(MAX_SPACE)).unwrap_or(rest);
    match (rest.strip_prefix("{{"), rest.strip_prefix('{')) {
        (Some(inner), _) if is_comment(inner) => Some("}}"),
        (None, Some(inner)) if is_comment(inner) => Some("}"),
        _ => None,
    }
}

/// The maximum white space between the brace and the comment.
const MAX_SPACE: usize = 100;

/// Removes a comment up to `end`. Without an end, the article is rejected.
fn remove_comment(
    context: &mut ExpandContext<'_, '_>,
    offset: usize,
    end: Option<usize>,
) -> Expansion {
    let end = end.unwrap_or_else(|| {
        let length = context.search.line(offset, 200).len();
        context.error(offset..offset + length, UNCLOSED);
        context.search.text.len()
    });
    Expansion {
        end,
        replacement: super::Replacement::Inline(String::new()),
    }
}

/// Returns whether a comment marks the start of members-only content, as in Ghost.
pub(in crate::article) fn is_paywall(comment: &str) -> bool {
    let is_letter = |c: &char| c.is_ascii_alphabetic();
    let letters: String = comment.chars().filter(is_letter).take(20).collect();
    ["membersonly", "paywall"].contains(&letters.to_ascii_lowercase().as_str())
}

/// The error for [`is_paywall`].
pub(in crate::article) const PAYWALL: &str = "the text below is for paying members, but would be \
                                              published; remove the text or this line";

/// Returns the first comment, or start of a comment, in a line outside of code. In a title or a tag, it
/// would be published.
pub(in crate::article) fn first(line: &str) -> Option<&str> {
    markdown::with_parsed(line, |root| {
        let code = unexpanded_ranges::inline_code(line, root);
        let map = SourceMap::new(Body {
            text: line,
            lines_above: 0,
            columns_before: 0,
        });
        let mut findings = Findings::new(false);
        let mut context = ExpandContext {
            search: Search::new(line),
            settings: Settings::default(),
            map: &map,
            findings: &mut findings,
            next_code: line.len(),
        };
        let starts = line.match_indices(['<', '{', '\\', '%', '[', '@']);
        let mut starts =
            starts.filter(|(offset, _)| !code.iter().any(|code| code.contains(offset)));
        starts.find_map(|(offset, _)| {
            if let Some(rest) = line[offset..].strip_prefix("%%") {
                let end = rest.find("%%").map_or(line.len(), |end| offset + end + 4);
                return line.get(offset..end);
            }
            let found = comment(&mut context, offset)?;
            line.get(offset..found.end)
        })
    })
}

#[cfg(test)]
mod tests;
