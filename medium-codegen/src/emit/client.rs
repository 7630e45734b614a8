//! `client.rs`: the client, and one method an operation.
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

use super::arguments::{add_body, add_parameter, of_body, of_parameter};
use super::docs::doc;
use super::{Context, Imports, constant, example, ident, method_docs};
use crate::error::{Diagnostic, Result};
use crate::markdown::rustdoc;
use crate::model::{Names, Operation, Success};
use crate::print::{Piece, Source};

pub(super) fn source(context: &Context<'_>) -> Result<Source> {
    let taken = Names::from(["Client".to_owned()]);
    let mut imports = Imports::new(&taken);
    let client = client(context, &mut imports)?;
    let methods = context
        .model
        .operations
        .iter()
        .map(|operation| method(context, &mut imports, operation))
        .collect::<Result<Vec<_>>>()?;
    let methods = quote!(impl Client { #(#methods)* });
    Ok(Source {
        path: "client.rs",
        docs: "The client: one method an operation.",
        uses: imports.items(&["calls", "operations"]),
        pieces: vec![Piece::Code(client), Piece::Code(methods)],
    })
}

fn client(context: &Context<'_>, imports: &mut Imports<'_>) -> Result<TokenStream> {
    let runtime = &context.options.runtime;
    let [builder, transport] = ["Builder", "Transport"].map(|name| imports.name(runtime, name));
    let server = &context.model.server;
    let service = match &context.options.service {
        Some(path) => {
            let path: syn::Path = syn::parse_str(path)
                .map_err(|_| Diagnostic::generator("", format!("{path:?} is no path in Rust")))?;
            Some(quote!(.service(#path)))
        }
        None => None,
    };
    let docs = doc(
        &format!(
            "A client for {}: one method an operation.\n\nStart one with [`Client::builder`]. A \
             method gives a call, which is sent when it is awaited and can be given options first.\n\n{}",
            rustdoc(&context.model.title),
            method_docs::shared_errors(context.model)
        ),
        0,
    );
    Ok(quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            pub(crate) transport: #transport,
        }

        impl Client {
            /// The server that the document names first.
            pub const SERVER: &'static str = #server;

            /// Starts a client: where it goes, and with which credential.
            pub fn builder() -> #builder<Self> {
                #builder::new(Self::SERVER)
                    .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
                    #service
            }
        }

        impl From<#transport> for Client {
            fn from(transport: #transport) -> Self {
                Self { transport }
            }
        }
    })
}

fn method(
    context: &Context<'_>,
    imports: &mut Imports<'_>,
    operation: &Operation,
) -> Result<TokenStream> {
    let name = ident(&operation.method_name)?;
    let call = ident(&operation.type_name)?;
    let described = constant(&operation.method_name)?;
    let decode = imports.name(&context.options.runtime, "decode");
    let decode = match operation.success {
        Success::Json { .. } => quote!(#decode::json()),
        Success::Empty | Success::Redirect => quote!(#decode::empty()),
    };
    let mut arguments = Vec::new();
    let mut steps = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.required) {
        let argument = match parameter.is_argument() {
            true => Some(of_parameter(context, imports, operation, parameter)?),
            false => None,
        };
        steps.push(add_parameter(
            context,
            imports,
            parameter,
            argument.as_ref(),
        ));
        arguments.extend(argument);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let argument = of_body(context, imports, operation, body)?;
        steps.push(add_body(body, &argument));
        arguments.push(argument);
    }
    let declared: Vec<_> = arguments
        .iter()
        .map(|argument| argument.declared())
        .collect();
    let example = example::example(context, operation)?;
    let docs = doc(&method_docs::method(context.model, operation, &example), 4);
    let attributes = attributes(operation, declared.len());
    Ok(quote! {
        #docs
        #attributes
        pub fn #name(&self, #(#declared),*) -> calls::#call {
            calls::#call::new(self.transport.call(&operations::#described, #decode) #(#steps)*)
        }
    })
}

/// What the compiler and clippy need to know of a method with so many arguments.
fn attributes(operation: &Operation, arguments: usize) -> TokenStream {
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "the document marks it so"]));
    let many = (arguments > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote!(#deprecated #many)
}
