//! Parameters and bodies in Rust: the arguments of a method, and how they are added to the call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Type};

use super::writer::{Writer, ident};
use crate::error::Result;
use crate::model::{Body, BodyKind, Location, Operation, Parameter, Style, StyleName};
use crate::progenitor::type_argument;

/// An argument of a method or a setter.
pub(super) struct Argument {
    pub(super) name: Ident,
    pub(super) ty: TokenStream,
    /// The expression for a reference to its value.
    value: TokenStream,
}

impl Argument {
    /// Returns `name: &Type`.
    pub(super) fn declared(&self) -> TokenStream {
        let (name, ty) = (&self.name, &self.ty);
        quote!(#name: #ty)
    }
}

pub(super) fn required_arguments(
    writer: &mut Writer<'_>,
    operation: &Operation,
) -> Result<Vec<Argument>> {
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.is_argument()) {
        arguments.push(parameter_argument(writer, operation, parameter)?);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(body_argument(writer, operation, body)?);
    }
    Ok(arguments)
}

pub(super) fn parameter_argument(
    writer: &mut Writer<'_>,
    operation: &Operation,
    parameter: &Parameter,
) -> Result<Argument> {
    let ty = writer.context.chosen_types.argument(
        &operation.method_name,
        &parameter.lowered_name,
        &operation.pointer,
    )?;
    method_argument(writer, &parameter.rust_name, ty)
}

pub(super) fn body_argument(
    writer: &mut Writer<'_>,
    operation: &Operation,
    body: &Body,
) -> Result<Argument> {
    let known_type = match &body.kind {
        BodyKind::Multipart(Some(form)) => Some(writer.document_type(&ident(form)?)),
        BodyKind::Multipart(None) => Some(writer.runtime("FormParts")),
        BodyKind::Text { .. } => Some(quote!(&str)),
        BodyKind::Binary(_) => {
            let file = writer.runtime("File");
            Some(quote!(impl Into<#file>))
        }
        BodyKind::Json { .. } | BodyKind::Form { .. } => None,
    };
    if let Some(ty) = known_type {
        let name = ident(&body.rust_name)?;
        let value = quote!(#name);
        return Ok(Argument { name, ty, value });
    }
    let ty =
        writer
            .context
            .chosen_types
            .argument(&operation.method_name, "body", &operation.pointer)?;
    method_argument(writer, &body.rust_name, ty)
}

/// Numbers and booleans are passed by value, lists as slices, everything else by reference.
fn method_argument(writer: &mut Writer<'_>, name: &str, ty: &Type) -> Result<Argument> {
    let name = ident(name)?;
    let (ty, value) = match type_argument(ty, "Vec") {
        _ if is_passed_by_value(ty) => (quote!(#ty), quote!(&#name)),
        Some(item) => {
            let item = writer.ty(item);
            (quote!(&[#item]), quote!(#name))
        }
        None => {
            let ty = writer.ty(ty);
            (quote!(&#ty), quote!(#name))
        }
    };
    Ok(Argument { name, ty, value })
}

/// Returns whether a type is a number or `bool`, which arguments pass by value.
pub(crate) fn is_passed_by_value(ty: &Type) -> bool {
    const PLAIN: [&str; 11] = [
        "bool", "f32", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64",
    ];
    let Type::Path(path) = ty else { return false };
    PLAIN.iter().any(|name| path.path.is_ident(name))
}

/// Returns `.query("limit", &limit)`, `.path_as("ids", ids, Style::LABEL)`.
pub(super) fn add_parameter(
    writer: &mut Writer<'_>,
    parameter: &Parameter,
    argument: Option<&Argument>,
) -> TokenStream {
    let name = &parameter.name;
    let value = match (argument, &parameter.constant) {
        (Some(argument), _) => argument.value.clone(),
        (None, constant) => quote!(#constant),
    };
    let (plain, styled) = match parameter.location {
        Location::Path => ("path", "path_as"),
        Location::Query => ("query", "query_as"),
        Location::Header => ("header_parameter", "header_as"),
        Location::Cookie => ("cookie", "cookie_as"),
    };
    match parameter.style {
        None => {
            let method = format_ident!("{plain}");
            quote!(.#method(#name, #value))
        }
        Some(style) => {
            let method = format_ident!("{styled}");
            let style = style_expression(writer, style);
            quote!(.#method(#name, #value, #style))
        }
    }
}

/// Returns `Style::FORM.exploded()`.
fn style_expression(writer: &mut Writer<'_>, style: Style) -> TokenStream {
    let ty = writer.runtime("Style");
    let name = format_ident!(
        "{}",
        match style.name {
            StyleName::Simple => "SIMPLE",
            StyleName::Label => "LABEL",
            StyleName::Matrix => "MATRIX",
            StyleName::Form => "FORM",
            StyleName::SpaceDelimited => "SPACE_DELIMITED",
            StyleName::PipeDelimited => "PIPE_DELIMITED",
            StyleName::DeepObject => "DEEP_OBJECT",
            StyleName::Json => "JSON",
        }
    );
    let exploded = style.explode.then(|| quote!(.exploded()));
    let reserved = style.allow_reserved.then(|| quote!(.reserved()));
    let secret = style.secret.then(|| quote!(.secret()));
    quote!(#ty::#name #exploded #reserved #secret)
}

/// Returns `.json(post)`.
pub(super) fn add_body(writer: &mut Writer<'_>, body: &Body, argument: &Argument) -> TokenStream {
    let value = &argument.value;
    match &body.kind {
        BodyKind::Json { media_type } if media_type == "application/json" => {
            quote!(.json(#value))
        }
        BodyKind::Json { media_type } => quote!(.json_as(#media_type, #value)),
        BodyKind::Form { styles } if styles.is_empty() => quote!(.form(#value)),
        BodyKind::Form { styles } => {
            let styles: Vec<TokenStream> = styles
                .iter()
                .map(|(name, style)| {
                    let style = style_expression(writer, *style);
                    quote!((#name, #style))
                })
                .collect();
            quote!(.form_as(&[#(#styles),*], #value))
        }
        BodyKind::Multipart(_) => quote!(.multipart(#value)),
        BodyKind::Text { media_type } => quote!(.text(#media_type, #value)),
        BodyKind::Binary(allowed) => quote!(.file(&[#(#allowed),*], #value)),
    }
}
