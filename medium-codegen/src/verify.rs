//! Counts in and out: what the document has is in the code, or the run fails.
//! Nothing is dropped without a word, and no secret is a plain text.

use syn::{Fields, Item};

use crate::client::Code;
use crate::error::{Refusal, Result};
use crate::lower::field_name;
use crate::plan::{Plan, Property, Schema, Shape};
use crate::post::wire_name;

pub(crate) fn verify(plan: &Plan, code: &Code) -> Result<()> {
    for operation in &plan.operations {
        let found = code
            .methods
            .iter()
            .filter(|m| m.sig.ident == operation.method_name)
            .count();
        if found != 1 {
            return Err(Refusal::generator(
                &operation.pointer,
                format!("{} became {found} methods, not one", operation.id),
            ));
        }
    }
    if code.methods.len() != plan.operations.len() {
        return Err(Refusal::generator(
            "/paths",
            format!(
                "{} operations became {} methods",
                plan.operations.len(),
                code.methods.len()
            ),
        ));
    }
    for (rust, schema) in &plan.schemas {
        let item = code.types.iter().find(|item| match item {
            Item::Struct(item) => item.ident == rust,
            Item::Enum(item) => item.ident == rust,
            _ => false,
        });
        match item {
            Some(item) => members(rust, schema, item)?,
            None => {
                return Err(Refusal::generator(
                    &schema.pointer,
                    format!("no type {rust} came out"),
                ));
            }
        }
    }
    Ok(())
}

fn members(rust: &str, schema: &Schema, item: &Item) -> Result<()> {
    let missing = |what: String| {
        Err(Refusal::generator(
            &schema.pointer,
            format!("{what} of {rust} did not come out"),
        ))
    };
    match (&schema.shape, item) {
        (Shape::Object(properties), Item::Struct(item)) => properties
            .iter()
            .try_for_each(|property| field(rust, schema, property, &item.fields)),
        (Shape::Multipart(parts), Item::Struct(item)) => parts
            .iter()
            .try_for_each(|part| field(rust, schema, &part.property, &item.fields)),
        (Shape::Enum(values), Item::Enum(item)) => match values
            .iter()
            .find(|value| item.variants.iter().all(|v| v.ident != value.variant))
        {
            Some(value) => missing(format!("value {:?}", value.wire)),
            None => Ok(()),
        },
        (Shape::Constant(_), Item::Enum(_)) | (Shape::Newtype, Item::Struct(_)) => Ok(()),
        (Shape::OneOf(names), Item::Enum(item)) if item.variants.len() == names.len() => Ok(()),
        _ => missing("the shape".to_owned()),
    }
}

fn field(rust: &str, schema: &Schema, property: &Property, fields: &Fields) -> Result<()> {
    let field = fields.iter().find(|field| {
        wire_name(field) == property.wire
            || field
                .ident
                .as_ref()
                .is_some_and(|name| *name == field_name(&property.wire))
    });
    let Some(field) = field else {
        return Err(Refusal::generator(
            &schema.pointer,
            format!("property {:?} of {rust} did not come out", property.wire),
        ));
    };
    let ty = &field.ty;
    let shown = quote::quote!(#ty).to_string();
    if property.secret && !shown.contains(":: Secret") {
        return Err(Refusal::generator(
            &schema.pointer,
            format!(
                "property {:?} of {rust} is a secret, but came out as {shown}",
                property.wire
            ),
        ));
    }
    Ok(())
}
