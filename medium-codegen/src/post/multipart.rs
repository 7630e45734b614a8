//! Multipart forms, which progenitor has been shown as JSON: the method takes
//! the form whole, and the form's type knows how to become one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Expr, FnArg, Item, parse_quote};

use super::{Context, argument, described, ident, subject};
use crate::client::Code;
use crate::error::Result;
use crate::lower::field_name;
use crate::plan::{Body, Part, PartKind, Shape};

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    for (rust, schema) in &context.plan.schemas {
        if let Shape::Multipart(parts) = &schema.shape {
            form(context, &mut code.types, rust, parts)?;
        }
    }
    for method in &mut code.methods {
        let operation = context.plan.operation(&method.sig.ident.to_string());
        let Some(Body::Multipart(rust)) = operation.and_then(|operation| operation.body.as_ref())
        else {
            continue;
        };
        let rust = ident(rust)?;
        for input in &mut method.sig.inputs {
            if let FnArg::Typed(input) = input
                && matches!(&*input.pat, syn::Pat::Ident(name) if name.ident == "body")
            {
                input.ty = parse_quote!(types::#rust);
            }
        }
        let described = described(&method.sig.ident.to_string())?;
        AsForm { context, described }.visit_block_mut(&mut method.block);
    }
    Ok(())
}

struct AsForm<'a> {
    context: &'a Context<'a>,
    described: Expr,
}

impl VisitMut for AsForm<'_> {
    /// `.json(body)` → `.multipart(runtime::form(&operations::A, body)?)`.
    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        syn::visit_mut::visit_expr_method_call_mut(self, call);
        if call.method == "json" {
            let runtime = &self.context.runtime;
            call.method = parse_quote!(multipart);
            let described = &self.described;
            let form: Expr = parse_quote!(#runtime::form(#described, body)?);
            call.args = parse_quote!(#form);
        }
    }
}

/// A form is neither JSON nor (a stream can be read once) a copy.
fn form(context: &Context<'_>, types: &mut Vec<Item>, rust: &str, parts: &[Part]) -> Result<()> {
    let mut fields = syn::Fields::Unit;
    for item in types.iter_mut() {
        if let Item::Struct(item) = item
            && item.ident == rust
        {
            item.attrs = vec![parse_quote!(#[derive(Debug)])];
            for field in &mut item.fields {
                field.attrs.clear();
            }
            fields = item.fields.clone();
        }
    }
    let runtime = &context.runtime;
    let name = ident(rust)?;
    let lines = parts
        .iter()
        .map(|part| line(part, &fields))
        .collect::<Result<Vec<_>>>()?;
    let implementation = parse_quote! {
        impl #runtime::IntoForm for #name {
            fn into_form(self, form: &mut #runtime::Form) -> ::std::result::Result<(), #runtime::Error> {
                #(#lines)*
                ::std::result::Result::Ok(())
            }
        }
    };
    let at = types
        .iter()
        .position(|item| subject(item).as_deref() == Some(rust));
    types.insert(at.map_or(types.len(), |at| at + 1), implementation);
    Ok(())
}

/// One part: `form.file("image", self.image, &["image/png"])?;`.
fn line(part: &Part, fields: &syn::Fields) -> Result<TokenStream> {
    let wire = &part.property.wire;
    let field = ident(&field_name(wire))?;
    let ty = fields
        .iter()
        .find(|other| other.ident.as_ref() == Some(&field))
        .map(|field| &field.ty);
    let is_option = ty.is_some_and(|ty| argument(ty, "Option").is_some());
    let add = match &part.kind {
        PartKind::File(types) => quote!(form.file(#wire, part, &[#(#types),*])?;),
        PartKind::Text if part.property.secret => quote!(form.secret(#wire, &part);),
        PartKind::Text => quote!(form.text(#wire, &part);),
        PartKind::Json => quote!(form.json(#wire, &part)?;),
    };
    Ok(match (part.many, part.property.required) {
        (true, _) => quote!(for part in self.#field { #add }),
        (false, _) if is_option => quote!(if let Some(part) = self.#field { #add }),
        (false, true) => quote!({ let part = self.#field; #add }),
        // A map says by being empty that it is absent.
        (false, false) => quote!(if !self.#field.is_empty() { let part = self.#field; #add }),
    })
}
