//! Documentation for everything that is public, from the document's words, and
//! where it has none from its facts: the name on the wire, the kind of value,
//! whether it can be absent.

use syn::{Fields, Item, ItemEnum, ItemStruct};

use super::{Context, doc_lines, wire_name};
use crate::client::Code;
use crate::error::Result;
use crate::plan::{Docs, EnumValue, Property, Schema, Shape};
use crate::words::{code, rustdoc, sentence};

pub(crate) fn run(context: &Context<'_>, generated: &mut Code) -> Result<()> {
    for item in &mut generated.types {
        match item {
            Item::Struct(item) => {
                if let Some(schema) = context.plan.schemas.get(&item.ident.to_string()) {
                    structure(item, schema);
                }
            }
            Item::Enum(item) => {
                if let Some(schema) = context.plan.schemas.get(&item.ident.to_string()) {
                    choice(context, item, schema);
                }
            }
            _ => {}
        }
    }
    for item in &mut generated.client {
        if let Item::Struct(item) = item {
            let docs = format!(
                "A client for {}: one method an operation.\n\nStart one with [`Client::builder`].",
                rustdoc(&context.plan.title)
            );
            item.attrs.splice(0..0, doc_lines(&docs));
        }
    }
    for method in &mut generated.methods {
        if let Some(operation) = context.plan.operation(&method.sig.ident.to_string()) {
            let docs = super::method_docs::method(context, operation, method);
            method.attrs.splice(0..0, doc_lines(&docs));
            if operation.deprecated {
                method
                    .attrs
                    .push(syn::parse_quote!(#[deprecated = "the document marks it so"]));
            }
            if method.sig.inputs.len() > 7 {
                method
                    .attrs
                    .push(syn::parse_quote!(#[allow(clippy::too_many_arguments)]));
            }
        }
    }
    Ok(())
}

fn structure(item: &mut ItemStruct, schema: &Schema) {
    item.attrs
        .splice(0..0, doc_lines(&type_docs(&item.ident.to_string(), schema)));
    let Fields::Named(fields) = &mut item.fields else {
        return;
    };
    let properties = properties(&schema.shape);
    for field in &mut fields.named {
        let name = field
            .ident
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let wire = wire_name(field);
        let property = properties
            .iter()
            .find(|property| property.wire == wire || property.field == name);
        let docs = match property {
            Some(property) => field_docs(property),
            None => "Whatever else came, by its name on the wire.".to_owned(),
        };
        field.attrs.splice(0..0, doc_lines(&docs));
    }
}

fn properties(shape: &Shape) -> Vec<&Property> {
    match shape {
        Shape::Object(properties) => properties.iter().collect(),
        Shape::Multipart(parts) => parts.iter().map(|part| &part.property).collect(),
        _ => Vec::new(),
    }
}

fn type_docs(rust: &str, schema: &Schema) -> String {
    let mut docs = match &schema.docs.description {
        Some(description) => sentence(&rustdoc(description)),
        None => format!("`{rust}` of the document: {}.", schema.docs.kind),
    };
    notes(&schema.docs, &mut docs);
    if let Some(example) = &schema.docs.example
        && let Ok(json) = serde_json::to_string_pretty(example)
    {
        docs.push_str(&format!("\n\nOn the wire:\n\n```json\n{json}\n```"));
    }
    docs
}

fn field_docs(property: &Property) -> String {
    let mut docs = match &property.docs.description {
        Some(description) => sentence(&rustdoc(description)),
        None => format!(
            "{} on the wire: {}, {}.",
            code(&property.wire),
            property.docs.kind,
            if property.required {
                "always there"
            } else {
                "absent at times"
            },
        ),
    };
    notes(&property.docs, &mut docs);
    docs
}

/// Limits and defaults, told and not enforced.
fn notes(told: &Docs, docs: &mut String) {
    if !told.notes.is_empty() {
        docs.push_str("\n\nThe document says: ");
        docs.push_str(&told.notes.join(", "));
        docs.push('.');
    }
    if told.deprecated {
        docs.push_str("\n\nDeprecated by the document.");
    }
}

fn choice(context: &Context<'_>, item: &mut ItemEnum, schema: &Schema) {
    item.attrs
        .splice(0..0, doc_lines(&type_docs(&item.ident.to_string(), schema)));
    for (index, variant) in item.variants.iter_mut().enumerate() {
        let docs = match &schema.shape {
            Shape::Enum(values) => values.get(index).map_or_else(rest_docs, value_docs),
            Shape::Constant(value) => value_docs(value),
            Shape::OneOf(names) => choice_docs(context, names.get(index)),
            _ => String::new(),
        };
        variant.attrs.splice(0..0, doc_lines(&docs));
    }
}

fn value_docs(value: &EnumValue) -> String {
    match &value.description {
        Some(description) => {
            let said = sentence(&rustdoc(description));
            format!("{}: {said}", code(&value.wire))
        }
        None => format!("{} on the wire.", code(&value.wire)),
    }
}

fn rest_docs() -> String {
    "A value that the document does not list, as it came.".to_owned()
}

fn choice_docs(context: &Context<'_>, name: Option<&String>) -> String {
    let Some(name) = name else {
        return "One of the shapes.".to_owned();
    };
    match context.plan.schemas.get(name) {
        Some(schema) => match &schema.docs.description {
            Some(description) => format!("[`{name}`]: {}", sentence(&rustdoc(description))),
            None => format!("The shape of [`{name}`]."),
        },
        None => "A plain value.".to_owned(),
    }
}
