//! Prints tokens in one line, as a person would.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// Returns `tokens` with the usual spaces.
pub(crate) fn format_tokens(tokens: &impl ToTokens) -> String {
    let mut text = String::new();
    write(tokens.to_token_stream(), &mut text);
    text
}

fn write(tokens: TokenStream, text: &mut String) {
    // Whether the last character was joined to the next, so that `::` is not `: `.
    let mut joint = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_last = tokens
            .peek()
            .is_none_or(|next| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '>'));
        match token {
            // rustfmt adds it at line breaks.
            TokenTree::Punct(punct) if punct.as_char() == ',' && is_last => {}
            TokenTree::Punct(punct) => {
                punctuation(
                    punct.as_char(),
                    punct.spacing() == Spacing::Joint,
                    joint,
                    text,
                );
                joint = punct.spacing() == Spacing::Joint;
                continue;
            }
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                text.push_str(open);
                write(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Ident(ident) => word(&ident.to_string(), text),
            TokenTree::Literal(literal) => word(&literal.to_string(), text),
        }
        joint = false;
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    }
}

fn word(word: &str, text: &mut String) {
    if text.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        text.push(' ');
    }
    text.push_str(word);
}

/// Writes one character. `joint`: joined to the next one; `continues`: joined to the previous one.
fn punctuation(c: char, joint: bool, continues: bool, text: &mut String) {
    let is_operator = matches!(c, '=' | '-' | '+' | '|');
    if is_operator && !continues {
        text.push(' ');
    }
    text.push(c);
    let is_arrow = c == '>' && continues;
    let is_colon = c == ':' && !continues;
    if !joint && (is_operator || is_arrow || is_colon || matches!(c, ',' | ';')) {
        text.push(' ');
    }
}
