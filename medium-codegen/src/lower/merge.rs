//! The properties of an object, those of `allOf` and of choices merged in:
//! typify never sees `allOf`, on which it can run in circles.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::choices::is_constraint;
use super::kinds::{adds_only_words, shapeless};
use super::names::text;
use super::parts::{Part, Parts};
use crate::document::{Document, refs};
use crate::error::{Result, join};

/// One property of an object, and where it is written.
pub(super) struct Field<'a> {
    pub(super) json_name: String,
    /// As it is written, or made of what several parts of an `allOf` say.
    pub(super) schema: Cow<'a, Value>,
    pub(super) at: String,
    pub(super) required: bool,
}

/// All properties, in the order of the document.
pub(super) struct Fields<'a> {
    pub(super) members: Vec<Field<'a>>,
    /// The schema of further properties, and where it is written.
    pub(super) rest: Option<(Cow<'a, Value>, String)>,
    /// What is not represented: pointer and message.
    pub(super) warnings: Vec<(String, String)>,
}

#[derive(Default)]
struct Merged<'a> {
    members: Vec<Field<'a>>,
    /// Name → place in `members`.
    places: BTreeMap<&'a str, usize>,
    required: Vec<(&'a str, String)>,
    rest: Option<(Cow<'a, Value>, String)>,
    warnings: Vec<(String, String)>,
}

/// Whether a property comes from the object itself, or from a choice that may
/// not be the one.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Always,
    Choice,
}

pub(super) fn fields<'a>(
    document: &'a Document,
    schema: &'a Value,
    at: &str,
) -> Result<Fields<'a>> {
    let mut merged = Merged::default();
    merged.add(document, schema, at, Source::Always, 0);
    merged.require();
    Ok(Fields {
        members: merged.members,
        rest: merged.rest,
        warnings: merged.warnings,
    })
}

/// How deep choices inside of choices are followed.
const DEEPEST: usize = 8;

impl<'a> Merged<'a> {
    fn add(
        &mut self,
        document: &'a Document,
        schema: &'a Value,
        at: &str,
        source: Source,
        depth: usize,
    ) {
        let parts = Parts::of(document, schema, at);
        for part in &parts.all {
            self.part(document, part, source);
        }
        if depth > DEEPEST {
            return;
        }
        for group in parts.groups(document) {
            if !group.branches.iter().all(is_constraint) {
                let message = format!(
                    "{} next to properties: the properties of every branch become optional properties of the object",
                    group.keyword
                );
                self.warnings.push((group.at.clone(), message));
            }
            for branch in &group.branches {
                self.add(
                    document,
                    branch.schema,
                    &branch.at,
                    Source::Choice,
                    depth + 1,
                );
            }
        }
    }

    fn part(&mut self, document: &'a Document, part: &Part<'a>, source: Source) {
        let pointer = join(&part.at, "properties");
        for (name, property) in document.entries(&part.schema["properties"], &pointer) {
            self.property(document, name, property, join(&pointer, name), source);
        }
        if let (Some(Value::Array(names)), Source::Always) = (part.schema.get("required"), source) {
            let pointer = join(&part.at, "required");
            let names = names.iter().filter_map(Value::as_str);
            self.required
                .extend(names.map(|name| (name, pointer.clone())));
        }
        if let Some((values, pointer)) = rest(part) {
            self.rest = Some((values, pointer));
        }
    }

    fn property(
        &mut self,
        document: &Value,
        name: &'a str,
        schema: &'a Value,
        at: String,
        source: Source,
    ) {
        let Some(place) = self.places.get(name) else {
            self.places.insert(name, self.members.len());
            self.members.push(Field {
                json_name: name.to_owned(),
                schema: Cow::Borrowed(schema),
                at,
                required: false,
            });
            return;
        };
        let place = *place;
        self.again(document, place, schema, at, source);
    }

