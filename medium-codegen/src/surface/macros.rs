//! The runtime's macros in generated files, as lines of the surface.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Ident;

use super::shown::shown;

/// Adds the lines of one call of a macro: what it defines and, of an enum, its
/// values.
pub(super) fn add(module: &str, call: &syn::Macro, lines: &mut Vec<String>) {
    let mut tokens = without_docs(call.tokens.clone());
    let is_public = matches!(
        tokens.as_slice(),
        [TokenTree::Ident(public), TokenTree::Ident(_), ..] if public == "pub"
    );
    if !is_public {
        return;
    }
    let name = defined(call).map(|name| name.to_string());
    let name = name.unwrap_or_default();
    let values = match tokens.last() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            without_docs(group.stream())
        }
        _ => Vec::new(),
    };
    tokens.retain(|token| !is_brace(token));
    // `pub struct Me -> types::User`: the kind, and what comes behind the name.
    let rest: TokenStream = tokens.iter().skip(3).cloned().collect();
    let kind = call.path.segments.last().map(|last| last.ident.to_string());
    let kind = kind.unwrap_or_default();
    let rest = shown(&rest);
    let space = if rest.starts_with(char::is_alphabetic) {
        " "
    } else {
        ""
    };
    lines.push(format!("{kind} {module}{name}{space}{rest}"));
    for value in values.split(is_comma).filter(|value| !value.is_empty()) {
        let value: TokenStream = value.iter().cloned().collect();
        lines.push(format!("variant {module}{name}::{}", shown(&value)));
    }
}

/// The name that a call of a macro defines: the one behind `struct` or `enum`.
pub(super) fn defined(call: &syn::Macro) -> Option<Ident> {
    let mut tokens = without_docs(call.tokens.clone()).into_iter();
    tokens.find(
        |token| matches!(token, TokenTree::Ident(word) if word == "struct" || word == "enum"),
    )?;
    match tokens.next() {
        Some(TokenTree::Ident(name)) => Some(name),
        _ => None,
    }
}

/// All but attributes and semicolons.
fn without_docs(tokens: TokenStream) -> Vec<TokenTree> {
    let is_mark = |token: &TokenTree| {
        matches!(token, TokenTree::Punct(mark) if matches!(mark.as_char(), '#' | ';'))
            || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
    };
    tokens.into_iter().filter(|token| !is_mark(token)).collect()
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',')
}
