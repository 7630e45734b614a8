//! The same client for programs that are not asynchronous, where the options
//! ask for it: each method runs the asynchronous one to its end.

use quote::quote;
use syn::{FnArg, ImplItemFn, parse_quote};

use super::{Context, doc_lines};
use crate::client::Code;
use crate::error::Result;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    if !context.blocking {
        return Ok(());
    }
    let runtime = &context.runtime;
    let file: syn::File = parse_quote! {
        use progenitor_client::ResponseValue;
        use super::types;

        /// The client for programs that are not asynchronous: the same methods,
        /// each of which waits for its end. Make one of an asynchronous client
        /// with `From`; copies share connections.
        #[derive(Clone, Debug)]
        pub struct Client {
            inner: super::Client,
            runner: #runtime::Runner,
        }

        impl ::std::convert::From<super::Client> for Client {
            fn from(inner: super::Client) -> Self {
                Self { inner, runner: #runtime::Runner::default() }
            }
        }
    };
    code.blocking = file.items;
    let methods = code.methods.iter().map(|method| waiting(context, method));
    code.blocking.push(parse_quote! {
        impl Client {
            #(#methods)*

            /// Runs any future to its end, such as the opening of a file.
            ///
            /// # Errors
            ///
            /// Where this is called from asynchronous code, which it would stop.
            pub fn wait<F: ::std::future::Future>(
                &self,
                future: F,
            ) -> ::std::result::Result<F::Output, #runtime::Error> {
                self.runner.run(future)
            }
        }
    });
    Ok(())
}

/// `pub fn me(&self) -> … { self.runner.run(self.inner.me())? }`.
fn waiting(context: &Context<'_>, method: &ImplItemFn) -> ImplItemFn {
    let name = &method.sig.ident;
    let arguments = method.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => Some(&input.pat),
        FnArg::Receiver(_) => None,
    });
    let call = quote!(self.inner.#name(#(#arguments),*));
    let mut waiting = method.clone();
    waiting.block = match method.sig.asyncness {
        Some(_) => parse_quote!({ self.runner.run(#call)? }),
        None => parse_quote!({ #call }),
    };
    waiting.sig.asyncness = None;
    let operation = context.plan.operation(&name.to_string());
    let summary = operation.map_or("", |operation| operation.summary.as_str());
    let (waits, errors) = match method.sig.asyncness {
        Some(_) => (
            "; waits for its end",
            ", and where this is called from asynchronous code",
        ),
        None => ("", ""),
    };
    let docs = format!(
        "{}\n\nAs [`Client::{name}`](super::Client::{name}), which says more{waits}.\n\n# Errors\n\nThe same{errors}.",
        crate::words::sentence(&crate::words::rustdoc(if summary.is_empty() {
            "Calls the operation"
        } else {
            summary
        }))
    );
    waiting
        .attrs
        .retain(|attribute| !attribute.path().is_ident("doc"));
    if method.attrs.iter().any(|a| a.path().is_ident("deprecated")) {
        waiting.attrs.push(parse_quote!(#[allow(deprecated)]));
    }
    waiting.attrs.splice(0..0, doc_lines(&docs));
    waiting
}
