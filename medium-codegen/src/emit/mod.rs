//! The model, and what progenitor decided → the files of the client. Each file
//! here writes one of them, or one part of it; nothing here changes what another
//! one wrote.

mod arguments;
mod blocking;
mod calls;
mod client;
mod docs;
mod example;
mod method_docs;
mod operations;
mod writer;

use proc_macro2::TokenStream;
use quote::quote;

use crate::Options;
use crate::error::{Diagnostic, Result};
use crate::model::Model;
use crate::print::{Piece, Source};
use crate::progenitor::Decided;
use crate::types;

pub(crate) use arguments::is_plain;
pub(crate) use docs::{choice_docs, doc, doc_text, field_docs, type_docs, value_docs};
pub(crate) use writer::Writer;

/// What everything that is written is written from.
pub(crate) struct Context<'a> {
    pub(crate) model: &'a Model,
    pub(crate) decided: &'a Decided,
    pub(crate) options: &'a Options,
}

/// All files of the client.
pub(crate) fn emit(context: &Context<'_>) -> Result<Vec<Source>> {
    let mut sources = vec![
        calls::source(context)?,
        client::source(context)?,
        operations::source(context)?,
        types::source(context)?,
        module(context),
    ];
    if context.options.blocking {
        sources.push(blocking::source(context)?);
    }
    Ok(sources)
}

fn module(context: &Context<'_>) -> Source {
    let blocking = context.options.blocking.then(|| {
        quote! {
            #[cfg(feature = "blocking")]
            pub mod blocking;
        }
    });
    Source {
        path: "mod.rs",
        docs: "The client and its types, generated.",
        uses: TokenStream::new(),
        pieces: vec![Piece::Code(quote! {
                    #blocking
                    pub mod calls;
                    mod client;
                    pub mod operations;
                    pub mod types;
                    pub use client::Client;
                })],
    }
}

/// An identifier; the lowering has made sure that it is one.
pub(crate) fn ident(name: &str) -> Result<syn::Ident> {
    syn::parse_str(name)
        .map_err(|_| Diagnostic::generator("", format!("{name:?} is no identifier in Rust")))
}

/// A path that the options name.
fn path(text: &str) -> Result<syn::Path> {
    syn::parse_str(text)
        .map_err(|_| Diagnostic::generator("", format!("{text:?} is no path in Rust")))
}

/// The constant that describes an operation.
fn constant(method_name: &str) -> Result<syn::Ident> {
    ident(&method_name.to_uppercase())
}
