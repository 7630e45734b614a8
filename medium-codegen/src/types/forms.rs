//! Multipart forms: a struct with a field for each part, which knows how to
//! become a form. It is neither JSON nor (a stream can be read once) a copy.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemStruct;

use super::constructors::constructor;
use super::fields::{TypifyFields, declared, default};
use crate::emit::{Writer, doc, field_docs, ident, type_docs};
use crate::error::Result;
use crate::model::{Part, PartKind, Schema};
use crate::print::Piece;
use crate::progenitor::argument;

pub(super) fn form(
    writer: &mut Writer<'_>,
    schema: &Schema,
    parts: &[Part],
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let fields = TypifyFields::of(schema, item);
    let mut lines = Vec::new();
    let mut added = Vec::new();
    for part in parts {
        let property = &part.property;
        let ty = &fields.ty(property)?;
        let docs = doc(&field_docs(property), 4);
        let declaration = declared(property)?;
        added.push(add(part, argument(ty, "Option").is_some())?);
        let ty = writer.ty(ty);
        lines.push(quote! { #docs #declaration: #ty });
    }
    let [into_form, form, error] = ["IntoForm", "Form", "Error"].map(|name| writer.runtime(name));
    let result = writer.name("std::result", "Result");
    let (name, docs) = (ident(&schema.rust_name)?, doc(&type_docs(schema), 0));
    let default = default(schema);
    let structure = quote! {
        #docs
        #[derive(Debug, #default)]
        #[non_exhaustive]
        pub struct #name { #(#lines),* }
    };
    let constructor = constructor(writer, schema, &fields, None)?;
    let conversion = quote! {
        impl #into_form for #name {
            fn into_form(self, form: &mut #form) -> #result<(), #error> {
                #(#added)*
                Ok(())
            }
        }
    };
    let pieces = [structure, constructor, conversion];
    Ok(pieces.into_iter().map(Piece::Code).collect())
}

/// One part: `form.file("image", self.image, &["image/png"])?;`.
fn add(part: &Part, is_option: bool) -> Result<TokenStream> {
    let field = ident(&part.property.field)?;
    let one = |value: TokenStream| add_one(part, &value);
    Ok(match (part.many, part.property.required) {
        (true, _) => {
            let add = one(quote!(part));
            quote!(for part in self.#field { #add })
        }
        (false, _) if is_option => {
            let add = one(quote!(part));
            quote!(if let Some(part) = self.#field { #add })
        }
        (false, true) => one(quote!(self.#field)),
        // A map says by being empty that it is absent.
        (false, false) => {
            let add = one(quote!(self.#field));
            quote!(if !self.#field.is_empty() { #add })
        }
    })
}

fn add_one(part: &Part, value: &TokenStream) -> TokenStream {
    let name = &part.property.json_name;
    match &part.kind {
        PartKind::File(types) => quote!(form.file(#name, #value, &[#(#types),*])?;),
        PartKind::Text if part.property.secret => quote!(form.secret(#name, &#value);),
        PartKind::Text => quote!(form.text(#name, &#value);),
        PartKind::Json => quote!(form.json(#name, &#value)?;),
    }
}
