//! The result of a call, and how the runtime decodes it.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};

use super::writer::Writer;
use crate::error::Result;
use crate::model::{ContentKind, Operation, Success};

/// Returns the type of a call's result: `types::Post`, or `()`.
pub(super) fn output(writer: &mut Writer<'_>, operation: &Operation) -> Result<TokenStream> {
    let chosen_types = writer.context.chosen_types;
    let method = chosen_types.method(&operation.method_name, &operation.pointer)?;
    let ty = writer.ty(&method.output).into_token_stream();
    Ok(match &operation.success {
        Success::Location => writer.name("url", "Url"),
        Success::Body(content) => body_type(writer, content.kind, ty),
        Success::Optional(content) => {
            let option = writer.name("std::option", "Option");
            let ty = body_type(writer, content.kind, ty);
            quote!(#option<#ty>)
        }
        Success::ByStatus { .. } | Success::Empty | Success::Redirect => ty,
    })
}

/// Returns the type of a body, such as `Events<types::Tick>`; `ty` is progenitor's type
/// for its schema.
pub(crate) fn body_type(
    writer: &mut Writer<'_>,
    kind: ContentKind,
    ty: TokenStream,
) -> TokenStream {
    match kind {
        ContentKind::Events | ContentKind::TextEvents => {
            let events = writer.runtime("Events");
            quote!(#events<#ty>)
        }
        ContentKind::Json | ContentKind::Text | ContentKind::Download => ty,
    }
}

/// Returns `decode::json()`.
pub(super) fn decode(writer: &mut Writer<'_>, success: &Success) -> TokenStream {
    let decode = writer.runtime("decode");
    match success {
        Success::Empty | Success::Redirect => quote!(#decode::empty()),
        Success::Location => quote!(#decode::location()),
        Success::ByStatus { accept } => {
            let accepting = accepting(accept, "application/json");
            quote!(#decode::by_status() #accepting)
        }
        Success::Body(content) | Success::Optional(content) => {
            let (name, usual) = match content.kind {
                ContentKind::Json => ("json", "application/json"),
                ContentKind::Text => ("text", "text/plain"),
                ContentKind::Download => ("download", "*/*"),
                ContentKind::Events => ("events", "text/event-stream"),
                ContentKind::TextEvents => ("text_events", "text/event-stream"),
            };
            let read = match success {
                Success::Optional(_) => format_ident!("optional_{name}"),
                _ => format_ident!("{name}"),
            };
            let accepting = accepting(&content.accept, usual);
            quote!(#decode::#read() #accepting)
        }
    }
}

/// Returns the `Accept` header, if it differs from the default.
fn accepting(accept: &str, usual: &str) -> Option<TokenStream> {
    (accept != usual).then(|| quote!(.accepting(#accept)))
}
