//! `operations.rs`: what the runtime needs to know of each operation, and the
//! scopes that the document declares, as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::doc;
use super::writer::{Context, Writer, constant};
use crate::error::Result;
use crate::markdown::code;
use crate::model::{Names, Operation, Success};
use crate::print::{Piece, Source};

pub(super) fn source(context: &Context<'_>) -> Result<Source> {
    let taken = Names::new();
    let mut writer = Writer::new(context, taken);
    let [operation, scope] = ["Operation", "ScopeDescription"].map(|name| writer.runtime(name));
    let operations = &context.model.operations;
    let mut pieces = Vec::new();
    let mut names = Vec::new();
    for one in operations {
        pieces.push(Piece::Code(described(one)?));
        names.push(constant(&one.method_name)?);
    }
    let scopes = context
        .model
        .scopes
        .iter()
        .map(|(name, description)| quote!(#scope { name: #name, description: #description }));
    pieces.push(Piece::Code(quote! {
        /// Every operation of the document, in its order.
        pub static ALL: &[&#operation] = &[#(&#names),*];

        /// Every scope that the document declares, with what it grants.
        pub static SCOPES: &[#scope] = &[#(#scopes),*];
    }));
    Ok(Source {
        path: "operations.rs",
        docs: "The operations and scopes of the document, as data.",
        uses: writer.items(&[]),
        pieces,
    })
}

fn described(operation: &Operation) -> Result<TokenStream> {
    let name = constant(&operation.method_name)?;
    let Operation {
        id,
        method_name,
        http_method,
        path,
        server,
        idempotent,
        secret,
        ..
    } = operation;
    let authenticated = operation.scopes.is_some();
    let scopes = operation.scopes.as_deref().unwrap_or_default();
    let envelope = match &operation.success {
        Success::Json {
            envelope: Some(name),
        } => quote!(Some(#name)),
        _ => quote!(None),
    };
    let http = code(&format!("{http_method} {path}"));
    let docs = doc(
        &format!("{http}: [`Client::{method_name}`](super::Client::{method_name})."),
        0,
    );
    Ok(quote! {
        #docs
        pub static #name: Operation = Operation {
            id: #id,
            method: #http_method,
            path: #path,
            server: #server,
            authenticated: #authenticated,
            scopes: &[#(#scopes),*],
            envelope: #envelope,
            idempotent: #idempotent,
            secret: #secret,
        };
    })
}
