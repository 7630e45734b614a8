//! A schema with its `allOf` resolved: the list of all schemas that apply to a
//! value, without references. Most questions about a schema go through this list.

use std::collections::BTreeSet;

use serde_json::Value;

use super::names::{flag, text};
use crate::document::refs;
use crate::error::{join, join_index};

/// One of the schemas that apply to a value, and its location.
pub(super) struct Part<'a> {
    pub(super) schema: &'a Value,
    pub(super) pointer: String,
}

/// `oneOf` or `anyOf` of a schema.
pub(super) struct Group<'a> {
    pub(super) keyword: &'static str,
    pub(super) pointer: String,
    /// The subschemas, except for those that only allow null.
    pub(super) subschemas: Vec<Part<'a>>,
    pub(super) discriminator: Option<(&'a Value, String)>,
}

/// The schemas that apply to a value of `schema`: those of its `allOf`, then the
/// schema itself, which narrows them.
pub(super) struct Parts<'a> {
    pub(super) all: Vec<Part<'a>>,
    /// The pointers of all schemas in `all`, and of the references to them.
    seen: BTreeSet<String>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(document: &'a Value, schema: &'a Value, pointer: &str) -> Self {
        let mut parts = Self {
            all: Vec::new(),
            seen: BTreeSet::new(),
        };
        parts.add(document, schema, pointer);
        parts
    }

    fn add(&mut self, document: &'a Value, schema: &'a Value, pointer: &str) {
        let (schema, pointer) = refs::resolve(document, schema, pointer);
        if !self.seen.insert(pointer.clone()) {
            return;
        }
        let nested = schema.get("allOf").and_then(Value::as_array);
        let base = join(&pointer, "allOf");
        for (index, part) in nested.into_iter().flatten().enumerate() {
            self.add(document, part, &join_index(&base, index));
        }
        self.all.push(Part { schema, pointer });
    }

    /// Returns the schema itself.
    pub(super) fn itself(&self) -> Option<&Part<'a>> {
        self.all.last()
    }

    /// Returns the value of `key` in the last part that has it: later parts narrow earlier ones.
    pub(super) fn last(&self, key: &str) -> Option<(&'a Value, String)> {
        let mut parts = self.all.iter().rev();
        parts.find_map(|part| Some((part.schema.get(key)?, join(&part.pointer, key))))
    }

    pub(super) fn contains(&self, pointer: &str) -> bool {
        self.seen.contains(pointer)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.all.iter().any(|part| part.schema.get(key).is_some())
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.all.iter().any(|part| flag(part.schema, key))
    }

    /// Returns the `type` if the parts agree on one. A number may be narrowed to an
    /// integer; any other conflict is `None`.
    pub(super) fn json_type(&self) -> Option<&'a str> {
        let mut kind = "";
        for part in &self.all {
            match (kind, text(part.schema, "type")) {
                (_, "") | ("integer", "number") => {}
                ("" | "number", narrower) => kind = narrower,
                (one, other) if one == other => {}
                _ => return None,
            }
        }
        Some(kind)
    }

    /// Returns the format of the last part that has one.
    pub(super) fn format(&self) -> &'a str {
        let last = self.last("format").and_then(|(value, _)| value.as_str());
        last.unwrap_or_default()
    }

    /// Returns all `oneOf` and `anyOf`, except for an inherited one that lists the
    /// inheriting schema.
    pub(super) fn groups(&self, document: &'a Value) -> Vec<Group<'a>> {
        let mut groups = Vec::new();
        for (index, part) in self.all.iter().enumerate() {
            for keyword in ["oneOf", "anyOf"] {
                let Some(Value::Array(subschemas)) = part.schema.get(keyword) else {
                    continue;
                };
                let group = group(document, part, keyword, subschemas);
                let leads_back = |subschema: &Part<'_>| {
                    let (_, pointer) =
                        refs::resolve(document, subschema.schema, &subschema.pointer);
                    self.seen.contains(&pointer)
                };
                let is_inherited =
                    index + 1 < self.all.len() && group.subschemas.iter().any(leads_back);
                if !group.subschemas.is_empty() && !is_inherited {
                    groups.push(group);
                }
            }
        }
        groups
    }
}

fn group<'a>(
    document: &'a Value,
    part: &Part<'a>,
    keyword: &'static str,
    subschemas: &'a [Value],
) -> Group<'a> {
    let pointer = join(&part.pointer, keyword);
    let subschemas = subschemas
        .iter()
        .enumerate()
        .map(|(index, schema)| Part {
            schema,
            pointer: join_index(&pointer, index),
        })
        .filter(|subschema| !is_null(document, subschema.schema))
        .collect();
    Group {
        keyword,
        pointer,
        subschemas,
        discriminator: part
            .schema
            .get("discriminator")
            .map(|discriminator| (discriminator, join(&part.pointer, "discriminator"))),
    }
}

/// Returns whether a schema allows null only.
pub(super) fn is_null(document: &Value, schema: &Value) -> bool {
    let schema = refs::follow(document, schema);
    let only_null = |values: &Vec<Value>| !values.is_empty() && values.iter().all(Value::is_null);
    text(schema, "type") == "null" || schema["enum"].as_array().is_some_and(only_null)
}

/// Returns whether a schema allows null, itself or in a subschema.
pub(super) fn is_nullable(document: &Value, schema: &Value) -> bool {
    let schema = refs::follow(document, schema);
    let listed = |values: &Vec<Value>| values.iter().any(Value::is_null);
    let chosen = |keyword: &str| {
        let subschemas = schema[keyword].as_array().into_iter().flatten();
        subschemas.into_iter().any(|subschema| {
            is_null(document, subschema) || flag(refs::follow(document, subschema), "nullable")
        })
    };
    flag(schema, "nullable")
        || schema["enum"].as_array().is_some_and(listed)
        || chosen("oneOf")
        || chosen("anyOf")
}
