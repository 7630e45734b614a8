//! Constructs at the start of a line: abbreviations of kramdown, admonitions of MkDocs, embeds of Hashnode,
//! comments of AsciiDoc and Org.

use super::{ExpandContext, Expansion, comments};

/// Only this many bytes of a line are read.
const MAX_LINE_BYTES: usize = 2_000;
/// The maximum indentation, including markers of quotes.
const MAX_DEPTH: usize = 40;

/// Returns the offset of a construct at the start of the line at `line`, after indentation and markers.
pub(super) fn start(text: &str, line: usize) -> Option<usize> {
    let is_before = |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+');
    let before = text.as_bytes()[line..].iter().take(MAX_DEPTH);
    let offset = line + before.take_while(|byte| is_before(byte)).count();
    let rest = &text[offset..];
    let is_import = offset == line && (rest.starts_with("import ") || rest.starts_with("export "));
    let is_construct = is_import
        || rest.starts_with('[')
        || rest.starts_with("*[")
        || rest.starts_with("???")
        || rest.starts_with("===")
        || rest.starts_with("#+")
        || rest.starts_with("////");
    is_construct.then_some(offset)
}

/// Expands the construct at `offset`.
pub(super) fn construct(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    match &context.search.text.as_bytes()[offset..] {
        [b'*', ..] => abbreviation(context, offset),
        [b'?' | b'=', ..] => admonition(context, offset),
        [b'/' | b'#', ..] => comments::block(context, offset),
        _ => None,
    }
}

/// Removes `*[HTML]: its meaning`, of kramdown, PHP Markdown Extra and MkDocs.
fn abbreviation(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let line = context.search.line(offset, MAX_LINE_BYTES);
    let (name, _) = line.strip_prefix("*[")?.split_once("]:")?;
    if name.is_empty() || name.contains(['[', ']']) {
        return None;
    }
    let message = "Medium has no abbreviations; they are left out";
    context
        .findings
        .warn_once(context.map.position(offset), line, message);
    Expansion::inline(offset + line.len(), "")
}

/// Reports MkDocs' `!!! note "Title"`, `??? note` and `=== "Tab"` above indented text. The text would be
/// read as code, including its comments.
pub(super) fn admonition(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let before = &text.as_bytes()[offset.saturating_sub(MAX_DEPTH)..offset];
    let marker = before
        .iter()
        .rposition(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
    if !marker.map_or(offset <= MAX_DEPTH, |marker| before[marker] == b'\n') {
        return None;
    }
    let line = context.search.line(offset, MAX_LINE_BYTES);
    let titles = [
        "!!! ", "!!!+ ", "??? ", "???+ ", "=== \"", "===! \"", "===+ \"",
    ]
    .into_iter();
    let title = titles
        .filter_map(|marker| line.strip_prefix(marker))
        .next()?;
    let below = text.get(offset + line.len()..)?.strip_prefix('\n')?;
    let below = below.strip_prefix('\n').unwrap_or(below);
    let is_indented = below.starts_with("    ") || below.starts_with('\t');
    let is_tab = line.starts_with('=');
    let is_named = is_tab || title.starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_named || !is_indented {
        return None;
    }
    let end = offset + line.len();
    let message = if is_tab {
        "a tab of MkDocs, which becomes code on Medium; write a heading, and the text without \
             indentation"
    } else {
        "a MkDocs admonition, which becomes code on Medium; write it as a quote (lines that \
             start with >)"
    };
    context.error(offset..end, message);
    Expansion::keep(end)
}

/// Expands `%[https://example.com]`, of Hashnode.
pub(super) fn embed(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let line = context.search.line(offset, MAX_LINE_BYTES);
    let (url, _) = line.strip_prefix("%[")?.split_once(']')?;
    if !url.starts_with("http") || url.contains(char::is_whitespace) {
        return None;
    }
    Expansion::block(offset + 2 + url.len() + 1, url)
}
