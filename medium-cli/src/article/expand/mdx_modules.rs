//! MDX's imports and exports: code above and between the text.

use super::{Expansion, Lexer};
use crate::article::front_matter::{NAME_A_STATUS, is_private};
use crate::article::step_counter;

/// No line of code, and no piece of it between braces, is longer than that.
const MAX_LENGTH: usize = 5_000;

/// `import … from '…'` and `export …` at the start of a line.
pub(super) fn module(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.scan.text;
    if !(at == 0 || text[..at].ends_with('\n')) {
        return None;
    }
    let line = lexer.scan.line(at, MAX_LENGTH);
    let is_export = is_export(line, lexer.settings.is_mdx);
    let end = if is_export {
        export_end(lexer, at)
    } else {
        import_end(lexer, at, line)?
    };
    let code = text.get(at..end).unwrap_or_default();
    if is_export && !lexer.settings.has_status && has_private_pair(code) {
        lexer.refuse(at..end, NAME_A_STATUS);
    }
    lexer.findings.warn_once(
        lexer.map.position(at),
        line,
        "imports and exports are left out: they are code, and not text",
    );
    Expansion::inline(end, "")
}

/// Docusaurus reads MDX in `.md` files as well; there, a sentence may begin with the word.
fn is_export(line: &str, is_mdx: bool) -> bool {
    let Some(code) = line.strip_prefix("export ") else {
        return false;
    };
    let begins = |words: &[&str]| words.iter().any(|word| code.starts_with(word));
    is_mdx
        || begins(&["const ", "let ", "var "]) && code.contains('=')
        || begins(&[
            "function ",
            "async function ",
            "default {",
            "default function",
        ])
}

/// `export const meta = {draft: true}` and `export const draft = true`, which some sites have in the
/// place of front matter.
fn has_private_pair(code: &str) -> bool {
    code.split(['{', '(', ',', ';', '\n']).any(|piece| {
        let Some((key, value)) = piece.split_once([':', '=']) else {
            return false;
        };
        let is_around = |c: char| c.is_whitespace() || "'\"`})".contains(c);
        let key = key.split_whitespace().last().unwrap_or_default();
        is_private(key.trim_matches(is_around), value.trim_matches(is_around))
    })
}

/// Where the line ends on which an import does: the names may stand on several lines.
fn import_end(lexer: &mut Lexer<'_, '_>, at: usize, line: &str) -> Option<usize> {
    let text = lexer.scan.text;
    let names = line.strip_prefix("import ")?;
    let brace = at + line.find('{').unwrap_or(line.len());
    let is_long = !line.contains('}') && line.contains('{') && at >= lexer.scan.unclosed_until;
    let last = match is_long.then(|| closing_brace(lexer, brace)).flatten() {
        Some(close) => close,
        None if is_long => {
            lexer.scan.unclosed_until = at + MAX_LENGTH;
            return None;
        }
        None => at,
    };
    let rest = lexer.scan.line(last, MAX_LENGTH);
    let code = rest.trim_end().trim_end_matches(';');
    let is_import = code.ends_with(['"', '\''])
        && (code.contains(" from ") || names.trim_start().starts_with(['"', '\'']));
    is_import.then(|| text.len().min(last + rest.len() + 1))
}

/// Where the line ends on which all braces of an export are closed; else the next empty line.
fn export_end(lexer: &mut Lexer<'_, '_>, at: usize) -> usize {
    let text = lexer.scan.text;
    let mut end = at;
    loop {
        let line = lexer.scan.line(end, MAX_LENGTH);
        let Some(brace) = line.find(['{', '(', '[']) else {
            return text.len().min(end + line.len() + 1);
        };
        let Some(close) = closing_brace(lexer, end + brace) else {
            return lexer.scan.find("\n\n", at).unwrap_or(text.len());
        };
        end = close + 1;
    }
}

/// Where the brace, bracket or parenthesis at `at` is closed.
pub(super) fn closing_brace(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    let mut previous = ' ';
    for (offset, c) in lexer.scan.text[at..].char_indices().take(MAX_LENGTH) {
        step_counter::add(1);
        match (quote, c) {
            (Some(open), c) if c == open && previous != '\\' => quote = None,
            // A quote that is never closed is an apostrophe.
            (Some('\'' | '"'), '\n') => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') if !previous.is_alphanumeric() => quote = Some(c),
            (None, '{' | '(' | '[') => depth += 1,
            (None, '}' | ')' | ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + offset);
                }
            }
            _ => {}
        }
        previous = c;
    }
    None
}
