//! `calls.rs`: the type of each operation's calls, with setters for optional parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, add_body, add_parameter, body_argument, parameter_argument};
use super::docs::{doc, doc_text};
use super::writer::{Context, Writer, ident};
use super::{method_docs, success};
use crate::error::Result;
use crate::lower::ITEM;
use crate::markdown::{code, rustdoc, sentence};
use crate::model::{Names, NextPage, Operation, Paging, Parameter, Success};
use crate::print::{FileWriter, Printed};
use crate::surface::format_tokens;

/// The methods of every call.
const OWN_NAMES: [&str; 8] = [
    "new", "send", "response", "timeout", "header", "retry", "blocking", "url",
];

pub(super) fn write_file(context: &Context<'_>) -> Result<Printed> {
    let operations = &context.model.operations;
    let reserved_names: Names = operations.iter().map(|op| op.type_name.clone()).collect();
    let mut writer = Writer::new(context, reserved_names);
    let docs = "The calls that the client's methods return. A call is sent when it is awaited.";
    let mut file = FileWriter::new(context.options, "calls.rs", docs);
    for operation in operations {
        file.macro_call(definition(&mut writer, operation)?)?;
        let mut setters = setters(&mut writer, operation)?;
        setters.extend(items(&mut writer, operation)?);
        if !setters.is_empty() {
            let name = ident(&operation.type_name)?;
            file.code(match operation.success {
                Success::Redirect => quote!(impl #name { #(#setters)* }),
                _ => quote!(impl<M> #name<M> { #(#setters)* }),
            })?;
        }
    }
    file.finish(writer.items(&[]))
}

/// Returns `operation! { pub struct CreatePost -> types::Post; }`.
fn definition(writer: &mut Writer<'_>, operation: &Operation) -> Result<String> {
    let (type_name, method_name) = (&operation.type_name, &operation.method_name);
    let docs = format!("A call to [`Client::{method_name}`](super::Client::{method_name}).");
    let docs = doc_text(&docs, 4);
    let (name, output) = match operation.success {
        Success::Redirect => ("browser_operation", String::new()),
        _ => {
            let output = format_tokens(&success::output(writer, operation)?);
            ("operation", format!(" -> {output}"))
        }
    };
    let name = writer.runtime(name);
    Ok(format!(
        "{name}! {{\n{docs}    pub struct {type_name}{output};\n}}\n"
    ))
}

/// Returns `pub fn items(self) -> Items<types::Post> { … }`, for an operation with pages.
fn items(writer: &mut Writer<'_>, operation: &Operation) -> Result<Option<TokenStream>> {
    let Some(paging) = &operation.paging else {
        return Ok(None);
    };
    let chosen_types = writer.context.chosen_types;
    let item = chosen_types.argument(&operation.method_name, ITEM, &operation.pointer)?;
    let item = writer.ty(item);
    let [stream, pages] = ["Items", "Paging"].map(|name| writer.runtime(name));
    let Paging { items, next, .. } = paging;
    let (pages, how) = match &paging.next_page {
        NextPage::Parameter(name) => (quote!(#pages::cursor(#items, #next, #name)), code(name)),
        NextPage::Property(pointer) => (
            quote!(#pages::cursor_in_body(#items, #next, #pointer)),
            format!("{} in the request body", code(pointer)),
        ),
        NextPage::Link => (quote!(#pages::link(#items, #next)), code(next)),
    };
    let docs = format!(
        "Streams the items of all pages, with one request per page. Each page leads to the next by \
         {how}. In a blocking program, iterate over it."
    );
    let docs = doc(&docs, 4);
    Ok(Some(quote! {
        #docs
        pub fn items(self) -> #stream<#item> {
            self.call.items(#pages)
        }
    }))
}

fn setters(writer: &mut Writer<'_>, operation: &Operation) -> Result<Vec<TokenStream>> {
    let mut setters = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| !p.required) {
        let argument = parameter_argument(writer, operation, parameter)?;
        let step = add_parameter(writer, parameter, Some(&argument));
        let docs = method_docs::parameter_docs(parameter)
            .unwrap_or_else(|| format!("Sets the parameter {}.", code(&parameter.name)));
        setters.push(setter(operation, &argument, &step, &docs)?);
        if parameter.can_be_empty {
            setters.push(empty_setter(operation, parameter)?);
        }
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let argument = body_argument(writer, operation, body)?;
        let step = add_body(writer, body, &argument);
        let docs = match &body.description {
            Some(description) => sentence(&rustdoc(description)),
            None => "Sets the body of the request, which is empty otherwise.".to_owned(),
        };
        setters.push(setter(operation, &argument, &step, &docs)?);
    }
    Ok(setters)
}

/// Returns `pub fn limit(mut self, limit: i32) -> Self { … }`.
fn setter(
    operation: &Operation,
    argument: &Argument,
    step: &TokenStream,
    docs: &str,
) -> Result<TokenStream> {
    let name = setter_name(operation, &argument.name.to_string())?;
    let docs = doc(docs, 4);
    let declared = argument.declared();
    Ok(quote! {
        #docs
        pub fn #name(mut self, #declared) -> Self {
            self.call = self.call #step;
            self
        }
    })
}

/// Returns `pub fn limit_empty(mut self) -> Self { … }`.
fn empty_setter(operation: &Operation, parameter: &Parameter) -> Result<TokenStream> {
    let (name, sent) = (&parameter.name, code(&format!("{}=", parameter.name)));
    let setter = setter_name(operation, &format!("{}_empty", parameter.rust_name))?;
    let docs = doc(&format!("Sends {sent}: the parameter without a value."), 4);
    Ok(quote! {
        #docs
        pub fn #setter(mut self) -> Self {
            self.call = self.call.query(#name, "");
            self
        }
    })
}

/// Returns the name of a parameter's setter, with a prefix if every call has a method of that name.
fn setter_name(operation: &Operation, name: &str) -> Result<syn::Ident> {
    let mut setter = name.to_owned();
    let is_items = name == "items" && operation.paging.is_some();
    if is_items || OWN_NAMES.contains(&name) {
        setter.insert_str(0, "with_");
        while operation.parameters.iter().any(|p| p.rust_name == setter) {
            setter.push('_');
        }
    }
    ident(&setter)
}
