//! Multipart forms: a struct with a field per part, which converts to a form. It is
//! not JSON, and not `Clone`, since a stream can be read only once.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemStruct;

use super::constructors::constructor;
use super::fields::{Member, Presence, TypifyFields, declared, default};
use crate::emit::{Writer, doc, field_docs, ident, type_docs};
use crate::error::Result;
use crate::model::{Part, PartKind, Schema};
use crate::print::Piece;

pub(super) fn form(
    writer: &mut Writer<'_>,
    schema: &Schema,
    parts: &[Part],
    item: &ItemStruct,
) -> Result<Vec<Piece>> {
    let members = TypifyFields::new(schema, item).properties()?;
    let mut lines = Vec::new();
    let mut added = Vec::new();
    for (part, member) in parts.iter().zip(&members) {
        let docs = doc(&field_docs(schema, &part.property), 4);
        let declaration = declared(&part.property)?;
        added.push(add(part, member)?);
        let ty = member.ty(writer);
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
    let constructor = constructor(writer, schema, &members, None)?;
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

/// Returns the code that adds a part: `form.file("image", self.image, &["image/png"])?;`.
fn add(part: &Part, member: &Member<'_>) -> Result<TokenStream> {
    let field = ident(&part.property.field)?;
    let value = match member.presence {
        Presence::OptionalNullable => quote!(self.#field.into_value()),
        _ => quote!(self.#field),
    };
    let is_always = member.presence == Presence::Required;
    let one = |value: TokenStream| add_one(part, &value);
    let add = one(quote!(part));
    Ok(match (part.many, is_always) {
        (true, true) => quote!(for part in #value { #add }),
        (true, false) => quote!(for part in #value.into_iter().flatten() { #add }),
        (false, true) => one(value),
        (false, false) => quote!(if let Some(part) = #value { #add }),
    })
}

fn add_one(part: &Part, value: &TokenStream) -> TokenStream {
    let name = &part.property.json_name;
    match &part.kind {
        PartKind::File(types) => quote!(form.file(#name, #value, &[#(#types),*])?;),
        PartKind::Text(_) if part.property.secret => quote!(form.secret(#name, &#value);),
        PartKind::Text(None) => quote!(form.text(#name, &#value);),
        PartKind::Text(Some(kind)) => quote!(form.text_as(#kind, #name, &#value)?;),
        PartKind::Json => quote!(form.json(#name, &#value)?;),
    }
}
