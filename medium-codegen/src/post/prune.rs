//! Takes out what progenitor and typify write and nobody needs: constructors
//! that unwrap, the `api-version` header, errors of conversions that are gone,
//! JSON schemas in the docs, lifetimes that
//! elision gives. The client keeps its struct and its hooks.

use quote::quote;
use syn::visit::Visit;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprMethodCall, Item, Stmt, parse_quote};

use super::Context;
use crate::client::Code;
use crate::error::Result;

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    types(&mut code.types);
    client(context, &mut code.client);
    for method in &mut code.methods {
        method.attrs.clear();
        // Elision says the same with less.
        method.sig.generics = syn::Generics::default();
        LifetimesAway.visit_signature_mut(&mut method.sig);
        headers(&mut method.block.stmts);
    }
    Ok(())
}

fn types(items: &mut Vec<Item>) {
    items.retain(|item| match item {
        Item::Mod(_) => false,
        // `TryFrom<&str>` and the like of enums, with a stringly error.
        Item::Impl(block) => {
            let mut fallible = Fallible(false);
            fallible.visit_item_impl(block);
            !fallible.0
        }
        _ => true,
    });
    items
        .iter_mut()
        .for_each(|item| DocsAway.visit_item_mut(item));
}

/// Whether `error::ConversionError` is named anywhere.
struct Fallible(bool);

impl Visit<'_> for Fallible {
    fn visit_path(&mut self, path: &syn::Path) {
        let segments = path.segments.iter();
        self.0 |= segments
            .clone()
            .zip(segments.skip(1))
            .any(|(module, name)| module.ident == "error" && name.ident == "ConversionError");
        syn::visit::visit_path(self, path);
    }
}

struct DocsAway;

impl VisitMut for DocsAway {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
        attributes.retain(|attribute| !attribute.path().is_ident("doc"));
    }
}

/// Emits, in place of `Client::new` and `Client::new_with_client`:
///
/// ```text
/// impl Client {
///     pub fn builder() -> runtime::Builder<Self> { … }
/// }
/// impl From<runtime::Parts> for Client { … }
/// impl Debug for Client { … }
/// ```
fn client(context: &Context<'_>, items: &mut Vec<Item>) {
    items.retain(|item| match item {
        Item::Impl(block) => block.trait_.is_some(),
        Item::Struct(_) | Item::Const(_) => true,
        _ => false,
    });
    for item in items.iter_mut() {
        if let Item::Struct(item) = item {
            // A derived `Debug` would show reqwest's proxies, passwords and all.
            item.attrs = vec![parse_quote!(#[derive(Clone)])];
        }
    }
    let runtime = &context.runtime;
    let server = &context.plan.server;
    items.insert(
        0,
        parse_quote! {
            use progenitor_client::{ClientHooks, ClientInfo, ResponseValue};
        },
    );
    items.insert(
        1,
        parse_quote!(
            use super::{operations, types};
        ),
    );
    let added: syn::File = parse_quote! {
        impl Client {
            /// The server that the document names first.
            pub const SERVER: &'static str = #server;

            /// Starts a client: where it goes, and with which credential.
            pub fn builder() -> #runtime::Builder<Self> {
                #runtime::Builder::new(Self::SERVER)
            }
        }

        impl ::std::convert::From<#runtime::Parts> for Client {
            fn from(parts: #runtime::Parts) -> Self {
                Self { baseurl: parts.baseurl, client: parts.client, inner: parts.transport }
            }
        }

        impl ::std::fmt::Debug for Client {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Client")
                    .field("baseurl", &self.baseurl)
                    .field("inner", &self.inner)
                    .finish_non_exhaustive()
            }
        }
    };
    items.extend(added.items);
}

/// Without the `api-version` header, and without an empty `header_map`.
fn headers(statements: &mut Vec<Stmt>) {
    let mut is_filled = false;
    statements.retain(|statement| {
        let text = quote!(#statement).to_string();
        let is_kept = !text.contains("HeaderName :: from_static (\"api-version\")");
        is_filled |= is_kept && text.contains("header_map . append");
        is_kept
    });
    if !is_filled {
        statements.retain(|statement| !declares_header_map(statement));
        for statement in statements {
            HeadersAway.visit_stmt_mut(statement);
        }
    }
}

fn declares_header_map(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Local(local) if matches!(&local.pat, syn::Pat::Ident(name) if name.ident == "header_map"))
}

struct LifetimesAway;

impl VisitMut for LifetimesAway {
    fn visit_receiver_mut(&mut self, receiver: &mut syn::Receiver) {
        *receiver = parse_quote!(&self);
    }

    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        syn::visit_mut::visit_type_reference_mut(self, reference);
        reference.lifetime = None;
    }
}

struct HeadersAway;

impl VisitMut for HeadersAway {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(ExprMethodCall {
            receiver, method, ..
        }) = expr
            && method == "headers"
        {
            *expr = (**receiver).clone();
        }
    }
}
