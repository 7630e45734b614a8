//! Removes imports and exports of MDX.

use super::{ExpandContext, Expansion};
use crate::article::front_matter::{SET_STATUS_MESSAGE, is_private};
use crate::article::step_counter;

/// The limit for a line of code, and for code between braces.
const MAX_LENGTH: usize = 5_000;

/// Removes `import … from '…'` or `export …` at the start of a line.
pub(super) fn remove_import_or_export(
    context: &mut ExpandContext<'_, '_>,
    offset: usize,
) -> Option<Expansion> {
    let text = context.search.text;
    if !(offset == 0 || text[..offset].ends_with('\n')) {
        return None;
    }
    let line = context.search.line(offset, MAX_LENGTH);
    let is_export = is_export(line, context.settings.is_mdx);
    let end = if is_export {
        export_end(context, offset)
    } else {
        import_end(context, offset, line)?
    };
    let code = text.get(offset..end).unwrap_or_default();
    if is_export && !context.settings.has_status && declares_private(code) {
        context.error(offset..end, SET_STATUS_MESSAGE);
    }
    context.findings.warn_once(
        context.map.position(offset),
        line,
        "imports and exports are left out",
    );
    Expansion::inline(end, "")
}

/// Returns whether a line is an export. Docusaurus also reads `.md` files as MDX, but there a
/// sentence may start with the word.
fn is_export(line: &str, is_mdx: bool) -> bool {
    let Some(code) = line.strip_prefix("export ") else {
        return false;
    };
    let starts = |words: &[&str]| words.iter().any(|word| code.starts_with(word));
    is_mdx
        || starts(&["const ", "let ", "var "]) && code.contains('=')
        || starts(&[
            "function ",
            "async function ",
            "default {",
            "default function",
        ])
}

/// Returns whether code says that the article is private: `export const meta = {draft: true}` or
/// `export const draft = true`, which some sites use instead of front matter.
fn declares_private(code: &str) -> bool {
    code.split(['{', '(', ',', ';', '\n']).any(|piece| {
        let Some((key, value)) = piece.split_once([':', '=']) else {
            return false;
        };
        let is_around = |c: char| c.is_whitespace() || "'\"`})".contains(c);
        let key = key.split_whitespace().last().unwrap_or_default();
        is_private(key.trim_matches(is_around), value.trim_matches(is_around))
    })
}

/// Returns the end of the last line of an import, whose names may span several lines.
fn import_end(context: &mut ExpandContext<'_, '_>, offset: usize, line: &str) -> Option<usize> {
    let text = context.search.text;
    let names = line.strip_prefix("import ")?;
    let brace = offset + line.find('{').unwrap_or(line.len());
    let is_long =
        !line.contains('}') && line.contains('{') && offset >= context.search.unclosed_until;
    let last = match is_long.then(|| closing_brace(context, brace)).flatten() {
        Some(close) => close,
        None if is_long => {
            context.search.unclosed_until = offset + MAX_LENGTH;
            return None;
        }
        None => offset,
    };
    let rest = context.search.line(last, MAX_LENGTH);
    let code = rest.trim_end().trim_end_matches(';');
    let is_import = code.ends_with(['"', '\''])
        && (code.contains(" from ") || names.trim_start().starts_with(['"', '\'']));
    is_import.then(|| text.len().min(last + rest.len() + 1))
}

/// Returns the end of the line on which all braces of an export are closed, otherwise the next empty line.
fn export_end(context: &mut ExpandContext<'_, '_>, offset: usize) -> usize {
    let text = context.search.text;
    let mut end = offset;
    loop {
        let line = context.search.line(end, MAX_LENGTH);
        let Some(brace) = line.find(['{', '(', '[']) else {
            return text.len().min(end + line.len() + 1);
        };
        let Some(close) = closing_brace(context, end + brace) else {
            return context.search.find("\n\n", offset).unwrap_or(text.len());
        };
        end = close + 1;
    }
}

/// Returns the end of the brace, bracket or parenthesis at `offset`.
pub(super) fn closing_brace(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    let mut previous = ' ';
    for (length, c) in context.search.text[offset..]
        .char_indices()
        .take(MAX_LENGTH)
    {
        step_counter::add(1);
        match (quote, c) {
            (Some(open), c) if c == open && previous != '\\' => quote = None,
            // An unclosed quote is an apostrophe.
            (Some('\'' | '"'), '\n') => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') if !previous.is_alphanumeric() => quote = Some(c),
            (None, '{' | '(' | '[') => depth += 1,
            (None, '}' | ')' | ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(offset + length);
                }
            }
            _ => {}
        }
        previous = c;
    }
    None
}
