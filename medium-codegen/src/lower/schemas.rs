//! Schemas: every object, enum and choice gets a name of its own, and what
//! typify would turn into a checking newtype (limits, patterns) or choke on
//! (`allOf`, recursion through it) is taken out and told in the docs instead.

use serde_json::{Value, json};

use super::docs::{docs, example};
use super::kinds::{self, Kind, integer, is_converted, number, shapeless, string};
use super::names::{text, type_name};
use super::objects::Rest;
use super::parts::{Part, Parts, is_nullable};
use super::registry::{COMPONENTS, Named, Schemas, reference, with_null};
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{Docs, Shape};
use crate::notes::NoteKind;

/// Keywords that speak of a kind of value.
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
    /// Every entry of `components/schemas`.
    pub(super) fn components(&mut self) {
        for (name, entry) in self.document.entries_at(COMPONENTS) {
            let pointer = join(COMPONENTS, name);
            if !self.forms.contains(name) && !self.is_transparent(entry, &pointer) {
                let rust_name = self.names.component(name);
                let named = self.named(rust_name, entry, &pointer);
                self.problems.caught(named);
            }
        }
    }

    /// Whether a component is used up where it is referred to: it has no type of
    /// its own, because the runtime has one for it, or because it is another's name.
    pub(super) fn is_transparent(&self, schema: &Value, at: &str) -> bool {
        self.is_alias(schema, at)
            || is_converted(schema)
            || (shapeless(schema) && text(schema, "type").is_empty())
    }

    /// What stands where a value of `schema` is: a reference to a named type, or
    /// a plain type. `hint` names an inline object or enum.
    pub(super) fn lower(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        let (bare, nullable) = self.bare(schema, hint, at)?;
        Ok(if nullable { with_null(bare) } else { bare })
    }

    /// As `lower`, without null.
    pub(super) fn lower_present(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        Ok(self.bare(schema, hint, at)?.0)
    }

    /// As `lower`, with the nullability apart.
    pub(super) fn bare(&mut self, schema: &Value, hint: &str, at: &str) -> Result<(Value, bool)> {
        let nullable = is_nullable(self.document, schema);
        if self.open.iter().any(|open| open == at) {
            self.loose(
                at,
                "this stands for itself, and for nothing else: it is any JSON",
            );
            return Ok((json!({}), nullable));
        }
        self.open.push(at.to_owned());
        let lowered = if schema.get("$ref").is_some() {
            self.referred(schema, hint, at)
        } else if let Some((inner, inner_at)) = self.sole(schema, at) {
            self.bare(inner, hint, &inner_at)
        } else {
            self.plain(schema, hint, at).map(|bare| (bare, false))
        };
        self.open.pop();
        let (bare, inner) = lowered?;
        Ok((bare, nullable || inner))
    }

    /// What stands for a reference to another schema.
    fn referred(&mut self, schema: &Value, hint: &str, at: &str) -> Result<(Value, bool)> {
        let (target, pointer) = refs::step(self.document, schema, at);
        let Some(target) = target else {
            bail!(at, "this reference leads nowhere");
        };
        let Some(name) = refs::schema_name(schema).filter(|name| join(COMPONENTS, name) == pointer)
        else {
            return Ok((self.deep(target, &pointer)?, false));
        };
        if self.forms.contains(&name) {
            bail!(
                at,
                "{name:?} is the body of a multipart request and can't be used elsewhere: give the other place a schema of its own"
            );
        }
        match self.is_transparent(target, &pointer) {
            true => self.bare(target, hint, &pointer),
            false => Ok((reference(&self.names.component(&name)), false)),
        }
    }

    /// What stands for a reference to a schema inside of another one: that gets
    /// a name, so that it may lead back to itself.
    fn deep(&mut self, schema: &Value, at: &str) -> Result<Value> {
        let kind = self.kind(schema, at);
        let hint = name_of_place(at);
        match kind {
            _ if schema.get("$ref").is_some() => self.lower_present(schema, &hint, at),
            Kind::List | Kind::Map => self.inline(&hint, schema, at),
            _ => self.lower_present(schema, &hint, at),
        }
    }

    fn plain(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        let parts = Parts::of(self.document, schema, at);
        let kind = kinds::kind(self.document, &parts);
        if kind.is_named() {
            return self.inline(hint, schema, at);
        }
        self.check(&parts, kind)?;
        match kind {
            Kind::List => self.list(&parts, hint, at),
            Kind::Map => self.map(schema, hint, at),
            Kind::Text => Ok(string(parts.format())),
            Kind::Integer => Ok(integer(parts.format())),
            Kind::Number => Ok(number()),
            Kind::Boolean => Ok(json!({ "type": "boolean" })),
            Kind::Any | Kind::Enum | Kind::Choice | Kind::Object => Ok(json!({})),
        }
    }

    /// Notes what a schema says beyond its kind, and refuses what is no schema.
    fn check(&self, parts: &Parts<'_>, kind: Kind) -> Result<()> {
        for part in &parts.all {
            check_part(part)?;
        }
        self.note_limits(parts, kind);
        Ok(())
    }

    fn note_limits(&self, parts: &Parts<'_>, kind: Kind) {
        let at = parts.own().map(|part| part.at.as_str()).unwrap_or_default();
        for part in parts
            .all
            .iter()
            .filter(|part| part.schema.get("not").is_some())
        {
            let message = "`not` only limits the value: the client does not check it";
            self.notes
                .add(NoteKind::NotRepresented, &join(&part.at, "not"), message);
        }
        if parts.kind().is_none() {
            self.loose(at, "allOf gives this several types: it is any JSON");
        }
        if kind == Kind::Text && parts.format() == "binary" {
            self.loose(at, "format binary inside of JSON: it is a string");
        }
        if !matches!(kind, Kind::Enum | Kind::Choice | Kind::Any) && parts.has("enum") {
            let what = match kind {
                Kind::Text => "secrets",
                _ => "lists or objects",
            };
            self.loose(at, format!("an enum of {what}: any of them is taken"));
        }
        if kind == Kind::Any && LIMITS.iter().any(|keyword| parts.has(keyword)) {
            self.loose(at, "this has limits and no type: it is any JSON");
        }
        if let Some(keyword) = meaningless(parts, kind) {
            let (_, pointer) = parts.last(keyword).unwrap_or((&Value::Null, at.to_owned()));
            let kind = parts.kind().unwrap_or_default();
            let message =
                format!("{keyword} says nothing about a value of type {kind}: it is left out");
            self.loose(&pointer, message);
        }
        for group in parts.groups(self.document) {
            if !kind.is_named() || group.branches.iter().all(super::choices::is_constraint) {
                let message = format!(
                    "{} only limits the value: the client does not check it",
                    group.keyword
                );
                self.loose(&group.at, message);
            }
        }
    }

    /// An inline schema that needs a type: it gets one under the name `hint`, or
    /// the one that it has been given before.
    fn inline(&mut self, hint: &str, schema: &Value, at: &str) -> Result<Value> {
        if let Some(name) = self.known(schema, at) {
            return Ok(reference(name));
        }
        let name = self.names.inline(hint, at, self.notes);
        self.named(name.clone(), schema, at)?;
        Ok(reference(&name))
    }

    fn list(&mut self, parts: &Parts<'_>, hint: &str, at: &str) -> Result<Value> {
        let items = match (parts.last("items"), parts.last("prefixItems")) {
            (Some((items @ Value::Object(_), items_at)), None) => {
                self.lower(items, &format!("{hint}Item"), &items_at)?
            }
            (_, Some((tuple, tuple_at))) => {
                self.loose(
                    &tuple_at,
                    "a list with a schema for each place: its items are any JSON",
                );
                let _ = tuple;
                json!({})
            }
            _ => {
                self.loose(
                    at,
                    "a list that does not say what it holds: its items are any JSON",
                );
                json!({})
            }
        };
        Ok(json!({ "type": "array", "items": items }))
    }

    /// An object without properties of its own.
    fn map(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        let fields = super::merge::fields(self.document, schema, at)?;
        match fields.rest {
            Some((values, pointer)) => {
                let values = self.lower(&values, &format!("{hint}Value"), &pointer)?;
                Ok(match values == json!({}) {
                    true => json!({ "type": "object" }),
                    false => json!({ "type": "object", "additionalProperties": values }),
                })
            }
            None => Ok(json!({ "type": "object" })),
        }
    }

    /// Gives `schema` a type of its own.
    pub(super) fn named(&mut self, rust_name: String, schema: &Value, at: &str) -> Result<()> {
        self.places.insert(at.to_owned(), rust_name.clone());
        self.order.push(rust_name.clone());
        let (shape, lowered) = self.shaped(&rust_name, schema, at)?;
        if let Some(envelope) = envelope(schema, &shape, at)? {
            self.envelopes.insert(rust_name.clone(), envelope);
        }
        let named = Named {
            pointer: at.to_owned(),
            docs: Docs {
                example: example(self.document, schema, at),
                ..docs(self.document, schema)
            },
            shape,
            lowered,
        };
        self.named.insert(rust_name, named);
        Ok(())
    }

    fn shaped(&mut self, rust_name: &str, schema: &Value, at: &str) -> Result<(Shape, Value)> {
        if self.is_family(at) {
            return self.family(rust_name, schema, at);
        }
        if let Some((inner, inner_at)) = self.sole(schema, at)
            && inner.get("$ref").is_none()
        {
            return self.shaped(rust_name, inner, &inner_at);
        }
        let parts = Parts::of(self.document, schema, at);
        let kind = kinds::kind(self.document, &parts);
        if kind.is_named() {
            self.check(&parts, kind)?;
        }
        match kind {
            Kind::Enum => self.enumeration(&parts),
            Kind::Choice => {
                let mut groups = parts.groups(self.document);
                groups.retain(|group| !group.branches.iter().all(super::choices::is_constraint));
                match groups.first() {
                    Some(group) => self.choice(rust_name, group, at),
                    None => Ok((Shape::Newtype, json!({}))),
                }
            }
            Kind::Object => self.object(rust_name, schema, at, Rest::AsDescribed),
            _ => {
                let lowered = self.plain(schema, rust_name, at)?;
                match lowered == json!({ "type": "string" }) {
                    true => Ok((Shape::Text, lowered)),
                    false => Ok((Shape::Newtype, lowered)),
                }
            }
        }
    }
}

