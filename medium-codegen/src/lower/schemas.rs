//! Schemas: every object, enum and choice gets a name of its own, and what
//! typify would turn into a checking newtype (limits, patterns) or choke on
//! (`allOf`, recursion through it) is taken out and told in the docs instead.

use serde_json::{Value, json};

use super::docs::{docs, example};
use super::enums::{any_of, enumeration};
use super::kinds::{
    adds_only_words, check_kind, integer, is_converted, is_named_shape, is_object, number,
    schema_is_alias, shapeless, string,
};
use super::names::{flag, text};
use super::registry::{COMPONENTS, Named, Schemas, reference};
use crate::document::refs;
use crate::error::{Diagnostic, Result, bail, join};
use crate::model::{Docs, Shape};

impl Schemas<'_> {
    /// Every entry of `components/schemas`.
    pub(super) fn components(&mut self) {
        for (name, entry) in self.document.entries_at(COMPONENTS) {
            if !self.forms.contains(name) && !self.is_transparent(entry) {
                let rust_name = self.names.component(name);
                let named = self.named(rust_name, entry, &join(COMPONENTS, name));
                self.problems.caught(named);
            }
        }
    }

    /// Whether a component is used up where it is referred to: it has no type of
    /// its own, because the runtime has one for it, or because it is another's name.
    pub(super) fn is_transparent(&self, schema: &Value) -> bool {
        let target = refs::follow(self.document, schema);
        schema.get("$ref").is_some()
            || is_converted(target)
            || (target.get("type").is_none() && shapeless(target))
    }

    /// What stands where a value of `schema` is: a reference to a named type, or
    /// a plain type. `hint` names an inline object or enum.
    pub(super) fn lower(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        let (bare, nullable) = self.bare(schema, hint, at)?;
        Ok(match (nullable, bare) {
            (false, bare) => bare,
            (true, bare) if bare.get("$ref").is_some() => {
                json!({ "nullable": true, "allOf": [bare] })
            }
            (true, mut bare) => {
                if let Some(members) = bare.as_object_mut() {
                    members.insert("nullable".to_owned(), Value::Bool(true));
                }
                bare
            }
        })
    }

    /// As `lower`, with the nullability apart.
    fn bare(&mut self, schema: &Value, hint: &str, at: &str) -> Result<(Value, bool)> {
        let nullable = self.is_nullable(schema);
        if let Some(name) = refs::schema_name(schema) {
            return Ok((self.referred(schema, &name, hint, at)?, nullable));
        }
        if let Some(Value::Array(parts)) = schema.get("allOf")
            && let ([part], true) = (parts.as_slice(), adds_only_words(schema, "allOf"))
        {
            let (bare, inner) = self.bare(part, hint, &join(&join(at, "allOf"), "0"))?;
            return Ok((bare, nullable || inner));
        }
        Ok((self.plain(schema, hint, at)?, nullable))
    }

    /// What stands for a reference to the component `name`.
    fn referred(&mut self, schema: &Value, name: &str, hint: &str, at: &str) -> Result<Value> {
        if self.forms.contains(name) {
            bail!(
                at,
                "{name:?} is the body of a multipart request and can't be used elsewhere: give the other place a schema of its own"
            );
        }
        let pointer = join(COMPONENTS, name);
        let target = refs::follow(self.document, schema);
        if !schema_is_alias(self.document, &pointer) && !self.is_transparent(target) {
            return Ok(reference(&self.names.component(name)));
        }
        match self.document.pointer(&pointer) {
            Some(next) => Ok(self.bare(next, hint, &pointer)?.0),
            None => bail!(at, "this reference leads nowhere"),
        }
    }

    /// Whether null is allowed, by the schema itself or by what it refers to.
    pub(super) fn is_nullable(&self, schema: &Value) -> bool {
        flag(refs::follow(self.document, schema), "nullable")
    }

    fn plain(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        check_kind(schema, at)?;
        if is_named_shape(schema) {
            return self.inline(hint, schema, at);
        }
        match text(schema, "type") {
            "string" => string(schema, at),
            "integer" => Ok(integer(schema)),
            "number" => Ok(number(schema)),
            "boolean" => Ok(json!({ "type": "boolean" })),
            "array" => self.list(schema, hint, at),
            "object" => self.map(schema, hint, at),
            "" if schema.get("anyOf").is_some() => Err(any_of(at)),
            "" if shapeless(schema) => Ok(json!({})),
            "" => bail!(at, "`type` is missing in a schema: add it"),
            other => bail!(
                join(at, "type"),
                "{other:?} is no type: use string, integer, number, boolean, array or object"
            ),
        }
    }

    /// An inline schema that needs a type: it gets a name like `hint`.
    fn inline(&mut self, hint: &str, schema: &Value, at: &str) -> Result<Value> {
        let rust_name = self.names.inline(hint, at, self.notes);
        self.named(rust_name.clone(), schema, at)?;
        Ok(reference(&rust_name))
    }

    fn list(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        let items = schema.get("items").ok_or_else(|| {
            Diagnostic::at(at, "`items` is missing in an array: say what it holds")
        })?;
        let items = self.lower(items, &format!("{hint}Item"), &join(at, "items"))?;
        Ok(json!({ "type": "array", "items": items }))
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

    /// Gives `schema` a type of its own.
    pub(super) fn named(&mut self, rust_name: String, schema: &Value, at: &str) -> Result<()> {
        check_kind(schema, at)?;
        self.order.push(rust_name.clone());
        let (shape, lowered) = if schema.get("enum").is_some() {
            enumeration(schema, self.notes, at)?
        } else if schema.get("oneOf").is_some() {
            self.one_of(&rust_name, schema, at)?
        } else if is_object(schema) {
            self.object(&rust_name, schema, at)?
        } else {
            let lowered = self.plain(schema, &rust_name, at)?;
            match lowered == json!({ "type": "string" }) {
                true => (Shape::Text, lowered),
                false => (Shape::Newtype, lowered),
            }
        };
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
