//! Names for the subschemas of `oneOf` and `anyOf` that the document describes inline:
//! by their title, otherwise by what distinguishes them from the other subschemas.

use serde_json::Value;

use super::all_of::{Group, Part, Parts};
use super::merge::fields;
use super::names::{self, text, type_name};
use super::schema_kind::{SchemaKind, kind};
use super::schema_registry::Schemas;
use crate::document::refs;
use crate::error::Result;

impl Schemas<'_> {
    /// Returns a name for each subschema. The order of the subschemas only matters for those
    /// that nothing else distinguishes.
    pub(super) fn subschema_hints(&self, group: &Group<'_>) -> Result<Vec<String>> {
        let is_object = |part: &&Part<'_>| self.is_inline_object(part);
        let has_several_objects = group.subschemas.iter().filter(is_object).count() > 1;
        let candidates = group.subschemas.iter();
        let candidates = candidates
            .map(|part| self.candidates(part, has_several_objects))
            .collect::<Result<Vec<_>>>()?;
        let is_unique = |index: usize, name: &String| {
            let mut others = candidates.iter().enumerate();
            others.all(|(other, names)| other == index || !names.contains(name))
        };
        let hints = candidates.iter().enumerate().map(|(index, names)| {
            let unique = names.iter().find(|name| is_unique(index, name));
            unique.cloned().unwrap_or_else(|| {
                let last = names.last().map_or("Union", String::as_str);
                format!("{last}{}", index + 1)
            })
        });
        Ok(hints.collect())
    }

    fn is_inline_object(&self, part: &Part<'_>) -> bool {
        part.schema.get("$ref").is_none()
            && self.kind(part.schema, &part.pointer) == SchemaKind::Object
    }

    /// Returns possible names of a subschema, best first.
    fn candidates(&self, part: &Part<'_>, by_properties: bool) -> Result<Vec<String>> {
        if let Some(name) = refs::schema_name(part.schema) {
            return Ok(vec![type_name(&name)]);
        }
        let title = text(part.schema, "title");
        if title.chars().any(char::is_alphanumeric) {
            return Ok(vec![type_name(title)]);
        }
        let parts = Parts::new(self.document, part.schema, &part.pointer);
        let kind = kind(self.document, &parts);
        Ok(match kind {
            SchemaKind::Object if by_properties => self.object_candidates(part)?,
            SchemaKind::Enum => enum_candidates(&parts),
            _ => vec![type_name(kind.describe())],
        })
    }

    /// Returns the constants of an object, then the names of its properties, the
    /// required ones first.
    fn object_candidates(&self, part: &Part<'_>) -> Result<Vec<String>> {
        let mut members = fields(self.document, part.schema, &part.pointer)?.members;
        members.sort_by_key(|member| !member.required);
        let constants = members.iter().filter_map(|member| {
            let parts = Parts::new(self.document, &member.schema, &member.pointer);
            constant(&parts)
        });
        let names = members.iter().map(|member| type_name(&member.json_name));
        let object = type_name(SchemaKind::Object.describe());
        Ok(constants.chain(names).chain([object]).collect())
    }
}

/// Returns the value of an enum with one string, otherwise `Known`.
fn enum_candidates(parts: &Parts<'_>) -> Vec<String> {
    if let Some(constant) = constant(parts) {
        return vec![constant];
    }
    let known = format!("Known{}", type_name(parts.json_type().unwrap_or_default()));
    vec!["Known".to_owned(), known]
}

fn constant(parts: &Parts<'_>) -> Option<String> {
    let (values, _) = parts.last("enum")?;
    match values.as_array()?.as_slice() {
        [Value::String(only)] => Some(names::NameKind::Variant.name(only)),
        _ => None,
    }
}
