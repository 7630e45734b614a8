//! Enums with a variant per status. progenitor gets them as objects with a property
//! per variant, and so chooses all types.

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::context::OperationContext;
use super::names::{NameKind, type_name};
use super::schema_registry::Schemas;
use crate::error::join;
use crate::model::{ContentKind, Shape, StatusVariant};

pub(super) struct Variant {
    pub(super) status: String,
    pub(super) description: String,
    /// How to decode its body, and the body's lowered schema.
    pub(super) body: Option<(ContentKind, Value)>,
}

/// Adds the type of an operation's result or errors. Returns its Rust name. `suffix` is the end of
/// the name, and `noun` says in its docs what it contains.
pub(super) fn add_type(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    (suffix, noun): (&str, &str),
    shape: fn(Vec<StatusVariant>) -> Shape,
    variants: Vec<Variant>,
) -> String {
    let pointer = join(&context.pointer, "responses");
    let rust_name = schemas.new_name(&context.name_for(suffix), &pointer);
    let method = context.method_name();
    let description = format!("The {noun} of `Client::{method}`, by status.");
    let (variants, properties) = variants_and_properties(variants);
    let required: Vec<&String> = properties.keys().collect();
    let lowered = json!({ "type": "object", "required": required, "properties": properties });
    schemas.add_unnamed(&rust_name, pointer, description, (shape(variants), lowered));
    rust_name
}

/// Returns the variants, and a property for each one with a body.
fn variants_and_properties(variants: Vec<Variant>) -> (Vec<StatusVariant>, Map<String, Value>) {
    let mut properties = Map::new();
    let mut described = Vec::new();
    for variant in variants {
        let name = variant_name(&variant.status);
        let field = NameKind::Field.name(&name);
        let kind = variant.body.map(|(kind, schema)| {
            properties.insert(field.clone(), schema);
            kind
        });
        described.push(StatusVariant {
            name,
            field,
            status: variant.status,
            kind,
            description: Some(variant.description).filter(|text| !text.trim().is_empty()),
        });
    }
    (described, properties)
}

/// Returns `NotFound` for `404`.
fn variant_name(status: &str) -> String {
    match status {
        "2XX" => "Success".to_owned(),
        "3XX" => "Redirection".to_owned(),
        "4XX" => "ClientError".to_owned(),
        "5XX" => "ServerError".to_owned(),
        "default" => "Default".to_owned(),
        _ => {
            let known = StatusCode::from_bytes(status.as_bytes()).ok();
            let reason = known.and_then(|status| status.canonical_reason());
            // `I'm a teapot`.
            reason.map_or_else(
                || format!("Status{status}"),
                |reason| type_name(&reason.replace('\'', "")),
            )
        }
    }
}
