//! The security schemes of the document, as data and for docs.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::doc;
use super::writer::{Context, Writer, constant, path};
use crate::error::Result;
use crate::markdown::code;
use crate::model::{Model, Operation, Placement, Scheme, Security};

/// Returns `pub mod security { pub static KEY: SecurityScheme = …; }`, if the client
/// has to distinguish schemes.
pub(super) fn data(writer: &mut Writer<'_>) -> Result<Option<TokenStream>> {
    let model = writer.context.model;
    if model.schemes.is_empty() {
        return Ok(None);
    }
    let runtime = path(&writer.context.options.runtime_crate)?;
    let schemes = model.schemes.iter().map(scheme);
    let schemes = schemes.collect::<Result<Vec<_>>>()?;
    Ok(Some(quote! {
        /// The security schemes of the document, as data.
        pub mod security {
            use #runtime::{Placement, SecurityScheme};

            #(#schemes)*
        }
    }))
}

fn scheme(scheme: &Scheme) -> Result<TokenStream> {
    let (constant, name) = (constant(&scheme.rust_name)?, &scheme.rust_name);
    let docs = doc(
        &format!("{}: {}.", code(&scheme.name), credential_location(scheme)),
        4,
    );
    let placement = match &scheme.placement {
        Placement::Bearer => quote!(Bearer),
        Placement::Basic => quote!(Basic),
        Placement::Http(scheme) => quote!(Http(#scheme)),
        Placement::Header(name) => quote!(Header(#name)),
        Placement::Query(name) => quote!(Query(#name)),
        Placement::Cookie(name) => quote!(Cookie(#name)),
    };
    Ok(quote! {
        #docs
        pub static #constant: SecurityScheme = SecurityScheme::new(#name, Placement::#placement);
    })
}

pub(super) fn credential_location(scheme: &Scheme) -> String {
    match &scheme.placement {
        Placement::Bearer => "a token, in the header `Authorization`".to_owned(),
        Placement::Basic => "a user name and a password, in the header `Authorization`".to_owned(),
        Placement::Http(scheme) => {
            format!("in the header `Authorization`, behind {}", code(scheme))
        }
        Placement::Header(name) => format!("a key, in the header {}", code(name)),
        Placement::Query(name) => format!("a key, in the query parameter {}", code(name)),
        Placement::Cookie(name) => format!("a key, in the cookie {}", code(name)),
    }
}

/// Returns `.authenticated(&["basicProfile"])`, `.security(&[&[&security::KEY]], &[])`.
pub(super) fn operation_security(
    context: &Context<'_>,
    operation: &Operation,
) -> Result<Option<TokenStream>> {
    let Security {
        requirements,
        scopes,
    } = &operation.security;
    if !operation.security.accepts_credentials() {
        return Ok(None);
    }
    if context.model.schemes.is_empty() && requirements.iter().all(|names| !names.is_empty()) {
        return Ok(Some(quote!(.authenticated(&[#(#scopes),*]))));
    }
    let mut requirements_code = Vec::new();
    for names in requirements {
        let names = names.iter().map(|name| constant(name));
        let names = names.collect::<Result<Vec<_>>>()?;
        requirements_code.push(quote!(&[#(&security::#names),*]));
    }
    Ok(Some(
        quote!(.security(&[#(#requirements_code),*], &[#(#scopes),*])),
    ))
}

/// Returns `, with a token, scope publishPost`.
pub(super) fn security_docs(model: &Model, security: &Security) -> String {
    let mut requirements = Vec::new();
    for names in &security.requirements {
        let names: Vec<String> = names.iter().map(|name| code(name)).collect();
        requirements.push(names.join(" and "));
    }
    let is_optional = requirements.iter().any(String::is_empty);
    requirements.retain(|names| !names.is_empty());
    let scopes: Vec<String> = security.scopes.iter().map(|scope| code(scope)).collect();
    let mut text = match (requirements.is_empty(), model.schemes.is_empty()) {
        (true, _) => return ", without a credential".to_owned(),
        (false, false) => format!(", with {}", requirements.join(" or ")),
        (false, true) if scopes.is_empty() => ", with a credential of any scope".to_owned(),
        (false, true) => String::new(),
    };
    if is_optional {
        text.push_str(" or none");
    }
    if !scopes.is_empty() {
        text.push_str(&format!(", scope {}", scopes.join(" and ")));
    }
    text
}