    /// A property that an earlier part has, too.
    fn again(
        &mut self,
        document: &Value,
        place: usize,
        schema: &'a Value,
        at: String,
        source: Source,
    ) {
        let member = &mut self.members[place];
        if *member.schema == *schema {
            return;
        }
        let both = match source {
            Source::Always => narrowed(document, &member.schema, schema),
            Source::Choice => widened(document, &member.schema, schema),
        };
        match both {
            Both::First => {}
            Both::Second => {
                member.schema = Cow::Borrowed(schema);
                member.at = at;
            }
            Both::Made(made) => {
                member.schema = Cow::Owned(made);
                member.at = at;
            }
            Both::None => {
                self.warnings.push((
                    at,
                    format!(
                        "{:?} has two conflicting schemas: any JSON is accepted",
                        member.json_name
                    ),
                ));
                member.schema = Cow::Owned(json!({}));
            }
        }
    }

    /// Marks what is required. A name that is required and nowhere described
    /// is, more often than not, a mistake of the document: the property may be
    /// any JSON, and a response without it is read all the same.
    fn require(&mut self) {
        for (name, pointer) in std::mem::take(&mut self.required) {
            if let Some(place) = self.places.get(name) {
                self.members[*place].required = true;
                continue;
            }
            let warning = format!(
                "{name:?} is required, but not in `properties`: treated as optional, with any JSON"
            );
            self.warnings.push((pointer.clone(), warning));
            self.places.insert(name, self.members.len());
            self.members.push(Field {
                json_name: name.to_owned(),
                schema: Cow::Owned(json!({})),
                at: pointer,
                required: false,
            });
        }
    }
}

/// The schema of what the properties do not name.
fn rest<'a>(part: &Part<'a>) -> Option<(Cow<'a, Value>, String)> {
    let at = join(&part.at, "additionalProperties");
    match part.schema.get("additionalProperties") {
        Some(Value::Bool(true)) => Some((Cow::Owned(json!({})), at)),
        Some(values @ Value::Object(_)) => Some((Cow::Borrowed(values), at)),
        _ => None,
    }
}

/// What two schemas of one property come to.
enum Both {
    First,
    Second,
    Made(Value),
    None,
}

/// Both hold: the later one narrows the earlier one.
fn narrowed(document: &Value, first: &Value, second: &Value) -> Both {
    let (one, other) = (kind(document, first), kind(document, second));
    match (one, other) {
        _ if says_nothing(document, second) => Both::First,
        _ if says_nothing(document, first) => Both::Second,
        ("object", "object") => Both::Made(json!({ "allOf": [first, second] })),
        (one, other) if one == other => {
            match is_enum(document, first) && !is_enum(document, second) {
                true => Both::First,
                false => Both::Second,
            }
        }
        ("choice", _) | ("number", "integer") => Both::Second,
        (_, "choice") | ("integer", "number") => Both::First,
        _ => Both::None,
    }
}

/// One of them holds: what either of them allows.
fn widened(document: &Value, first: &Value, second: &Value) -> Both {
    let (one, other) = (kind(document, first), kind(document, second));
    match (one, other) {
        _ if refs::follow(document, first) == refs::follow(document, second) => Both::First,
        ("string", "string") => match format(document, first) == format(document, second) {
            true => Both::Made(json!({ "type": "string", "format": format(document, first) })),
            false => Both::Made(json!({ "type": "string" })),
        },
        ("boolean", "boolean") => Both::First,
        ("integer", "integer") => Both::Made(json!({ "type": "integer" })),
        ("integer" | "number", "integer" | "number") => Both::Made(json!({ "type": "number" })),
        _ => Both::None,
    }
}

fn kind<'v>(document: &'v Value, schema: &'v Value) -> &'v str {
    let parts = Parts::of(document, schema, "");
    match parts.kind() {
        Some("") if parts.has("properties") || parts.has("additionalProperties") => "object",
        Some("") if parts.has("items") => "array",
        Some("") if parts.has("oneOf") || parts.has("anyOf") => "choice",
        Some("") if parts.has("enum") => "string",
        Some(kind) => kind,
        None => "",
    }
}

fn format<'v>(document: &'v Value, schema: &'v Value) -> &'v str {
    text(refs::follow(document, schema), "format")
}

fn is_enum(document: &Value, schema: &Value) -> bool {
    Parts::of(document, schema, "").has("enum")
}

fn says_nothing(document: &Value, schema: &Value) -> bool {
    let target = refs::follow(document, schema);
    adds_only_words(target, "") || (shapeless(target) && text(target, "type").is_empty())
}
