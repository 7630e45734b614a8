//! `types.rs`: one type a schema, by its shape. The types of fields and choices
//! are typify's; everything else is written here.

mod choices;
mod constructors;
mod enums;
mod fields;
mod forms;
mod newtypes;
mod objects;
mod rename;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::emit::{Context, Writer, ident};
use crate::error::{Diagnostic, Result};
use crate::model::{Names, Property, Schema, Shape};
use crate::print::{Piece, Source};

pub(crate) fn source(context: &Context<'_>) -> Result<Source> {
    let schemas = &context.model.schemas.all;
    let taken: Names = schemas.iter().map(|s| s.rust_name.clone()).collect();
    let mut writer = Writer::new(context, taken);
    let mut pieces = Vec::new();
    for schema in schemas {
        let item = context.decided.item(&schema.rust_name, &schema.pointer)?;
        pieces.extend(one(&mut writer, schema, item)?);
    }
    Ok(Source {
        path: "types.rs",
        docs: "What requests and responses hold.",
        uses: writer.items(&[]),
        pieces,
    })
}

/// The type of a schema, of which `item` is typify's.
fn one(writer: &mut Writer<'_>, schema: &Schema, item: &Item) -> Result<Vec<Piece>> {
    Ok(match (&schema.shape, item) {
        (Shape::Object(object), Item::Struct(item)) => {
            objects::object(writer, schema, object, item)?
        }
        (Shape::Multipart(parts), Item::Struct(item)) => forms::form(writer, schema, parts, item)?,
        (Shape::OneOf(names), Item::Enum(item)) => choices::one_of(writer, schema, names, item)?,
        (Shape::Newtype, Item::Struct(item)) => {
            vec![newtypes::newtype(writer, schema, item)?]
        }
        (Shape::Text, Item::Struct(_)) => vec![newtypes::text(writer, schema)],
        (Shape::Enum(values), Item::Enum(_)) => {
            vec![enums::open(writer, schema, values)]
        }
        (Shape::Constant(value), Item::Enum(_)) => {
            vec![enums::constant(writer, schema, value)]
        }
        _ => {
            return Err(Diagnostic::generator(
                &schema.pointer,
                format!("progenitor gave {} another shape", schema.rust_name),
            ));
        }
    })
}

/// How a property is declared, but for its type: a constant is filled in, and
/// there is nothing to be seen.
fn declared(property: &Property) -> Result<TokenStream> {
    let name = ident(&property.field)?;
    Ok(match property.constant {
        true => quote!(pub(crate) #name),
        false => quote!(pub #name),
    })
}

/// The derives of what goes over the wire as JSON or as a form.
fn derives(writer: &mut Writer<'_>) -> TokenStream {
    let [serialize, deserialize] =
        ["Serialize", "Deserialize"].map(|name| writer.name("serde", name));
    quote!(#[derive(Debug, Clone, PartialEq, #serialize, #deserialize)])
}
