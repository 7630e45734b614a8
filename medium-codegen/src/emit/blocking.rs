//! `blocking.rs`: the same client for programs that are not asynchronous. Its
//! methods give the same calls, which wait for their end when they are sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{of_body, of_parameter};
use super::docs::doc;
use super::{Context, Imports, ident, method_docs};
use crate::error::Result;
use crate::model::{Names, Operation, Success};
use crate::print::{Piece, Source};

pub(super) fn source(context: &Context<'_>) -> Result<Source> {
    let taken = Names::from(["Client".to_owned()]);
    let mut imports = Imports::new(&taken);
    let runtime = &context.options.runtime;
    let [runner, error] = ["Runner", "Error"].map(|name| imports.name(runtime, name));
    let methods = context
        .model
        .operations
        .iter()
        .map(|operation| method(context, &mut imports, &runner, operation))
        .collect::<Result<Vec<_>>>()?;
    let client = quote! {
        /// The client for programs that are not asynchronous: the same methods, whose calls wait
        /// for their end when they are sent. Make one of an asynchronous client with `From`; copies
        /// share connections.
        #[derive(Debug, Clone)]
        pub struct Client {
            client: super::Client,
            runner: #runner,
        }

        impl From<super::Client> for Client {
            fn from(client: super::Client) -> Self {
                Self { client, runner: #runner::default() }
            }
        }
    };
    let methods = quote! {
        impl Client {
            #(#methods)*

            /// Runs any future to its end, such as the opening of a file.
            ///
            /// # Errors
            ///
            /// Where this is called from asynchronous code, which it would stop.
            pub fn wait<F: std::future::Future>(&self, future: F) -> Result<F::Output, #error> {
                self.runner.run(future)
            }
        }
    };
    Ok(Source {
        path: "blocking.rs",
        docs: "The client for programs that are not asynchronous.",
        uses: imports.items(&["calls"]),
        pieces: vec![Piece::Code(client), Piece::Code(methods)],
    })
}

/// `pub fn me(&self) -> calls::Me<Runner> { self.client.me().blocking(&self.runner) }`.
fn method(
    context: &Context<'_>,
    imports: &mut Imports<'_>,
    runner: &TokenStream,
    operation: &Operation,
) -> Result<TokenStream> {
    let name = ident(&operation.method_name)?;
    let call = ident(&operation.type_name)?;
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.is_argument()) {
        arguments.push(of_parameter(context, imports, operation, parameter)?);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(of_body(context, imports, operation, body)?);
    }
    let names: Vec<_> = arguments.iter().map(|argument| &argument.name).collect();
    let declared = arguments.iter().map(|argument| argument.declared());
    let deprecated = operation.deprecated.then(|| {
        quote! {
            #[deprecated = "the document marks it so"]
            #[allow(deprecated)]
        }
    });
    let many = (names.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let docs = doc(
        &format!(
            "{} As [`Client::{name}`](super::Client::{name}), which says more.",
            method_docs::summary(operation)
        ),
        4,
    );
    let (mode, blocking) = match operation.success {
        Success::Redirect => (None, None),
        _ => (
            Some(quote!(<#runner>)),
            Some(quote!(.blocking(&self.runner))),
        ),
    };
    Ok(quote! {
        #docs
        #deprecated
        #many
        pub fn #name(&self, #(#declared),*) -> calls::#call #mode {
            self.client.#name(#(#names),*) #blocking
        }
    })
}
