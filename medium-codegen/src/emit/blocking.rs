//! `blocking.rs`: the client for blocking programs. Its methods return the same
//! calls, in their blocking form.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::required_arguments;
use super::client::signature;
use super::docs::doc;
use super::method_docs;
use super::writer::{Context, Writer, ident};
use crate::error::Result;
use crate::model::{Names, Operation, Success};
use crate::print::{FileWriter, Printed};

pub(super) fn write_file(context: &Context<'_>) -> Result<Printed> {
    let reserved_names = Names::from(["Client".to_owned()]);
    let mut writer = Writer::new(context, reserved_names);
    let [runner, error] = ["Runner", "Error"].map(|name| writer.runtime(name));
    let methods = context
        .model
        .operations
        .iter()
        .map(|operation| method(&mut writer, &runner, operation))
        .collect::<Result<Vec<_>>>()?;
    let client = client(&runner, &error, &methods);
    let docs = "The client for blocking programs.";
    let mut file = FileWriter::new(context.options, "blocking.rs", docs);
    file.code(client)?;
    file.finish(writer.items(&["calls"]))
}

fn client(runner: &TokenStream, error: &TokenStream, methods: &[TokenStream]) -> TokenStream {
    quote! {
        /// The client for blocking programs: the same methods, whose calls block until they end.
        /// Convert an asynchronous client with `From`. Clones share connections.
        #[derive(Debug, Clone)]
        pub struct Client {
            client: super::Client,
            runner: #runner,
        }

        impl Client {
            #(#methods)*

            /// Blocks until `future` completes, for example `File::open`.
            ///
            /// # Errors
            ///
            /// If it is called from asynchronous code, which it would block.
            pub fn wait<F: std::future::Future>(&self, future: F) -> Result<F::Output, #error> {
                self.runner.run(future)
            }
        }

        impl From<super::Client> for Client {
            fn from(client: super::Client) -> Self {
                Self { client, runner: #runner::default() }
            }
        }
    }
}

/// Returns `pub fn me(&self) -> calls::Me<Runner> { self.client.me().blocking(&self.runner) }`.
fn method(
    writer: &mut Writer<'_>,
    runner: &TokenStream,
    operation: &Operation,
) -> Result<TokenStream> {
    let name = ident(&operation.method_name)?;
    let call = ident(&operation.type_name)?;
    let signature = signature(writer, operation)?;
    let names = required_arguments(writer, operation)?;
    let names = names.iter().map(|argument| &argument.name);
    let link = format!("See [`Client::{name}`](super::Client::{name}).");
    let docs = match method_docs::summary(operation) {
        Some(summary) => doc(&format!("{summary} {link}"), 4),
        None => doc(&link, 4),
    };
    let allowed = operation.deprecated.then(|| quote!(#[allow(deprecated)]));
    let is_sent = !matches!(operation.success, Success::Redirect);
    let mode = is_sent.then(|| quote!(<#runner>));
    let blocking = is_sent.then(|| quote!(.blocking(&self.runner)));
    Ok(quote! {
        #docs
        #allowed
        #signature -> calls::#call #mode {
            self.client.#name(#(#names),*) #blocking
        }
    })
}
