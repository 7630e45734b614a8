//! Choices: an untagged enum, whose constants tell its variants apart.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Ident, ItemEnum, Type, Variant};

use super::fields::derives;
use crate::emit::{Writer, choice_docs, doc, ident, type_docs};
use crate::error::{Diagnostic, Result};
use crate::model::Schema;
use crate::print::Piece;

pub(super) fn one_of(
    writer: &mut Writer<'_>,
    schema: &Schema,
    names: &[String],
    item: &ItemEnum,
) -> Result<Vec<Piece>> {
    if item.variants.len() != names.len() {
        return Err(fault(schema, "other choices"));
    }
    let name = ident(&schema.rust_name)?;
    let docs = doc(&type_docs(schema), 0);
    let derives = derives(writer, schema);
    let mut variants = Vec::new();
    let mut conversions = Vec::new();
    for (variant, choice) in item.variants.iter().zip(names) {
        let ty = held(variant).ok_or_else(|| fault(schema, "a choice of another shape"))?;
        let ty = writer.ty(ty);
        let docs = doc(&choice_docs(&writer.context.model.schemas, choice), 4);
        let variant = variant.ident.clone();
        variants.push(quote! { #docs #variant(#ty) });
        let conversion = conversion(writer, &name, &variant, &ty);
        conversions.push((ty, conversion));
    }
    // Only a type that no other choice has can say which choice it is.
    let is_sole = |ty: &Type| conversions.iter().filter(|(other, _)| other == ty).count() == 1;
    let sole = conversions.iter().filter(|(ty, _)| is_sole(ty));
    let conversions = sole.map(|(_, conversion)| conversion);
    Ok(vec![Piece::Code(quote! {
        #docs
        #derives
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }

        #(#conversions)*
    })])
}

/// What a choice is made of becomes that choice.
fn conversion(writer: &mut Writer<'_>, name: &Ident, variant: &Ident, ty: &Type) -> TokenStream {
    let from = writer.name("std::convert", "From");
    quote! {
        impl #from<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#variant(value)
            }
        }
    }
}

/// What a variant holds, where that is one value.
fn held(variant: &Variant) -> Option<&Type> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}

fn fault(schema: &Schema, what: &str) -> Diagnostic {
    let what = format!("progenitor gave {} {what}", schema.rust_name);
    Diagnostic::generator(&schema.pointer, what)
}
