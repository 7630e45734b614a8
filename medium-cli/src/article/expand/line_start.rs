//! Constructs at the start of a line: abbreviations of kramdown, admonitions of MkDocs, embeds of Hashnode,
//! comments of AsciiDoc and Org.

use super::{ExpandContext, Expansion, comments};

/// Only this many bytes of a line are read.
const MAX_LENGTH: usize = 2_000;
/// The maximum indentation, including markers of quotes.
const MAX_DEPTH: usize = 40;

/// The offset of a construct at the start of the line at `line`, after indentation and markers.
pub(super) fn start(text: &str, line: usize) -> Option<usize> {
    let is_before = |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+');
    let before = text.as_bytes()[line..].iter().take(MAX_DEPTH);
    let at = line + before.take_while(|byte| is_before(byte)).count();
    let rest = &text[at..];
    let is_import = at == line && (rest.starts_with("import ") || rest.starts_with("export "));
    let is_construct = is_import
        || rest.starts_with('[')
        || rest.starts_with("*[")
        || rest.starts_with("???")
        || rest.starts_with("===")
        || rest.starts_with("#+")
        || rest.starts_with("////");
    is_construct.then_some(at)
}

/// Expands the construct at `at`.
pub(super) fn definition(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    match &lexer.search.text.as_bytes()[at..] {
        [b'*', ..] => abbreviation(lexer, at),
        [b'?' | b'=', ..] => admonition(lexer, at),
        [b'/' | b'#', ..] => comments::block(lexer, at),
        _ => None,
    }
}

/// `*[HTML]: its meaning`, of kramdown, PHP Markdown Extra and MkDocs.
fn abbreviation(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let line = lexer.search.line(at, MAX_LENGTH);
    let (name, _) = line.strip_prefix("*[")?.split_once("]:")?;
    if name.is_empty() || name.contains(['[', ']']) {
        return None;
    }
    let message = "Medium has no abbreviations; they are left out";
    lexer
        .findings
        .warn_once(lexer.map.position(at), line, message);
    Expansion::inline(at + line.len(), "")
}

/// MkDocs' `!!! note "Title"`, `??? note` and `=== "Tab"` above indented text. The text would be read as code,
/// including its comments.
pub(super) fn admonition(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    let before = &text.as_bytes()[at.saturating_sub(MAX_DEPTH)..at];
    let marker = before
        .iter()
        .rposition(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
    if !marker.map_or(at <= MAX_DEPTH, |marker| before[marker] == b'\n') {
        return None;
    }
    let line = lexer.search.line(at, MAX_LENGTH);
    let titles = [
        "!!! ", "!!!+ ", "??? ", "???+ ", "=== \"", "===! \"", "===+ \"",
    ]
    .into_iter();
    let title = titles
        .filter_map(|marker| line.strip_prefix(marker))
        .next()?;
    let below = text.get(at + line.len()..)?.strip_prefix('\n')?;
    let below = below.strip_prefix('\n').unwrap_or(below);
    let is_indented = below.starts_with("    ") || below.starts_with('\t');
    let is_tab = line.starts_with('=');
    let is_named = is_tab || title.starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_named || !is_indented {
        return None;
    }
    let end = at + line.len();
    let message = match is_tab {
        true => {
            "a tab of MkDocs, which becomes code on Medium; write a heading, and the text without \
             indentation"
        }
        false => {
            "a MkDocs admonition, which becomes code on Medium; write it as a quote (lines that \
             start with >)"
        }
    };
    lexer.error(at..end, message);
    Expansion::keep(end)
}

/// `%[https://example.com]`, of Hashnode.
pub(super) fn embed(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let line = lexer.search.line(at, MAX_LENGTH);
    let (url, _) = line.strip_prefix("%[")?.split_once(']')?;
    if !url.starts_with("http") || url.contains(char::is_whitespace) {
        return None;
    }
    Expansion::block(at + 2 + url.len() + 1, url)
}
