//! Chooses the fields that examples print.

use syn::Type;

use super::arguments::is_plain;
use super::writer::Context;
use crate::error::Result;
use crate::lower::property_field;
use crate::model::{Schemas, Shape};

/// Types of the runtime and of other crates that implement `Display`.
const PRINTABLE: [&str; 6] = ["String", "Url", "DateTime", "Date", "Integer", "UnixMillis"];

/// Returns the field of an object to print: its URL, title or name, or else the first
/// one that is always present and implements `Display`.
pub(super) fn field(context: &Context<'_>, rust_name: &str) -> Result<Option<String>> {
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
    let preferred = ["url", "title", "name"];
    let field = preferred.iter().find(|name| printable.contains(name));
    Ok(field.or(printable.first()).map(|name| (*name).to_owned()))
}

fn is_printable(schemas: &Schemas, ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let own = path.path.get_ident();
    match own.and_then(|name| schemas.get(&name.to_string())) {
        Some(schema) => matches!(schema.shape, Shape::Text),
        None => {
            let last = path.path.segments.last();
            is_plain(ty) || last.is_some_and(|last| PRINTABLE.iter().any(|name| last.ident == name))
        }
    }
}
