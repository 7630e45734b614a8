//! `types.rs`: one type per schema. typify chooses the types of fields and
//! subschemas; everything else is written here.

mod by_status;
mod constructors;
mod enums;
mod fields;
mod forms;
mod newtypes;
mod objects;
mod rename;
mod unions;

use quote::quote;
use syn::ItemStruct;

use crate::emit::{Context, Writer, client_only, some_lack_docs};
use crate::error::Result;
use crate::model::{Names, Schema, Shape};
use crate::print::{FileWriter, Piece, Printed};

pub(crate) fn write_file(context: &Context<'_>) -> Result<Printed> {
    let schemas = &context.model.schemas.all;
    let reserved_names: Names = schemas.iter().map(|s| s.rust_name.clone()).collect();
    let mut writer = Writer::new(context, reserved_names.clone());
    let mut client_writer = Writer::new(context, reserved_names);
    let docs =
        "The types of requests and responses. Only the service checks the limits in the docs.";
    let mut file = FileWriter::new(context.options, "types.rs", docs);
    if some_lack_docs(&context.model.schemas) {
        file.allow_missing_docs();
    }
    for schema in schemas {
        let item = context
            .chosen_types
            .item(&schema.rust_name, &schema.pointer)?;
        if context.options.client_feature && needs_client(&schema.shape) {
            for piece in write_type(&mut client_writer, schema, item)? {
                file.add(piece.with_attribute(&client_only())?)?;
            }
        } else {
            for piece in write_type(&mut writer, schema, item)? {
                file.add(piece)?;
            }
        }
    }
    let (uses, more) = (
        writer.items(&[]),
        client_writer.crate_uses_beyond(&writer, &client_only()),
    );
    file.finish(quote!(#uses #more))
}

/// Returns whether a type needs the client: it contains a file, or is selected by a status.
fn needs_client(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Multipart(_) | Shape::Responses(_) | Shape::ErrorResponses(_)
    )
}

/// Returns the type of a schema; `item` is typify's struct for it.
fn write_type(writer: &mut Writer<'_>, schema: &Schema, item: &ItemStruct) -> Result<Vec<Piece>> {
    Ok(match &schema.shape {
        Shape::Object(object) => objects::object(writer, schema, object, item)?,
        Shape::Responses(variants) => vec![by_status::responses(writer, schema, variants, item)?],
        Shape::ErrorResponses(variants) => {
            vec![by_status::errors(writer, schema, variants, item)?]
        }
        Shape::Multipart(parts) => forms::form(writer, schema, parts, item)?,
        Shape::OneOf(one_of) => unions::one_of(writer, schema, one_of, item)?,
        Shape::AnyOf(subschemas) => unions::any_of(writer, schema, subschemas, item)?,
        Shape::Newtype => vec![newtypes::newtype(writer, schema, item)?],
        Shape::Text => vec![newtypes::text(writer, schema)],
        Shape::Enum(values) => vec![enums::open(writer, "open_enum", schema, values)],
        Shape::ValueEnum(values) => vec![enums::open(writer, "value_enum", schema, values)],
        Shape::Constant(value) => vec![enums::constant(writer, schema, value)],
    })
}
