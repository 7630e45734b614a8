//! `client.rs`: the client, and one method per operation.
//!
//! ```text
//! pub fn create_post(&self, author_id: &types::UserId, post: &types::NewPost) -> calls::CreatePost {
//!     calls::CreatePost::new(
//!         self.transport
//!             .call(&operations::CREATE_POST, decode::json())
//!             .path("authorId", author_id)
//!             .json(post),
//!     )
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{
    Argument, add_body, add_parameter, body_argument, parameter_argument, required_arguments,
};
use super::docs::doc;
use super::writer::{Context, Writer, constant, ident, path};
use super::{example, method_docs, servers, success};
use crate::error::Result;
use crate::markdown::rustdoc;
use crate::model::{Names, Operation};
use crate::print::{FileWriter, Printed};

pub(super) fn write_file(context: &Context<'_>) -> Result<Printed> {
    let reserved_names = Names::from(["Client".to_owned()]);
    let mut writer = Writer::new(context, reserved_names);
    let methods = context
        .model
        .operations
        .iter()
        .map(|operation| method(&mut writer, operation))
        .collect::<Result<Vec<_>>>()?;
    let client = client(&mut writer, &methods)?;
    let mut modules = vec!["Builder"];
    if !methods.is_empty() {
        modules.extend(["calls", "operations"]);
    }
    let docs = "The client, with one method per operation.";
    let mut file = FileWriter::new(context.options, "client.rs", docs);
    file.code(client)?;
    file.finish(writer.items(&modules))
}

fn client(writer: &mut Writer<'_>, methods: &[TokenStream]) -> Result<TokenStream> {
    let transport = writer.runtime("Transport");
    let server = &writer.context.model.server;
    let (url, server_docs) = (&server.url, doc(&servers::server_docs(server), 4));
    let start = start(writer)?;
    let docs = doc(&client_docs(writer.context), 0);
    Ok(quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            pub(crate) transport: #transport,
        }

        impl Client {
            #server_docs
            pub const SERVER: &'static str = #url;

            #start

            #(#methods)*
        }

        impl From<#transport> for Client {
            fn from(transport: #transport) -> Self {
                Self { transport }
            }
        }
    })
}

/// Returns `pub fn builder() -> Builder { Builder::new(Self::SERVER)… }`.
fn start(writer: &mut Writer<'_>) -> Result<TokenStream> {
    let model = writer.context.model;
    let service = writer.context.options.service.as_deref();
    let service = service.map(path).transpose()?;
    let service = service.map(|path| quote!(.service(#path)));
    let known = (!model.servers.is_empty()).then(|| quote!(.servers(operations::SERVERS)));
    Ok(quote! {
        /// Returns a builder, which sets the server and the credentials.
        pub fn builder() -> Builder {
            Builder::new(Self::SERVER)
                #known
                .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
                #service
        }
    })
}

fn client_docs(context: &Context<'_>) -> String {
    let model = context.model;
    let title = rustdoc(&model.title);
    let article = if title.ends_with(" API") { "the " } else { "" };
    format!(
        "A client for {article}{title}, with one method per operation.\n\nCreate one with [`Client::builder`]. Each \
         method returns a call: set its options, then await it to send it.\n\n{}",
        method_docs::shared_errors(model, &context.options.runtime_crate)
    )
}

fn method(writer: &mut Writer<'_>, operation: &Operation) -> Result<TokenStream> {
    let call = ident(&operation.type_name)?;
    let operation_data = constant(&operation.method_name)?;
    let decode = success::decode(writer, &operation.success);
    let mut steps = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.required) {
        let argument = if parameter.is_argument() {
            Some(parameter_argument(writer, operation, parameter)?)
        } else {
            None
        };
        steps.push(add_parameter(writer, parameter, argument.as_ref()));
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let argument = body_argument(writer, operation, body)?;
        steps.push(add_body(writer, body, &argument));
    }
    let signature = signature(writer, operation)?;
    let example = example::example(writer.context, operation)?;
    let docs = doc(&method_docs::method(writer.context, operation, &example), 4);
    Ok(quote! {
        #docs
        #signature -> calls::#call {
            calls::#call::new(self.transport.call(&operations::#operation_data, #decode) #(#steps)*)
        }
    })
}

/// Returns the attributes, name and arguments of an operation's method.
pub(super) fn signature(writer: &mut Writer<'_>, operation: &Operation) -> Result<TokenStream> {
    let name = ident(&operation.method_name)?;
    let arguments = required_arguments(writer, operation)?;
    let declared = arguments.iter().map(Argument::declared);
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "deprecated in the API"]));
    let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    Ok(quote!(#deprecated #many pub fn #name(&self, #(#declared),*)))
}
