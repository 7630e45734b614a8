//! Counts in and out: what the document has is in the code, or the run fails.
//! Nothing is dropped without a word, and no secret is a plain text.

use std::collections::{BTreeSet, HashMap};

use syn::Item;

use crate::client::Code;
use crate::error::{Refusal, Result};
use crate::plan::{Plan, Property, Schema, Shape};
use crate::post::Members;

pub(crate) fn verify(plan: &Plan, code: &Code) -> Result<()> {
    methods(plan, code)?;
    let types = named(&code.types);
    for (rust, schema) in &plan.schemas {
        match types.get(rust) {
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

fn methods(plan: &Plan, code: &Code) -> Result<()> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for method in &code.methods {
        *counts.entry(method.sig.ident.to_string()).or_default() += 1;
    }
    for operation in &plan.operations {
        let found = counts.get(&operation.method_name).copied().unwrap_or(0);
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
    Ok(())
}

/// The structs and enums by their names.
fn named(items: &[Item]) -> HashMap<String, &Item> {
    let name = |item: &Item| match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    };
    items
        .iter()
        .filter_map(|item| Some((name(item)?, item)))
        .collect()
}

fn members(rust: &str, schema: &Schema, item: &Item) -> Result<()> {
    let missing = |what: String| {
        Err(Refusal::generator(
            &schema.pointer,
            format!("{what} of {rust} did not come out"),
        ))
    };
    match (&schema.shape, item) {
        (Shape::Object(properties), Item::Struct(item)) => {
            let fields = Members::of(&item.fields);
            properties
                .iter()
                .try_for_each(|property| field(rust, schema, property, &fields))
        }
        (Shape::Multipart(parts), Item::Struct(item)) => {
            let fields = Members::of(&item.fields);
            parts
                .iter()
                .try_for_each(|part| field(rust, schema, &part.property, &fields))
        }
        (Shape::Enum(values), Item::Enum(item)) => {
            let variants: BTreeSet<String> = item
                .variants
                .iter()
                .map(|variant| variant.ident.to_string())
                .collect();
            match values
                .iter()
                .find(|value| !variants.contains(&value.variant))
            {
                Some(value) => missing(format!("value {:?}", value.wire)),
                None => Ok(()),
            }
        }
        (Shape::Constant(_), Item::Enum(_)) | (Shape::Newtype, Item::Struct(_)) => Ok(()),
        (Shape::OneOf(names), Item::Enum(item)) if item.variants.len() == names.len() => Ok(()),
        _ => missing("the shape".to_owned()),
    }
}

fn field(rust: &str, schema: &Schema, property: &Property, fields: &Members<'_>) -> Result<()> {
    let Some(field) = fields.of_property(property) else {
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
