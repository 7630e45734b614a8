//! The properties of an object, including those of `allOf` and of subschemas: typify
//! never gets `allOf`, which can make it loop.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::all_of::{Part, Parts};
use super::names::text;
use super::schema_kind::{allows_any_json, only_describes};
use super::unions::is_constraint;
use crate::document::{Document, refs};
use crate::error::{Result, join};

pub(super) struct Field<'a> {
    pub(super) json_name: String,
    /// As in the document, or merged from several parts of an `allOf`.
    pub(super) schema: Cow<'a, Value>,
    pub(super) pointer: String,
    pub(super) required: bool,
}

pub(super) struct Fields<'a> {
    pub(super) members: Vec<Field<'a>>,
    /// The schema of additional properties, and its location.
    pub(super) rest: Option<(Cow<'a, Value>, String)>,
    /// Warnings: pointer and message.
    pub(super) warnings: Vec<(String, String)>,
}

#[derive(Default)]
struct Merged<'a> {
    members: Vec<Field<'a>>,
    /// Name → index in `members`.
    indexes: BTreeMap<&'a str, usize>,
    required: Vec<(&'a str, String)>,
    rest: Option<(Cow<'a, Value>, String)>,
    warnings: Vec<(String, String)>,
}

/// The source of a property: the object itself, or a subschema that may not apply.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Always,
    Subschema,
}

pub(super) fn fields<'a>(
    document: &'a Document,
    schema: &'a Value,
    pointer: &str,
) -> Result<Fields<'a>> {
    let mut merged = Merged::default();
    merged.add(document, schema, pointer, Source::Always, 0);
    merged.require();
    Ok(Fields {
        members: merged.members,
        rest: merged.rest,
        warnings: merged.warnings,
    })
}

/// The maximum nesting of subschemas that is followed.
const MAX_DEPTH: usize = 8;

impl<'a> Merged<'a> {
    fn add(
        &mut self,
        document: &'a Document,
        schema: &'a Value,
        pointer: &str,
        source: Source,
        depth: usize,
    ) {
        let parts = Parts::new(document, schema, pointer);
        for part in &parts.all {
            self.part(document, part, source);
        }
        if depth > MAX_DEPTH {
            return;
        }
        for group in parts.groups(document) {
            if !group.subschemas.iter().all(is_constraint) {
                let message = format!(
                    "{} next to properties: the properties of every subschema become optional properties of the object",
                    group.keyword
                );
                self.warnings.push((group.pointer.clone(), message));
            }
            for subschema in &group.subschemas {
                self.add(
                    document,
                    subschema.schema,
                    &subschema.pointer,
                    Source::Subschema,
                    depth + 1,
                );
            }
        }
    }

    fn part(&mut self, document: &'a Document, part: &Part<'a>, source: Source) {
        let pointer = join(&part.pointer, "properties");
        for (name, property) in document.entries(&part.schema["properties"], &pointer) {
            self.property(document, name, property, join(&pointer, name), source);
        }
        if let (Some(Value::Array(names)), Source::Always) = (part.schema.get("required"), source) {
            let pointer = join(&part.pointer, "required");
            let names = names.iter().filter_map(Value::as_str);
            self.required
                .extend(names.map(|name| (name, pointer.clone())));
        }
        if let Some((values, pointer)) = additional_properties(part) {
            self.rest = Some((values, pointer));
        }
    }

    fn property(
        &mut self,
        document: &Value,
        name: &'a str,
        schema: &'a Value,
        pointer: String,
        source: Source,
    ) {
        let Some(index) = self.indexes.get(name) else {
            self.indexes.insert(name, self.members.len());
            self.members.push(Field {
                json_name: name.to_owned(),
                schema: Cow::Borrowed(schema),
                pointer,
                required: false,
            });
            return;
        };
        let index = *index;
        self.merge_property(document, index, schema, pointer, source);
    }

    /// Merges a property that an earlier part has too.
    fn merge_property(
        &mut self,
        document: &Value,
        index: usize,
        schema: &'a Value,
        pointer: String,
        source: Source,
    ) {
        let member = &mut self.members[index];
        if *member.schema == *schema {
            return;
        }
        let result = match source {
            Source::Always => narrow(document, &member.schema, schema),
            Source::Subschema => widen(document, &member.schema, schema),
        };
        match result {
            MergeResult::First => {}
            MergeResult::Second => {
                member.schema = Cow::Borrowed(schema);
                member.pointer = pointer;
            }
            MergeResult::Merged(merged) => {
                member.schema = Cow::Owned(merged);
                member.pointer = pointer;
            }
            MergeResult::Conflict => {
                self.warnings.push((
                    pointer,
                    format!(
                        "{:?} has two conflicting schemas: any JSON is accepted",
                        member.json_name
                    ),
                ));
                member.schema = Cow::Owned(json!({}));
            }
        }
    }

