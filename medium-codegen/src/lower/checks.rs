//! Rejects schemas without valid values, and warns about what a type does not express.

use serde_json::Value;

use super::all_of::{Part, Parts};
use super::names::text;
use super::schema_kind::SchemaKind;
use super::schema_registry::Schemas;
use super::unions::is_constraint;
use crate::error::{Result, bail, join};

/// Keywords that only apply to some types.
#[rustfmt::skip]
const LIMITS: [&str; 9] = [
    "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "multipleOf",
    "minItems", "maxItems",
];

impl Schemas<'_> {
    /// Rejects invalid schemas, and warns about keywords that have no effect.
    pub(super) fn check(&self, parts: &Parts<'_>, kind: SchemaKind) -> Result<()> {
        for part in &parts.all {
            check_part(part)?;
        }
        self.warn_about_keywords(parts, kind);
        self.warn_about_constraints(parts, kind);
        Ok(())
    }

    fn warn_about_keywords(&self, parts: &Parts<'_>, kind: SchemaKind) {
        let pointer = parts
            .itself()
            .map(|part| part.pointer.as_str())
            .unwrap_or_default();
        if parts.json_type().is_none() {
            self.warn(
                pointer,
                "allOf combines several types: any JSON is accepted",
            );
        }
        if kind == SchemaKind::String && parts.format() == "binary" {
            self.warn(pointer, "format binary in JSON: treated as a string");
        }
        if !matches!(kind, SchemaKind::Enum | SchemaKind::Union | SchemaKind::Any)
            && parts.has("enum")
        {
            let what = match kind {
                SchemaKind::String => "secrets",
                _ => "lists or objects",
            };
            self.warn(
                pointer,
                format!("an enum of {what}: values are not checked"),
            );
        }
        if kind == SchemaKind::Any && LIMITS.iter().any(|keyword| parts.has(keyword)) {
            self.warn(pointer, "limits without a type: any JSON is accepted");
        }
        if let Some(keyword) = inapplicable_keyword(parts, kind) {
            let (_, keyword_pointer) = parts
                .last(keyword)
                .unwrap_or((&Value::Null, pointer.to_owned()));
            let message = format!(
                "{keyword} does not apply to type {}: ignored",
                kind.describe()
            );
            self.warn(&keyword_pointer, message);
        }
    }

    /// Warns about subschemas that only restrict the value.
    fn warn_about_constraints(&self, parts: &Parts<'_>, kind: SchemaKind) {
        for group in parts.groups(self.document) {
            if !kind.is_named() || group.subschemas.iter().all(is_constraint) {
                let message = format!(
                    "{} only restricts the value: the client does not check it",
                    group.keyword
                );
                self.warn(&group.pointer, message);
            }
        }
    }
}

/// Returns a keyword that does not apply to the schema's type.
fn inapplicable_keyword(parts: &Parts<'_>, kind: SchemaKind) -> Option<&'static str> {
    let keywords: &[&str] = match kind {
        SchemaKind::List => &["properties", "required", "additionalProperties"],
        SchemaKind::Map | SchemaKind::Object => &["items"],
        SchemaKind::Union | SchemaKind::Any => &[],
        _ => &["properties", "required", "additionalProperties", "items"],
    };
    keywords.iter().copied().find(|key| parts.has(key))
}

/// Rejects a schema without valid values.
fn check_part(part: &Part<'_>) -> Result<()> {
    const TYPES: [&str; 8] = [
        "", "string", "integer", "number", "boolean", "array", "object", "null",
    ];
    let kind = text(part.schema, "type");
    if !TYPES.contains(&kind) {
        bail!(
            join(&part.pointer, "type"),
            "{kind:?} is not a type: use string, integer, number, boolean, array or object"
        );
    }
    if text(part.schema, "format") == "password" && !["", "string"].contains(&kind) {
        bail!(
            join(&part.pointer, "format"),
            "format password requires type string: change the type, or remove the format"
        );
    }
    if part.schema["enum"].as_array().is_some_and(Vec::is_empty) {
        bail!(
            join(&part.pointer, "enum"),
            "an enum needs at least one value: add one"
        );
    }
    Ok(())
}
