//! `builder.rs`: the builder of the client, with a method for each security scheme and server
//! variable. It is a separate type, so that adding one of them only adds a method.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{doc, doc_text};
use super::security::credential_location;
use super::writer::{Context, Writer, constant, ident};
use crate::error::Result;
use crate::markdown::{code, rustdoc, sentence};
use crate::model::{Model, Names, Placement, Scheme, ServerVariable};
use crate::print::{FileWriter, Printed};

/// Returns each variable once, even if several servers have it.
fn variables(model: &Model) -> impl Iterator<Item = &ServerVariable> {
    let all = || model.servers.iter().flat_map(|server| &server.variables);
    all().enumerate().filter_map(move |(index, variable)| {
        let is_first = all().take(index).all(|other| other.name != variable.name);
        is_first.then_some(variable)
    })
}

pub(super) fn write_file(context: &Context<'_>) -> Result<Printed> {
    let mut writer = Writer::new(context, Names::from(["Builder".to_owned()]));
    let model = context.model;
    let mut methods = Vec::new();
    for scheme in model
        .schemes
        .iter()
        .filter(|scheme| scheme.rust_name != "token")
    {
        methods.push(credential(&mut writer, scheme)?);
    }
    for variable in variables(model) {
        methods.push(variable_setter(variable)?);
    }
    let docs = "The builder of the client.";
    let mut file = FileWriter::new(context.options, "builder.rs", docs);
    file.macro_call(definition(&mut writer, model))?;
    if !methods.is_empty() {
        file.code(quote!(impl Builder { #(#methods)* }))?;
    }
    let crate_uses = writer.items(&[]);
    let has_schemes = model
        .schemes
        .iter()
        .any(|scheme| scheme.rust_name != "token");
    let security = has_schemes.then(|| {
        quote!(
            use super::operations::security;
        )
    });
    file.finish(quote!(use super::Client; #security #crate_uses))
}

fn definition(writer: &mut Writer<'_>, model: &Model) -> String {
    let name = writer.runtime("builder");
    let runtime = &writer.context.options.runtime_crate;
    let docs = doc_text(
        &format!(
            "Builds a [`Client`]: sets its server, credentials, connection and timeouts.\n\nA credential \
             is sent only with operations that need it, and only to their own server. The settings \
             that all clients share are explained at [`Builder`]({runtime}::Builder)."
        ),
        4,
    );
    let uses_token = |scheme: &Scheme| scheme.placement == Placement::Bearer;
    let needs_token = if model.schemes.is_empty() {
        model
            .operations
            .iter()
            .any(|operation| operation.security.accepts_credentials())
    } else {
        model.schemes.iter().any(uses_token)
    };
    let with = if needs_token { ", with token" } else { "" };
    format!("{name}! {{\n{docs}    pub struct Builder for Client{with};\n}}\n")
}

/// Returns `pub fn key(self, key: impl Into<Secret>) -> Self { … }`.
fn credential(writer: &mut Writer<'_>, scheme: &Scheme) -> Result<TokenStream> {
    let (name, constant) = (ident(&scheme.rust_name)?, constant(&scheme.rust_name)?);
    let secret = writer.runtime("Secret");
    let mut docs = format!("{}: {}.", code(&scheme.name), credential_location(scheme));
    if !scheme.description.is_empty() {
        docs.push_str(&format!("\n\n{}", sentence(&rustdoc(&scheme.description))));
    }
    let docs = doc(&docs, 4);
    Ok(match scheme.placement {
        Placement::Basic => quote! {
            #docs
            pub fn #name(self, user: impl Into<String>, password: impl Into<#secret>) -> Self {
                self.map(|builder| builder.basic(&security::#constant, user, password))
            }
        },
        _ => quote! {
            #docs
            pub fn #name(self, credential: impl Into<#secret>) -> Self {
                self.map(|builder| builder.scheme(&security::#constant, credential))
            }
        },
    })
}

/// Returns `pub fn region(self, region: impl Into<String>) -> Self { … }`.
fn variable_setter(variable: &ServerVariable) -> Result<TokenStream> {
    let (setter, key) = (ident(&variable.rust_name)?, &variable.name);
    let mut docs = format!(
        "{} in the server's URL. Default: {}.",
        code(&variable.name),
        code(&variable.default)
    );
    if !variable.allowed.is_empty() {
        let allowed: Vec<String> = variable.allowed.iter().map(|value| code(value)).collect();
        docs.push_str(&format!(" It can be {}.", allowed.join(", ")));
    }
    if !variable.description.is_empty() {
        docs.push_str(&format!(
            "\n\n{}",
            sentence(&rustdoc(&variable.description))
        ));
    }
    let docs = doc(&docs, 4);
    Ok(quote! {
        #docs
        pub fn #setter(self, value: impl Into<String>) -> Self {
            self.map(|builder| builder.variable(#key, value))
        }
    })
}