    /// Marks required properties. A required name that is not described is usually
    /// a mistake in the document: it becomes an optional property of any JSON.
    fn require(&mut self) {
        for (name, pointer) in std::mem::take(&mut self.required) {
            if let Some(index) = self.indexes.get(name) {
                self.members[*index].required = true;
                continue;
            }
            let warning = format!(
                "{name:?} is required, but not in `properties`: treated as optional, with any JSON"
            );
            self.warnings.push((pointer.clone(), warning));
            self.indexes.insert(name, self.members.len());
            self.members.push(Field {
                json_name: name.to_owned(),
                schema: Cow::Owned(json!({})),
                pointer,
                required: false,
            });
        }
    }
}

fn additional_properties<'a>(part: &Part<'a>) -> Option<(Cow<'a, Value>, String)> {
    let pointer = join(&part.pointer, "additionalProperties");
    match part.schema.get("additionalProperties") {
        Some(Value::Bool(true)) => Some((Cow::Owned(json!({})), pointer)),
        Some(values @ Value::Object(_)) => Some((Cow::Borrowed(values), pointer)),
        _ => None,
    }
}

/// The result of merging two schemas of a property.
enum MergeResult {
    First,
    Second,
    Merged(Value),
    Conflict,
}

/// Merges two schemas that both apply: the later one narrows the earlier one.
fn narrow(document: &Value, first: &Value, second: &Value) -> MergeResult {
    let (one, other) = (kind(document, first), kind(document, second));
    match (one, other) {
        _ if has_no_effect(document, second) => MergeResult::First,
        _ if has_no_effect(document, first) => MergeResult::Second,
        ("object", "object") => MergeResult::Merged(json!({ "allOf": [first, second] })),
        (one, other) if one == other => {
            if is_enum(document, first) && !is_enum(document, second) {
                MergeResult::First
            } else {
                MergeResult::Second
            }
        }
        ("union", _) | ("number", "integer") => MergeResult::Second,
        (_, "union") | ("integer", "number") => MergeResult::First,
        _ => MergeResult::Conflict,
    }
}

/// Merges two schemas of which one applies: the result allows both.
fn widen(document: &Value, first: &Value, second: &Value) -> MergeResult {
    let (one, other) = (kind(document, first), kind(document, second));
    match (one, other) {
        _ if refs::follow(document, first) == refs::follow(document, second) => MergeResult::First,
        ("string", "string") => {
            if format(document, first) == format(document, second) {
                MergeResult::Merged(json!({ "type": "string", "format": format(document, first) }))
            } else {
                MergeResult::Merged(json!({ "type": "string" }))
            }
        }
        ("boolean", "boolean") => MergeResult::First,
        ("integer", "integer") => MergeResult::Merged(json!({ "type": "integer" })),
        ("integer" | "number", "integer" | "number") => {
            MergeResult::Merged(json!({ "type": "number" }))
        }
        _ => MergeResult::Conflict,
    }
}

fn kind<'v>(document: &'v Value, schema: &'v Value) -> &'v str {
    let parts = Parts::new(document, schema, "");
    match parts.json_type() {
        Some("") if parts.has("properties") || parts.has("additionalProperties") => "object",
        Some("") if parts.has("items") => "array",
        Some("") if parts.has("oneOf") || parts.has("anyOf") => "union",
        Some("") if parts.has("enum") => "string",
        Some(kind) => kind,
        None => "",
    }
}

fn format<'v>(document: &'v Value, schema: &'v Value) -> &'v str {
    text(refs::follow(document, schema), "format")
}

fn is_enum(document: &Value, schema: &Value) -> bool {
    Parts::new(document, schema, "").has("enum")
}

fn has_no_effect(document: &Value, schema: &Value) -> bool {
    let target = refs::follow(document, schema);
    only_describes(target, &[]) || (allows_any_json(target) && text(target, "type").is_empty())
}
