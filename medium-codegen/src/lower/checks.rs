//! Rejects schemas without valid values, and warns about what a type does not
//! express.

use serde_json::Value;

use super::choices::is_constraint;
use super::kinds::Kind;
use super::names::text;
use super::parts::{Part, Parts};
use super::registry::Schemas;
use crate::error::{Result, bail, join};

/// Keywords that only apply to some types.
const LIMITS: [&str; 9] = [
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "multipleOf",
    "minItems",
    "maxItems",
];

impl Schemas<'_> {
    /// Rejects invalid schemas, and warns about keywords that have no effect.
    pub(super) fn check(&self, parts: &Parts<'_>, kind: Kind) -> Result<()> {
        for part in &parts.all {
            check_part(part)?;
        }
        self.warn(parts, kind);
        self.warn_about_choices(parts, kind);
        Ok(())
    }

    fn warn(&self, parts: &Parts<'_>, kind: Kind) {
        let at = parts.own().map(|part| part.at.as_str()).unwrap_or_default();
        if parts.kind().is_none() {
            self.loose(at, "allOf combines several types: any JSON is accepted");
        }
        if kind == Kind::Text && parts.format() == "binary" {
            self.loose(at, "format binary in JSON: treated as a string");
        }
        if !matches!(kind, Kind::Enum | Kind::Choice | Kind::Any) && parts.has("enum") {
            let what = match kind {
                Kind::Text => "secrets",
                _ => "lists or objects",
            };
            self.loose(at, format!("an enum of {what}: values are not checked"));
        }
        if kind == Kind::Any && LIMITS.iter().any(|keyword| parts.has(keyword)) {
            self.loose(at, "limits without a type: any JSON is accepted");
        }
        if let Some(keyword) = meaningless(parts, kind) {
            let (_, pointer) = parts.last(keyword).unwrap_or((&Value::Null, at.to_owned()));
            let message = format!("{keyword} does not apply to type {}: ignored", kind.word());
            self.loose(&pointer, message);
        }
    }

    /// Warns about branches that only restrict the value.
    fn warn_about_choices(&self, parts: &Parts<'_>, kind: Kind) {
        for group in parts.groups(self.document) {
            if !kind.is_named() || group.branches.iter().all(is_constraint) {
                let message = format!(
                    "{} only restricts the value: the client does not check it",
                    group.keyword
                );
                self.loose(&group.at, message);
            }
        }
    }
}

/// A keyword that does not apply to the schema's type.
fn meaningless(parts: &Parts<'_>, kind: Kind) -> Option<&'static str> {
    const OF_OBJECTS: [&str; 3] = ["properties", "required", "additionalProperties"];
    const OF_LISTS: [&str; 1] = ["items"];
    let (lists, objects) = match kind {
        Kind::Text | Kind::Integer | Kind::Number | Kind::Boolean | Kind::Enum => (true, true),
        Kind::List => (false, true),
        Kind::Map | Kind::Object => (true, false),
        Kind::Choice | Kind::Any => (false, false),
    };
    let of_objects = OF_OBJECTS.into_iter().filter(|_| objects);
    let of_lists = OF_LISTS.into_iter().filter(|_| lists);
    of_objects.chain(of_lists).find(|key| parts.has(key))
}

/// Rejects a schema without valid values.
fn check_part(part: &Part<'_>) -> Result<()> {
    const TYPES: [&str; 8] = [
        "", "string", "integer", "number", "boolean", "array", "object", "null",
    ];
    let kind = text(part.schema, "type");
    if !TYPES.contains(&kind) {
        bail!(
            join(&part.at, "type"),
            "{kind:?} is not a type: use string, integer, number, boolean, array or object"
        );
    }
    if text(part.schema, "format") == "password" && !["", "string"].contains(&kind) {
        bail!(
            join(&part.at, "format"),
            "format password requires type string: change the type, or remove the format"
        );
    }
    if part.schema["enum"].as_array().is_some_and(Vec::is_empty) {
        bail!(
            join(&part.at, "enum"),
            "an enum needs at least one value: add one"
        );
    }
    Ok(())
}
