//! Reduces progenitor's code to what is read of it: the structs of modules and the signatures of
//! methods. Parsing everything took 11 % of the generator's time, this takes 4 %. Items are
//! recognized by their keyword, never by a name or a body.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// Returns `code` without attributes, without functions, enums and impls in modules,
/// and with empty bodies.
pub(crate) fn reduce(code: TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    for item in items(code) {
        match item.keyword {
            Some(Keyword::Struct) => kept.extend(item.with_block(fields)),
            Some(Keyword::Mod) => kept.extend(item.with_block(structs)),
            Some(Keyword::Impl) => kept.extend(item.with_block(signatures)),
            Some(Keyword::Other) | None => {}
        }
    }
    kept
}

fn fields(block: TokenStream) -> TokenStream {
    without_attributes(block).collect()
}

fn structs(block: TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    for item in items(block) {
        if item.keyword == Some(Keyword::Struct) {
            kept.extend(item.with_block(fields));
        }
    }
    kept
}

fn signatures(block: TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    for item in items(block) {
        kept.extend(item.with_block(|_body| TokenStream::new()));
    }
    kept
}

/// One item, without its attributes.
#[derive(Default)]
struct Item {
    tokens: Vec<TokenTree>,
    keyword: Option<Keyword>,
}

#[derive(PartialEq, Eq)]
enum Keyword {
    Struct,
    Mod,
    Impl,
    Other,
}

impl Item {
    /// Returns its tokens, with `change` applied to a final block.
    fn with_block(mut self, change: fn(TokenStream) -> TokenStream) -> Vec<TokenTree> {
        if let Some(TokenTree::Group(block)) = self.tokens.pop_if(|last| is_block(last)) {
            let changed = Group::new(Delimiter::Brace, change(block.stream()));
            self.tokens.push(TokenTree::Group(changed));
        }
        self.tokens
    }
}

/// Returns the items of a file or a block: each ends with a block or a semicolon.
fn items(code: TokenStream) -> impl Iterator<Item = Item> {
    let mut tokens = without_attributes(code);
    std::iter::from_fn(move || {
        let mut item = Item::default();
        for token in tokens.by_ref() {
            if let (TokenTree::Ident(word), None) = (&token, &item.keyword) {
                item.keyword = keyword(word);
            }
            let ends = is_block(&token) || is_semicolon(&token);
            item.tokens.push(token);
            if ends {
                return Some(item);
            }
        }
        None
    })
}

/// Returns an item's keyword, or `None` for a modifier, which another word follows.
fn keyword(word: &Ident) -> Option<Keyword> {
    match word {
        word if word == "pub" || word == "unsafe" => None,
        word if word == "struct" => Some(Keyword::Struct),
        word if word == "mod" => Some(Keyword::Mod),
        word if word == "impl" => Some(Keyword::Impl),
        _ => Some(Keyword::Other),
    }
}

fn is_block(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

fn without_attributes(code: TokenStream) -> impl Iterator<Item = TokenTree> {
    let mut tokens = code.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut token = tokens.next()?;
        while is_mark(&token) && tokens.next_if(is_brackets).is_some() {
            token = tokens.next()?;
        }
        Some(token)
    })
}

fn is_mark(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#')
}

fn is_brackets(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}
