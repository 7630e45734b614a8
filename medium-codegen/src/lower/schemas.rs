//! Schemas: every object, enum and choice gets a name of its own, and what
//! typify would turn into a checking newtype (limits, patterns) or choke on
//! (`allOf`, recursion through it) is taken out and told in the docs instead.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::kinds::{
    adds_only_words, check_kind, integer, is_converted, is_named_shape, is_object, schema_is_alias,
    shapeless, string,
};
use super::names::{check_component, flag, text, type_name};
use super::notes::docs;
use crate::error::{Refusal, Result, join};
use crate::plan::{Schema, Shape};
use crate::refs;

const COMPONENTS: &str = "/components/schemas";

/// The schemas seen so far, in both forms: for progenitor and for the plan.
pub(crate) struct Schemas<'a> {
    pub(crate) document: &'a Value,
    /// Rust name → the component that it is the name of.
    pub(crate) by_rust: BTreeMap<String, &'a Value>,
    /// Rust name → the schema that progenitor gets.
    pub(crate) lowered: BTreeMap<String, Value>,
    pub(crate) plan: BTreeMap<String, Schema>,
    /// Document names of what is the body of a multipart request.
    pub(crate) forms: BTreeSet<String>,
    /// Rust name → the property that `x-envelope` names.
    pub(crate) envelopes: BTreeMap<String, String>,
}

/// The components by their Rust names: to make the names anew for every
/// question takes long. Where two have one name, `Schemas::components` refuses
/// them.
pub(crate) fn by_rust(document: &Value) -> BTreeMap<String, &Value> {
    let entries = document.pointer(COMPONENTS).and_then(Value::as_object);
    let entries = entries.into_iter().flatten();
    entries
        .map(|(name, entry)| (type_name(name), entry))
        .collect()
}

/// `#/components/schemas/Name` for a type that has been given a name.
pub(crate) fn reference(rust: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{rust}") })
}

/// A lowered schema whose value can't be null.
pub(crate) fn without_null(mut lowered: Value) -> Value {
    if let Some(bare) = lowered.pointer("/allOf/0") {
        return bare.clone();
    }
    if let Some(members) = lowered.as_object_mut() {
        members.remove("nullable");
    }
    lowered
}

