//! Multipart forms, which progenitor has been shown as JSON: the method takes
//! the form whole, and the form's type knows how to become one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Expr, FnArg, Item, ItemStruct, parse_quote};

use super::{Context, argument, described, ident};
use crate::client::Code;
use crate::error::Result;
use crate::plan::{Body, Part, PartKind, Shape};

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    for mut item in std::mem::take(&mut code.types) {
        let added = match &mut item {
            Item::Struct(item) => form(context, item)?,
            _ => None,
        };
        code.types.push(item);
        code.types.extend(added);
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
fn form(context: &Context<'_>, item: &mut ItemStruct) -> Result<Option<Item>> {
    let schema = context.plan.schemas.get(&item.ident.to_string());
    let Some(Shape::Multipart(parts)) = schema.map(|schema| &schema.shape) else {
        return Ok(None);
    };
    item.attrs = vec![parse_quote!(#[derive(Debug)])];
    for field in &mut item.fields {
        field.attrs.clear();
    }
    let runtime = &context.runtime;
    let name = &item.ident;
    let lines = parts
        .iter()
        .map(|part| line(part, &item.fields))
        .collect::<Result<Vec<_>>>()?;
    Ok(Some(parse_quote! {
        impl #runtime::IntoForm for #name {
            fn into_form(self, form: &mut #runtime::Form) -> ::std::result::Result<(), #runtime::Error> {
                #(#lines)*
                ::std::result::Result::Ok(())
            }
        }
    }))
}

/// One part: `form.file("image", self.image, &["image/png"])?;`.
fn line(part: &Part, fields: &syn::Fields) -> Result<TokenStream> {
    let wire = &part.property.wire;
    let field = ident(&part.property.field)?;
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
