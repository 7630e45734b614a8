//! `operations.rs`: the operations and scopes of the document, as data for the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::doc;
use super::writer::{Context, Writer, constant};
use super::{security, servers};
use crate::error::Result;
use crate::markdown::{code, rustdoc};
use crate::model::{Names, Operation, is_idempotent};
use crate::print::{FileWriter, Printed};

pub(super) fn write_file(context: &Context<'_>) -> Result<Printed> {
    let reserved_names = Names::new();
    let mut writer = Writer::new(context, reserved_names);
    let operation = writer.runtime("Operation");
    let operations = &context.model.operations;
    let docs = "The operations and scopes of the document, as data.";
    let mut file = FileWriter::new(context.options, "operations.rs", docs);
    let mut names = Vec::new();
    let default = &context.model.server.url;
    if operations
        .iter()
        .any(|operation| operation.server.url == *default)
    {
        file.code(quote!(const DEFAULT_SERVER: &str = #default;))?;
    }
    for operation in operations {
        file.code(operation_data(context, operation)?)?;
        names.push(constant(&operation.method_name)?);
    }
    let title = rustdoc(&context.model.title);
    let all = doc(
        &format!("The operations of {title}, in the order of its document."),
        0,
    );
    file.code(quote! {
        #all
        pub static ALL: &[&#operation] = &[#(&#names),*];
    })?;
    if let Some(scopes) = scopes(&mut writer) {
        file.code(scopes)?;
    }
    if let Some(servers) = servers::data(&mut writer) {
        file.code(servers)?;
    }
    if let Some(security) = security::data(&mut writer)? {
        file.code(security)?;
    }
    file.finish(writer.items(&[]))
}

/// Returns `pub static SCOPES: &[ScopeDescription] = …`, if the document has scopes.
fn scopes(writer: &mut Writer<'_>) -> Option<TokenStream> {
    let all = &writer.context.model.scopes;
    if all.is_empty() {
        return None;
    }
    let scope = writer.runtime("ScopeDescription");
    let scopes = all
        .iter()
        .map(|(name, description)| quote!(#scope { name: #name, description: #description }));
    Some(quote! {
        /// All scopes of the document, with what each grants.
        pub static SCOPES: &[#scope] = &[#(#scopes),*];
    })
}

/// Returns `Operation::new("me", "GET", DEFAULT_SERVER,
/// "/v1/me").authenticated(&["basicProfile"])`.
fn operation_data(context: &Context<'_>, operation: &Operation) -> Result<TokenStream> {
    let name = constant(&operation.method_name)?;
    let Operation {
        id,
        method_name,
        http_method,
        path,
        idempotent,
        ..
    } = operation;
    let server = match &operation.server.url {
        url if *url == context.model.server.url => quote!(DEFAULT_SERVER),
        url => quote!(#url),
    };
    let security = security::operation_security(context, operation)?;
    let envelope = operation
        .success
        .envelope()
        .map(|key| quote!(.envelope(#key)));
    let idempotent =
        (*idempotent != is_idempotent(http_method)).then(|| quote!(.idempotent(#idempotent)));
    let secret = operation.secret.then(|| quote!(.secret()));
    let http = code(&format!("{http_method} {path}"));
    let docs = doc(
        &format!("{http}: [`Client::{method_name}`](super::Client::{method_name})."),
        0,
    );
    Ok(quote! {
        #docs
        pub static #name: Operation = Operation::new(#id, #http_method, #server, #path)
            #security #envelope #idempotent #secret;
    })
}
