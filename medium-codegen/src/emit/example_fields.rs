//! Chooses the fields that examples print.

use syn::Type;

use super::arguments::is_passed_by_value;
use super::writer::Context;
use crate::error::Result;
use crate::lower::property_field;
use crate::model::{Operation, Schemas, Shape};

/// Types of the runtime and of other crates that implement `Display`.
const PRINTABLE: [&str; 6] = ["String", "Url", "DateTime", "Date", "Integer", "UnixMillis"];

/// Returns the field of an object to print: its URL, title or name, otherwise the first
/// one that is always present and implements `Display`. Arguments of the operation and
/// `…_type` come last, since they are the same in each response.
pub(super) fn field(
    context: &Context<'_>,
    operation: &Operation,
    rust_name: &str,
) -> Result<Option<String>> {
    let schemas = &context.model.schemas;
    let Some(schema) = schemas.get(rust_name) else {
        return Ok(None);
    };
    let Shape::Object(object) = &schema.shape else {
        return Ok(None);
    };
    let item = context.chosen_types.item(rust_name, &schema.pointer)?;
    let mut printable = Vec::new();
    for (index, property) in object.properties.iter().enumerate() {
        let name = property_field(index);
        let is_field = |field: &&syn::Field| field.ident.as_ref().is_some_and(|it| *it == name);
        let is_hidden = property.secret || property.constant;
        let is_present = schema.always_has(property) && !property.nullable;
        if let Some(field) = item.fields.iter().find(is_field)
            && is_present
            && !is_hidden
            && is_printable(schemas, &field.ty)
        {
            printable.push(property.field.as_str());
        }
    }
    let rank = |field: &&str| {
        let mut parameters = operation.parameters.iter();
        match *field {
            "url" => 0,
            "title" => 1,
            "name" => 2,
            _ if field.ends_with("type") => 4,
            _ if parameters.any(|parameter| parameter.rust_name == *field) => 4,
            _ => 3,
        }
    };
    // The first one of the lowest rank.
    Ok(printable.into_iter().min_by_key(rank).map(str::to_owned))
}

fn is_printable(schemas: &Schemas, ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let own = path.path.get_ident();
    match own.and_then(|name| schemas.get(&name.to_string())) {
        Some(schema) => matches!(schema.shape, Shape::Text),
        None => {
            let last = path.path.segments.last();
            is_passed_by_value(ty)
                || last.is_some_and(|last| PRINTABLE.iter().any(|name| last.ident == name))
        }
    }
}
