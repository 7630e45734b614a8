//! Items → files: a header that names the command, prettyplease's text, and the
//! blank lines that prettyplease leaves out.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItem, Item};

use crate::client::Code;
use crate::error::{Refusal, Result};

/// One file of the client, its path relative to the folder of generated code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Relative, with `/` between its parts.
    pub path: String,
    /// UTF-8, with `\n` at the end of each line.
    pub text: String,
}

/// The files of the client, sorted by path.
pub(crate) fn print(code: Code, name: &str, command: &str) -> Result<Vec<File>> {
    let header = format!(
        "// @generated from {name} by `{command}`: edit the document or the generator, not this file.\n"
    );
    let mut client = code.client;
    let mut own: syn::ItemImpl = syn::parse_quote!(impl Client {});
    own.items = code.methods.into_iter().map(ImplItem::Fn).collect();
    client.push(Item::Impl(own));
    let blocking = code.blocking;
    let mut module = vec![
        item(quote!(
            mod client;
        ))?,
        item(quote!(
            pub mod operations;
        ))?,
        item(quote!(
            pub mod types;
        ))?,
        item(quote!(
            pub use client::Client;
        ))?,
    ];
    if !blocking.is_empty() {
        let gated = quote!(
            #[cfg(feature = "blocking")]
            pub mod blocking;
        );
        module.insert(0, item(gated)?);
    }
    let file = |path: &str, docs: &str, items: Vec<Item>| File {
        path: path.to_owned(),
        text: format!("{header}//! {docs}\n\n{}", text(items)),
    };
    let mut files = vec![
        file("client.rs", "The client: one method an operation.", client),
        file("mod.rs", "The client and its types, generated.", module),
        file(
            "operations.rs",
            "The operations and scopes of the document, as data.",
            code.operations,
        ),
        file("types.rs", "What goes over the wire.", code.types),
    ];
    if !blocking.is_empty() {
        let docs = "The client for programs that are not asynchronous.";
        files.insert(0, file("blocking.rs", docs, blocking));
    }
    Ok(files)
}

fn item(tokens: TokenStream) -> Result<Item> {
    syn::parse2(tokens).map_err(|error| Refusal::generator("", format!("no Rust item: {error}")))
}

fn text(items: Vec<Item>) -> String {
    let mut text = String::new();
    let mut before = None;
    for item in items {
        let compact = matches!(item, Item::Mod(_) | Item::Use(_));
        if before.is_some_and(|before| !(before && compact)) {
            text.push('\n');
        }
        before = Some(compact);
        let file = syn::File {
            shebang: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        text.push_str(&spaced(&prettyplease::unparse(&file)));
    }
    text
}

/// A blank line between the functions of an `impl`.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut closed = false;
    for line in text.lines() {
        let opens = line.starts_with("    ") && !line.starts_with("     ") && line != "    }";
        if closed && opens {
            out.push('\n');
        }
        closed = line == "    }";
        out.push_str(line);
        out.push('\n');
    }
    out
}