/// A keyword that speaks of another kind of value than the schema is for.
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

/// Refuses what no value can be of.
fn check_part(part: &Part<'_>) -> Result<()> {
    const TYPES: [&str; 8] = [
        "", "string", "integer", "number", "boolean", "array", "object", "null",
    ];
    let kind = text(part.schema, "type");
    if !TYPES.contains(&kind) {
        bail!(
            join(&part.at, "type"),
            "{kind:?} is no type: use string, integer, number, boolean, array or object"
        );
    }
    if text(part.schema, "format") == "password" && !["", "string"].contains(&kind) {
        bail!(
            join(&part.at, "format"),
            "a secret is a text: use type string, or take format password out"
        );
    }
    if part.schema["enum"].as_array().is_some_and(Vec::is_empty) {
        bail!(
            join(&part.at, "enum"),
            "an enum needs at least one value: add it"
        );
    }
    Ok(())
}

/// What a schema inside of another one is called after: the way to it.
fn name_of_place(pointer: &str) -> String {
    const STEPS: [&str; 8] = [
        "components",
        "schemas",
        "properties",
        "additionalProperties",
        "allOf",
        "content",
        "schema",
        "paths",
    ];
    let steps = pointer.split('/').filter(|step| !STEPS.contains(step));
    steps
        .map(|step| {
            type_name(&step.replace("~1", "/").replace("~0", "~"))
                .trim_start_matches('X')
                .to_owned()
        })
        .collect()
}

/// The property that `x-envelope` of a schema names.
fn envelope(schema: &Value, shape: &Shape, at: &str) -> Result<Option<String>> {
    let Some(named) = schema.get("x-envelope") else {
        return Ok(None);
    };
    match (named.as_str(), shape) {
        (Some(name), Shape::Object(object))
            if object
                .properties
                .iter()
                .any(|p| p.json_name == name && p.required) =>
        {
            Ok(Some(name.to_owned()))
        }
        _ => bail!(
            join(at, "x-envelope"),
            "x-envelope names a required property of its schema: correct the name, or require the property"
        ),
    }
}