impl Schemas<'_> {
    /// Every entry of `components/schemas`.
    pub(crate) fn components(&mut self) -> Result<()> {
        let Some(Value::Object(entries)) = self.document.pointer(COMPONENTS) else {
            return Ok(());
        };
        let mut taken = BTreeMap::new();
        for (name, entry) in entries {
            let pointer = join(COMPONENTS, name);
            check_component(name, &pointer)?;
            if let Some(other) = taken.insert(type_name(name), name) {
                return Err(Refusal::at(
                    pointer,
                    format!("{name:?} and {other:?} are one name in Rust: rename one"),
                ));
            }
            if ["Ok", "Err", "Some", "None"].contains(&name.as_str()) {
                return Err(Refusal::at(
                    pointer,
                    format!(
                        "{name} is a name that every file in Rust has already: rename the schema"
                    ),
                ));
            }
            if !self.forms.contains(name) && !self.is_transparent(entry) {
                self.named(type_name(name), entry, &pointer)?;
            }
        }
        Ok(())
    }

    /// Whether a component is used up where it is referred to: it has no type of
    /// its own, because the runtime has one for it, or because it is another's name.
    fn is_transparent(&self, schema: &Value) -> bool {
        let target = refs::follow(self.document, schema);
        schema.get("$ref").is_some()
            || is_converted(target)
            || (target.get("type").is_none() && shapeless(target))
    }

    /// What stands where a value of `schema` is: a reference to a named type, or
    /// a plain type. `hint` names an inline object or enum.
    pub(crate) fn lower(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        let (bare, nullable) = self.bare(schema, hint, at)?;
        Ok(match (nullable, bare) {
            (false, bare) => bare,
            (true, bare) if bare.get("$ref").is_some() => {
                json!({ "nullable": true, "allOf": [bare] })
            }
            (true, mut bare) => {
                if let (Some(members), true) = (bare.as_object_mut(), true) {
                    members.insert("nullable".to_owned(), Value::Bool(true));
                }
                bare
            }
        })
    }

    /// As `lower`, with the nullability apart.
    fn bare(&mut self, schema: &Value, hint: &str, at: &str) -> Result<(Value, bool)> {
        if let Some(name) = refs::schema_name(schema) {
            let target = refs::follow(self.document, schema);
            let pointer = join(COMPONENTS, &name);
            if self.forms.contains(&name) {
                return Err(Refusal::at(
                    at,
                    format!(
                        "{name:?} is the body of a multipart request and can't be used elsewhere: give the other place a schema of its own"
                    ),
                ));
            }
            let nullable = self.is_nullable(schema);
            if schema_is_alias(self.document, &pointer) || self.is_transparent(target) {
                return match self.document.pointer(&pointer) {
                    Some(next) => Ok((self.bare(next, hint, &pointer)?.0, nullable)),
                    None => Err(Refusal::at(at, "this reference leads nowhere")),
                };
            }
            return Ok((reference(&type_name(&name)), nullable));
        }
        let nullable = self.is_nullable(schema);
        if let Some(Value::Array(parts)) = schema.get("allOf")
            && let ([part], true) = (parts.as_slice(), adds_only_words(schema, "allOf"))
        {
            let (bare, inner) = self.bare(part, hint, &join(&join(at, "allOf"), "0"))?;
            return Ok((bare, nullable || inner));
        }
        Ok((self.plain(schema, hint, at)?, nullable))
    }

    /// Whether null is allowed, by the schema itself or by what it refers to.
    pub(crate) fn is_nullable(&self, schema: &Value) -> bool {
        flag(refs::follow(self.document, schema), "nullable")
    }

    fn plain(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        check_kind(schema, at)?;
        if is_named_shape(schema) {
            let rust = type_name(hint);
            if self.plan.contains_key(&rust) || self.by_rust.contains_key(&rust) {
                return Err(Refusal::at(
                    at,
                    format!(
                        "this would be named {rust}, and so is another schema: give it a name of its own under components/schemas"
                    ),
                ));
            }
            self.named(rust.clone(), schema, at)?;
            return Ok(reference(&rust));
        }
        match text(schema, "type") {
            "string" => string(schema, at),
            "integer" => Ok(integer(schema)),
            "number" => Ok(
                json!({ "type": "number", "format": if text(schema, "format") == "float" { "float" } else { "double" } }),
            ),
            "boolean" => Ok(json!({ "type": "boolean" })),
            "array" => {
                let items = schema.get("items").ok_or_else(|| {
                    Refusal::at(at, "`items` is missing in an array: say what it holds")
                })?;
                let items = self.lower(items, &format!("{hint}Item"), &join(at, "items"))?;
                Ok(json!({ "type": "array", "items": items }))
            }
            "object" => self.map(schema, hint, at),
            "" if schema.get("anyOf").is_some() => Err(super::choices::any_of(at)),
            "" if shapeless(schema) => Ok(json!({})),
            "" => Err(Refusal::at(at, "`type` is missing in a schema: add it")),
            other => Err(Refusal::at(
                join(at, "type"),
                format!(
                    "{other:?} is no type: use string, integer, number, boolean, array or object"
                ),
            )),
        }
    }

    /// An object without properties of its own.
    fn map(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        match schema.get("additionalProperties") {
            Some(values @ Value::Object(_)) => {
                let pointer = join(at, "additionalProperties");
                let values = self.lower(values, &format!("{hint}Value"), &pointer)?;
                Ok(json!({ "type": "object", "additionalProperties": values }))
            }
            _ => Ok(json!({ "type": "object" })),
        }
    }

    /// Gives `schema` a type of its own, under the name `rust`.
    pub(crate) fn named(&mut self, rust: String, schema: &Value, at: &str) -> Result<()> {
        check_kind(schema, at)?;
        let (shape, lowered) = if schema.get("enum").is_some() {
            super::choices::enumeration(schema, at)?
        } else if schema.get("oneOf").is_some() {
            super::choices::one_of(self, &rust, schema, at)?
        } else if is_object(schema) {
            self.object(&rust, schema, at)?
        } else {
            (Shape::Newtype, self.plain(schema, &rust, at)?)
        };
        if let Some(envelope) = super::envelope(schema, &shape, at)? {
            self.envelopes.insert(rust.clone(), envelope);
        }
        self.lowered.insert(rust.clone(), lowered);
        self.plan.insert(
            rust,
            Schema {
                pointer: at.to_owned(),
                docs: docs(self.document, schema),
                shape,
            },
        );
        Ok(())
    }
}
