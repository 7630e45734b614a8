//! The result of a call, and how the runtime decodes it.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::writer::Writer;
use crate::error::Result;
use crate::model::{ContentKind, Operation, Success};

/// The type of a call's result: `types::Post`, or `()`.
pub(super) fn output(writer: &mut Writer<'_>, operation: &Operation) -> Result<TokenStream> {
    let chosen_types = writer.context.chosen_types;
    let method = chosen_types.method(&operation.method_name, &operation.pointer)?;
    let ty = writer.ty(&method.output).into_token_stream();
    Ok(match &operation.success {
        Success::Location => writer.name("url", "Url"),
        Success::Body(content) => of_content(writer, content.kind, ty),
        Success::Optional(content) => {
            let option = writer.name("std::option", "Option");
            let ty = of_content(writer, content.kind, ty);
            quote!(#option<#ty>)
        }
        Success::ByStatus { .. } | Success::Empty | Success::Redirect => ty,
    })
}

/// The type of a body, such as `Events<types::Tick>`; `ty` is progenitor's type for
/// its schema.
pub(crate) fn of_content(
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

/// `decode::json()`.
pub(super) fn decode(writer: &mut Writer<'_>, success: &Success) -> TokenStream {
    let decode = writer.runtime("decode");
    match success {
        Success::Empty | Success::Redirect => quote!(#decode::empty()),
        Success::Location => quote!(#decode::location()),
        Success::ByStatus { accept } => {
            let accepting = accepting(accept, "application/json");
            quote!(#decode::by_status() #accepting)
        }
        Success::Body(content) => {
            let (read, usual) = match content.kind {
                ContentKind::Json => (quote!(json), "application/json"),
                ContentKind::Text => (quote!(text), "text/plain"),
                ContentKind::Download => (quote!(download), "*/*"),
                ContentKind::Events => (quote!(events), "text/event-stream"),
                ContentKind::TextEvents => (quote!(text_events), "text/event-stream"),
            };
            let accepting = accepting(&content.accept, usual);
            quote!(#decode::#read() #accepting)
        }
        Success::Optional(content) => {
            let (read, usual) = match content.kind {
                ContentKind::Text => (quote!(optional_text), "text/plain"),
                ContentKind::Download => (quote!(optional_download), "*/*"),
                _ => (quote!(optional_json), "application/json"),
            };
            let accepting = accepting(&content.accept, usual);
            quote!(#decode::#read() #accepting)
        }
    }
}

/// The `Accept` header, if it differs from the default.
fn accepting(accept: &str, usual: &str) -> Option<TokenStream> {
    (accept != usual).then(|| quote!(.accepting(#accept)))
}
