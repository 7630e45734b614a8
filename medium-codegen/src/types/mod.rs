//! `types.rs`: one type a schema, by its shape. The types of fields and choices
//! are typify's; everything else is written here.

mod by_status;
mod choices;
mod constructors;
mod enums;
mod fields;
mod forms;
mod newtypes;
mod objects;
mod rename;

use quote::quote;
use syn::Item;

use crate::emit::{Context, Writer, client_only};
use crate::error::{Diagnostic, Result};
use crate::model::{Names, Schema, Shape};
use crate::print::{Piece, Source};

pub(crate) fn source(context: &Context<'_>) -> Result<Source> {
    let schemas = &context.model.schemas.all;
    let taken: Names = schemas.iter().map(|s| s.rust_name.clone()).collect();
    let mut writer = Writer::new(context, taken.clone());
    let mut of_client = Writer::new(context, taken);
    let mut pieces = Vec::new();
    for schema in schemas {
        let item = context.decided.item(&schema.rust_name, &schema.pointer)?;
        if context.options.client_feature && needs_client(&schema.shape) {
            let all = one(&mut of_client, schema, item)?;
            for piece in all {
                pieces.push(piece.behind(&client_only())?);
            }
        } else {
            pieces.extend(one(&mut writer, schema, item)?);
        }
    }
    let (uses, more) = (
        writer.items(&[]),
        of_client.foreign_beyond(&writer, &client_only()),
    );
    Ok(Source {
        path: "types.rs",
        docs: "What requests and responses hold.",
        uses: quote!(#uses #more),
        pieces,
    })
}

/// Whether the type of a schema is one that a client alone reads or writes: it holds a file, or is
/// told by a status.
fn needs_client(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Multipart(_) | Shape::Responses(_) | Shape::ErrorResponses(_)
    )
}

/// The type of a schema, of which `item` is typify's.
fn one(writer: &mut Writer<'_>, schema: &Schema, item: &Item) -> Result<Vec<Piece>> {
    Ok(match (&schema.shape, item) {
        (Shape::Object(object), Item::Struct(item)) => {
            objects::object(writer, schema, object, item)?
        }
        (Shape::Responses(variants), Item::Struct(item)) => {
            vec![by_status::responses(writer, schema, variants, item)?]
        }
        (Shape::ErrorResponses(variants), Item::Struct(item)) => {
            vec![by_status::errors(writer, schema, variants, item)?]
        }
        (Shape::Multipart(parts), Item::Struct(item)) => forms::form(writer, schema, parts, item)?,
        (Shape::OneOf(one_of), Item::Struct(item)) => {
            choices::one_of(writer, schema, one_of, item)?
        }
        (Shape::AnyOf(choices), Item::Struct(item)) => {
            choices::any_of(writer, schema, choices, item)?
        }
        (Shape::Newtype, Item::Struct(item)) => {
            vec![newtypes::newtype(writer, schema, item)?]
        }
        (Shape::Text, Item::Struct(_)) => vec![newtypes::text(writer, schema)],
        (Shape::Enum(values), Item::Enum(_)) => {
            vec![enums::open(writer, schema, values)]
        }
        (Shape::ValueEnum(values), Item::Enum(_)) => {
            vec![enums::of_values(writer, schema, values)]
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
