//! The table of operations: what the runtime needs to know of each, and the
//! scopes that the document declares.

use quote::quote;
use syn::parse_quote;

use super::{Context, constant, doc_lines};
use crate::client::Code;
use crate::error::Result;
use crate::plan::Operation;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    let runtime = &context.runtime;
    code.operations
        .push(parse_quote!(use #runtime::{Operation, Scope};));
    for operation in &context.plan.operations {
        code.operations.push(one(operation)?);
    }
    let names = context
        .plan
        .operations
        .iter()
        .map(|operation| constant(&operation.method_name))
        .collect::<Result<Vec<_>>>()?;
    let docs = doc_lines("Every operation of the document, in the order of their paths.");
    code.operations.push(parse_quote! {
        #(#docs)*
        pub static ALL: &[&Operation] = &[#(&#names),*];
    });
    let docs = doc_lines("Every scope that the document declares, with what it grants.");
    let scopes = context.plan.scopes.iter().map(|(name, description)| {
        let description = description.trim();
        quote!(Scope { name: #name, description: #description })
    });
    code.operations.push(parse_quote! {
        #(#docs)*
        pub static SCOPES: &[Scope] = &[#(#scopes),*];
    });
    Ok(())
}

fn one(operation: &Operation) -> Result<syn::Item> {
    let name = constant(&operation.method_name)?;
    let Operation {
        id,
        http_method,
        path,
        server,
        secret,
        ..
    } = operation;
    let authenticated = operation.scopes.is_some();
    let scopes = operation.scopes.as_deref().unwrap_or_default();
    let docs = doc_lines(&format!(
        "{}: `Client::{}`.",
        crate::words::code(&format!("{http_method} {path}")),
        operation.method_name
    ));
    Ok(parse_quote! {
        #(#docs)*
        pub static #name: Operation = Operation {
            id: #id,
            method: #http_method,
            path: #path,
            server: #server,
            authenticated: #authenticated,
            scopes: &[#(#scopes),*],
            secret: #secret,
        };
    })
}
