//! Writes the files of the client from the model and progenitor's types. Each file
//! here writes one file, or a part of one; none changes another's output.

mod arguments;
mod blocking;
mod builder;
mod calls;
mod client;
mod docs;
mod example;
mod example_fields;
mod method_docs;
mod operations;
mod security;
mod servers;
mod success;
mod writer;

use quote::quote;
use syn::{Attribute, parse_quote};

use crate::error::Result;
use crate::print::{FileWriter, Printed};

pub(crate) use arguments::is_passed_by_value;
pub(crate) use docs::{
    doc, doc_text, field_docs, some_lack_docs, subschema_docs, type_docs, value_docs,
};
pub(crate) use success::body_type;
use writer::path;
pub(crate) use writer::{Context, Writer, ident};

/// Returns all files of the client except for the types.
pub(crate) fn emit(context: &Context<'_>) -> Result<Vec<Printed>> {
    let mut files = vec![
        builder::write_file(context)?,
        calls::write_file(context)?,
        client::write_file(context)?,
        operations::write_file(context)?,
        module(context)?,
    ];
    if context.options.blocking {
        files.push(blocking::write_file(context)?);
    }
    Ok(files)
}

/// Returns the module itself, with all that calls and examples need.
fn module(context: &Context<'_>) -> Result<Printed> {
    let runtime = path(&context.options.runtime_crate)?;
    let client = context.options.client_feature.then(client_only);
    let blocking = context.options.blocking.then(|| {
        quote! {
            #[cfg(feature = "blocking")]
            pub mod blocking;
        }
    });
    let docs = "The client and its types, generated.";
    FileWriter::new(context.options, "mod.rs", docs).finish(quote! {
        #blocking
        #client
        mod builder;
        #client
        pub mod calls;
        #client
        mod client;
        pub mod operations;
        pub mod types;
        #client
        pub use builder::Builder;
        #client
        pub use client::Client;
        #client
        pub use #runtime::Error;
    })
}

/// Returns the attribute for items that need the feature `client`.
pub(crate) fn client_only() -> Attribute {
    parse_quote!(#[cfg(feature = "client")])
}
