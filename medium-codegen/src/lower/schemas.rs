//! Schemas: every object, enum and union gets a named type. Keywords that would
//! make typify create a validating newtype (limits, patterns) or fail (`allOf`,
//! recursion through it) are removed, and documented instead.

use serde_json::{Value, json};

use super::all_of::{Parts, is_nullable};
use super::docs::{docs, example};
use super::names::text;
use super::objects::AdditionalProperties;
use super::schema_kind::{
    self, SchemaKind, allows_any_json, has_runtime_type, integer, number, string,
};
use super::schema_registry::{COMPONENTS, Named, Schemas, reference, with_null};
use crate::document::refs;
use crate::error::{Result, bail, join};
use crate::model::{Docs, Shape};

impl Schemas<'_> {
    /// Lowers every entry of `components/schemas`.
    pub(super) fn lower_components(&mut self) {
        for (name, entry) in self.document.entries_at(COMPONENTS) {
            let pointer = join(COMPONENTS, name);
            if !self.forms.contains(name) && !self.is_transparent(entry, &pointer) {
                let rust_name = self.names.component(name);
                let named = self.add_type(rust_name, entry, &pointer);
                self.problems.ok_or_record(named);
            }
        }
    }

    /// Returns whether a component has no separate type: the runtime has one, or it is an alias.
    pub(super) fn is_transparent(&self, schema: &Value, pointer: &str) -> bool {
        self.is_alias(schema, pointer)
            || has_runtime_type(schema)
            || (allows_any_json(schema) && text(schema, "type").is_empty())
    }

    /// Returns the lowered schema of a value: a reference to a named type, or a
    /// primitive type. `hint` names an inline object or enum.
    pub(super) fn lower(&mut self, schema: &Value, hint: &str, pointer: &str) -> Result<Value> {
        let (bare, nullable) = self.lower_with_nullability(schema, hint, pointer)?;
        Ok(if nullable { with_null(bare) } else { bare })
    }

    /// Like `lower`, with the nullability separately.
    pub(super) fn lower_with_nullability(
        &mut self,
        schema: &Value,
        hint: &str,
        pointer: &str,
    ) -> Result<(Value, bool)> {
        let nullable = is_nullable(self.document, schema);
        if self.open.iter().any(|open| open == pointer) {
            self.warn(
                pointer,
                "this schema only refers to itself: any JSON is accepted",
            );
            return Ok((json!({}), nullable));
        }
        self.open.push(pointer.to_owned());
        let lowered = if schema.get("$ref").is_some() {
            self.lower_reference(schema, hint, pointer)
        } else if let Some((inner, inner_pointer)) = self.alias_target(schema, pointer) {
            self.lower_with_nullability(inner, hint, &inner_pointer)
        } else {
            self.lower_plain(schema, hint, pointer)
                .map(|bare| (bare, false))
        };
        self.open.pop();
        let (bare, inner) = lowered?;
        Ok((bare, nullable || inner))
    }

    /// Lowers a reference to a component.
    fn lower_reference(
        &mut self,
        schema: &Value,
        hint: &str,
        pointer: &str,
    ) -> Result<(Value, bool)> {
        let name = refs::schema_name(schema).unwrap_or_default();
        let target_pointer = join(COMPONENTS, &name);
        let Some(target) = refs::value_at(self.document, &target_pointer) else {
            bail!(
                pointer,
                "the target of this reference does not exist: correct it"
            );
        };
        // A form has a separate type, which is not JSON.
        if self.forms.contains(&name) && self.kind(target, &target_pointer).is_named() {
            return Ok((
                self.lower_inline(&format!("{name}Json"), target, &target_pointer)?,
                false,
            ));
        }
        if self.forms.contains(&name) || self.is_transparent(target, &target_pointer) {
            self.lower_with_nullability(target, hint, &target_pointer)
        } else {
            Ok((reference(&self.names.component(&name)), false))
        }
    }

    fn lower_plain(&mut self, schema: &Value, hint: &str, pointer: &str) -> Result<Value> {
        let parts = Parts::new(self.document, schema, pointer);
        let kind = schema_kind::kind(self.document, &parts);
        if kind.is_named() {
            return self.lower_inline(hint, schema, pointer);
        }
        self.check(&parts, kind)?;
        match kind {
            SchemaKind::List => self.lower_list(&parts, hint, pointer),
            SchemaKind::Map => self.lower_map(schema, hint, pointer),
            SchemaKind::String => Ok(string(parts.format())),
            SchemaKind::Integer => Ok(integer(parts.format())),
            SchemaKind::Number => Ok(number()),
            SchemaKind::Boolean => Ok(json!({ "type": "boolean" })),
            SchemaKind::Any | SchemaKind::Enum | SchemaKind::Union | SchemaKind::Object => {
                Ok(json!({}))
            }
        }
    }

    /// Lowers an inline schema that needs a type: with the name `hint`, or the one
    /// that it already has.
    fn lower_inline(&mut self, hint: &str, schema: &Value, pointer: &str) -> Result<Value> {
        if let Some(name) = self.existing_name(schema, pointer) {
            return Ok(reference(name));
        }
        let name = self.new_name(hint, pointer);
        self.add_type(name.clone(), schema, pointer)?;
        Ok(reference(&name))
    }

    fn lower_list(&mut self, parts: &Parts<'_>, hint: &str, pointer: &str) -> Result<Value> {
        let items = match parts.last("items") {
            Some((items, items_pointer)) => {
                self.lower(items, &format!("{hint}Item"), &items_pointer)?
            }
            None => {
                let message = "an array without items: its items are any JSON";
                self.warn(pointer, message);
                json!({})
            }
        };
        Ok(json!({ "type": "array", "items": items }))
    }

    /// Lowers an object without properties.
    fn lower_map(&mut self, schema: &Value, hint: &str, pointer: &str) -> Result<Value> {
        let fields = super::merge::fields(self.document, schema, pointer)?;
        match fields.rest {
            Some((values, pointer)) => {
                let values = self.lower(&values, &format!("{hint}Value"), &pointer)?;
                let mut map = json!({ "type": "object" });
                if values != json!({}) {
                    map["additionalProperties"] = values;
                }
                Ok(map)
            }
            None => Ok(json!({ "type": "object" })),
        }
    }

    /// Adds a type for `schema`.
    pub(super) fn add_type(
        &mut self,
        rust_name: String,
        schema: &Value,
        pointer: &str,
    ) -> Result<()> {
        self.names_by_pointer
            .insert(pointer.to_owned(), rust_name.clone());
        self.order.push(rust_name.clone());
        let (shape, lowered) = self.shape_of(&rust_name, schema, pointer)?;
        if let Some(envelope) = envelope(schema, &shape, pointer)? {
            self.envelopes.insert(rust_name.clone(), envelope);
        }
        let named = Named {
            pointer: pointer.to_owned(),
            docs: Docs {
                example: example(self.document, schema, pointer),
                ..docs(self.document, schema)
            },
            shape,
            lowered,
        };
        self.named.insert(rust_name, named);
        Ok(())
    }

    fn shape_of(
        &mut self,
        rust_name: &str,
        schema: &Value,
        pointer: &str,
    ) -> Result<(Shape, Value)> {
        if self.is_discriminated_base(pointer) {
            return self.discriminated_base(rust_name, schema, pointer);
        }
        if let Some((inner, inner_pointer)) = self.alias_target(schema, pointer)
            && inner.get("$ref").is_none()
        {
            return self.shape_of(rust_name, inner, &inner_pointer);
        }
        let parts = Parts::new(self.document, schema, pointer);
        let kind = schema_kind::kind(self.document, &parts);
        if kind.is_named() {
            self.check(&parts, kind)?;
        }
        match kind {
            SchemaKind::Enum => self.enumeration(&parts),
            SchemaKind::Union => {
                let mut groups = parts.groups(self.document);
                groups.retain(|group| !group.subschemas.iter().all(super::unions::is_constraint));
                match groups.first() {
                    Some(group) => self.union(rust_name, group, pointer),
                    None => Ok((Shape::Newtype, json!({}))),
                }
            }
            SchemaKind::Object => self.object(
                rust_name,
                schema,
                pointer,
                AdditionalProperties::AsDocumented,
            ),
            _ => {
                let lowered = self.lower_plain(schema, rust_name, pointer)?;
                let is_text = lowered == json!({ "type": "string" });
                let shape = if is_text { Shape::Text } else { Shape::Newtype };
                Ok((shape, lowered))
            }
        }
    }
}

/// Returns the property in a schema's `x-envelope`.
fn envelope(schema: &Value, shape: &Shape, pointer: &str) -> Result<Option<String>> {
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
            join(pointer, "x-envelope"),
            "x-envelope must name a required property of its schema: correct the name, or require the property"
        ),
    }
}
