//! Values with a name: an id, a list, a number.

use quote::quote;
use syn::ItemStruct;

use crate::emit::{Context, Imports, doc, doc_text, ident, is_plain, type_docs};
use crate::error::{Diagnostic, Result};
use crate::model::Schema;
use crate::print::Piece;

/// `string_type! { pub struct PostId; }`.
pub(super) fn text(context: &Context<'_>, imports: &mut Imports<'_>, schema: &Schema) -> Piece {
    let name = imports.name(&context.options.runtime, "string_type");
    let docs = doc_text(&type_docs(schema), 4);
    let rust_name = &schema.rust_name;
    Piece::Macro(format!(
        "{name}! {{\n{docs}    pub struct {rust_name};\n}}\n"
    ))
}

/// Any other value.
pub(super) fn newtype(
    imports: &mut Imports<'_>,
    schema: &Schema,
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let mut fields = item.fields.iter();
    let (Some(field), None) = (fields.next(), fields.next()) else {
        return Err(Diagnostic::generator(
            &schema.pointer,
            format!("progenitor gave {} other fields", schema.rust_name),
        ));
    };
    let name = ident(&schema.rust_name)?;
    let docs = doc(&type_docs(schema), 0);
    let derives = super::derives(imports);
    let copy = is_plain(&field.ty).then(|| quote!(#[derive(Copy)]));
    let ty = imports.ty(&field.ty);
    let from = imports.name("std::convert", "From");
    let from = quote! {
        impl #from<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }
    };
    let deref = imports.name("std::ops", "Deref");
    let mut pieces = vec![quote! {
        #docs
        #derives
        #copy
        #[serde(transparent)]
        pub struct #name(pub #ty);

        impl #deref for #name {
            type Target = #ty;

            fn deref(&self) -> &#ty {
                &self.0
            }
        }

        #from
    }];
    if is_plain(&ty) {
        pieces.push(display(&name));
    }
    Ok(pieces.into_iter().map(Piece::Code).collect())
}

/// A plain value can stand in a path or a query.
fn display(name: &syn::Ident) -> proc_macro2::TokenStream {
    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    }
}
