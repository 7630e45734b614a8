//! Private comments of other tools. They are never sent, not even with `--lossy`; one that is opened
//! and never closed stops the article, since nobody can tell what of it is private.
//!
//! Obsidian's `%%…%%` are the parser's, and removed from the tree in `transform/`.

use super::scan::Scan;
use super::{Lexer, Macro, Settings, literal};
use crate::article::markdown;
use crate::article::notes::Notes;
use crate::article::source_map::SourceMap;

const UNCLOSED: &str = "this comment is never closed, so what below it is private can't be told; \
                        close it";

/// How a comment begins and what ends it, where that needs no closer look.
const PAIRS: [(&str, &str); 12] = [
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
    // MDX, also in Docusaurus's files that end in .md.
    ("{/*", "*/}"),
    // CriticMarkup.
    ("{>>", "<<}"),
];

/// The comment at `at`, if there is one.
pub(super) fn comment(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
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
            lexer.refuse(at..end, PAYWALL);
        }
        return Some(removed(lexer, at, end.map(|end| end + close.len())));
    }
    if rest.starts_with("@*") {
        // Razor's. Without an end, it may be emphasis behind a sign.
        let end = lexer.scan.find("*@", at + 2)?;
        return Some(removed(lexer, at, Some(end + 2)));
    }
    if rest.starts_with("{{/*") || rest.starts_with("{{- /*") {
        let inner_end = lexer.scan.find("*/", at + 4);
        let end = inner_end.and_then(|end| lexer.scan.find("}}", end));
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    if rest.starts_with("{::comment") {
        return Some(kramdown(lexer, at));
    }
    match rest.get(..3) {
        Some("{{<" | "{{%") => hugo(lexer, at),
        Some(three) if three.starts_with("{%") => liquid(lexer, at),
        Some(three) if three.starts_with("{#") => compact(lexer, at),
        Some(_) if rest.starts_with('[') => definition(lexer, at),
        _ => None,
    }
}

/// Nothing in the place of a comment up to `end`; without an end, the article is refused.
fn removed(lexer: &mut Lexer<'_, '_>, at: usize, end: Option<usize>) -> Macro {
    let end = end.unwrap_or_else(|| {
        let length = lexer.scan.line(at, 200).len();
        lexer.refuse(at..at + length, UNCLOSED);
        lexer.scan.text.len()
    });
    Macro {
        end,
        replacement: super::Replacement::Inline(String::new()),
    }
}

/// `{::comment} … {:/comment}`, `{::comment} … {:/}` and `{::comment … /}`.
fn kramdown(lexer: &mut Lexer<'_, '_>, at: usize) -> Macro {
    let Some(open) = lexer.scan.find("}", at) else {
        return removed(lexer, at, None);
    };
    let is_whole = lexer.scan.text[at..open].ends_with('/');
    let close = if is_whole {
        Some(open)
    } else {
        let start = lexer.scan.find("{:/", open);
        start.and_then(|start| lexer.scan.find("}", start))
    };
    removed(lexer, at, close.map(|close| close + 1))
}

/// `{{< comment >}} … {{< /comment >}}` of Hugo's themes.
fn hugo(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    if word(text[at + 3..].trim_start()) != "comment" {
        return None;
    }
    let Some(close) = lexer.scan.find("}}", at) else {
        return Some(removed(lexer, at, None));
    };
    let inner = &text[at + 3..close];
    if inner.trim_end_matches(['>', '%']).trim_end().ends_with('/') {
        return Some(removed(lexer, at, Some(close + 2)));
    }
    let end = lexer.scan.find("/comment", close);
    let end = end.and_then(|end| lexer.scan.find("}}", end));
    Some(removed(lexer, at, end.map(|end| end + 2)))
}

/// `{% comment %} … {% endcomment %}`, which may hold others, and `{% # … %}`.
fn liquid(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    let name = text[at + 2..].trim_start_matches('-').trim_start();
    if name.starts_with('#') {
        let end = lexer.scan.find("%}", at);
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    if word(name) != "comment" {
        return None;
    }
    let mut depth = 0_usize;
    let mut from = at;
    while let Some(open) = lexer.scan.find("{%", from) {
        let Some(close) = lexer.scan.find("%}", open) else {
            break;
        };
        let inner = text[open + 2..close].trim_start_matches('-').trim_start();
        match word(inner) {
            "comment" => depth += 1,
            "endcomment" => depth -= 1,
            _ => {}
        }
        from = close + 2;
        if depth == 0 {
            return Some(removed(lexer, at, Some(from)));
        }
    }
    Some(removed(lexer, at, None))
}

/// `{#…#}` of Jinja, Twig and Tera; `{#name}` is a heading's.
fn compact(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    if text[at + 2..].starts_with(|c: char| c.is_whitespace() || c == '-') {
        let end = lexer.scan.find("#}", at + 2);
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    let line = lexer.scan.line(at + 2, 1_000);
    let brace = line.find('}')?;
    let is_comment = line[..brace].ends_with('#');
    let end = Some(at + 2 + brace + 1);
    is_comment.then(|| removed(lexer, at, end))
}

/// `[//]: # (a comment)`: a link that leads nowhere, which nobody uses.
fn definition(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let line = lexer.scan.line(at, LONGEST);
    let (label, target) = line.strip_prefix('[')?.split_once("]:")?;
    let is_named = matches!(
        label.trim().to_ascii_lowercase().as_str(),
        "//" | "comment" | "comments" | "_comment" | "hidden" | "private" | "todo"
    );
    let target = target.trim();
    let title = target
        .strip_prefix('#')
        .or_else(|| target.strip_prefix("<>"));
    let leads_nowhere = title.is_some_and(|title| title.starts_with([' ', '\t']));
    let title = title.unwrap_or(target).trim();
    let close = match title.chars().next() {
        Some('(') if leads_nowhere => ")",
        Some('"') if leads_nowhere => "\"",
        Some('\'') if leads_nowhere => "'",
        // It is not hidden where it is written so, but it was meant to be.
        _ if is_named && leads_nowhere => return Some(removed(lexer, at, Some(at + line.len()))),
        _ => return None,
    };
    let ends_here = title.len() > 1 && title.ends_with(close);
    let end = if ends_here {
        at + line.len()
    } else {
        let title_start = at + line.trim_end().len() - title.len() + 1;
        lexer.scan.find(close, title_start)? + 1
    };
    Some(removed(lexer, at, Some(end)))
}

/// `////` lines around a comment of AsciiDoc, and the lines of Org and Logseq.
pub(super) fn block(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let line = lexer.scan.line(at, LONGEST);
    let closing = match line.trim_end() {
        "////" => "\n////",
        "#+BEGIN_COMMENT" => "#+END_COMMENT",
        "#+begin_comment" => "#+end_comment",
        _ => return None,
    };
    let end = lexer.scan.find(closing, at + line.len());
    Some(removed(lexer, at, end.map(|end| end + closing.len())))
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
    markdown::parsed(line, |root| {
        let code = literal::code(line, root);
        let map = SourceMap::new(line, 0);
        let mut notes = Notes::new(false);
        let mut lexer = Lexer {
            scan: Scan::new(line),
            settings: Settings::default(),
            map: &map,
            notes: &mut notes,
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
const LONGEST: usize = 1_000;

/// The name that `inner` begins with.
fn word(inner: &str) -> &str {
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &inner[..end.unwrap_or(inner.len())]
}

#[cfg(test)]
#[path = "comments_tests.rs"]
mod tests;
