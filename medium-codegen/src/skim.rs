//! progenitor's code without the bodies of functions, which nobody reads: they
//! are most of it, and to parse them took a quarter of the generator's time.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// `items` with empty bodies in their `impl` blocks, those of modules too.
pub(crate) fn skim(items: TokenStream) -> TokenStream {
    // The keyword that the next block belongs to.
    let mut keyword = None;
    let kept = |token| match token {
        TokenTree::Group(block) if block.delimiter() == Delimiter::Brace => {
            let tokens = match keyword.take() {
                Some(Keyword::Impl) => block.stream().into_iter().map(without_body).collect(),
                Some(Keyword::Mod) => skim(block.stream()),
                None => block.stream(),
            };
            braced(tokens)
        }
        TokenTree::Ident(word) => {
            if word == "impl" {
                keyword = Some(Keyword::Impl);
            } else if word == "mod" {
                keyword = Some(Keyword::Mod);
            }
            TokenTree::Ident(word)
        }
        token => token,
    };
    items.into_iter().map(kept).collect()
}

enum Keyword {
    Impl,
    Mod,
}

fn without_body(token: TokenTree) -> TokenTree {
    match token {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            braced(TokenStream::new())
        }
        token => token,
    }
}

fn braced(tokens: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(Delimiter::Brace, tokens))
}
