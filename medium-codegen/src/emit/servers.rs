//! The servers of the document, as data and for docs.

use proc_macro2::TokenStream;
use quote::quote;

use super::writer::Writer;
use crate::markdown::{code, rustdoc, sentence};
use crate::model::Server;

/// Returns `pub static SERVERS: &[Server] = …`, if there are several, or variables.
pub(super) fn data(writer: &mut Writer<'_>) -> Option<TokenStream> {
    let servers = &writer.context.model.servers;
    if servers.is_empty() {
        return None;
    }
    let ty = writer.runtime("Server");
    let variable_type = if servers.iter().any(|server| !server.variables.is_empty()) {
        writer.runtime("ServerVariable")
    } else {
        TokenStream::new()
    };
    let servers = servers.iter().map(|server| {
        let url = &server.url;
        let variables = server.variables.iter().map(|variable| {
            let (name, default, allowed) = (&variable.name, &variable.default, &variable.allowed);
            quote!(#variable_type { name: #name, default: #default, allowed: &[#(#allowed),*] })
        });
        quote!(#ty { url: #url, variables: &[#(#variables),*] })
    });
    Some(quote! {
        /// All servers of the operations.
        pub static SERVERS: &[#ty] = &[#(#servers),*];
    })
}

/// Returns the docs of the document's server.
pub(super) fn server_docs(server: &Server) -> String {
    let mut text = match server.url.as_str() {
        "" => "Empty: the document names no server, so set one with the builder's `document_url`."
            .to_owned(),
        url if !url.contains("//") && !url.starts_with('{') => {
            "The server's path, relative to the builder's `document_url`.".to_owned()
        }
        _ => "The default server: the first of the document.".to_owned(),
    };
    if !server.others.is_empty() {
        text.push_str(" Others, for `api_url` of the builder:\n");
    }
    for (url, description) in &server.others {
        text.push_str(&format!("\n- {}", code(url)));
        if !description.is_empty() {
            let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
            text.push_str(&format!(": {}", sentence(&rustdoc(&description))));
        }
    }
    text
}
