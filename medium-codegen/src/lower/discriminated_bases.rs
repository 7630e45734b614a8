//! Discriminated bases: schemas with a discriminator but without `oneOf` and `anyOf`. Other schemas
//! extend it with `allOf`, and any of them may be used where the document refers to the base.

use std::collections::BTreeMap;

use serde_json::Value;

use super::all_of::Parts;
use super::names::text;
use super::objects::AdditionalProperties;
use super::schema_registry::{COMPONENTS, Named, Schemas, reference};
use super::unions::LoweredSubschema;
use crate::document::{Document, refs};
use crate::error::{Result, join};
use crate::model::Shape;

/// Returns the base components of families → the components that extend them, in the
/// order of the document.
pub(super) fn subtypes(document: &Document) -> BTreeMap<&str, Vec<&str>> {
    let mut subtypes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, schema) in document.entries_at(COMPONENTS) {
        let parts = schema["allOf"].as_array().into_iter().flatten();
        for part in parts {
            let base = part["$ref"].as_str().and_then(component);
            if let Some(base) = base.filter(|base| is_base(document, base)) {
                subtypes.entry(base).or_default().push(name);
            }
        }
    }
    subtypes
}

/// Returns the component of a reference, if its name needs no unescaping.
fn component(reference: &str) -> Option<&str> {
    reference
        .strip_prefix("#/components/schemas/")
        .filter(|name| !name.contains(['/', '~', '%']))
}

/// Returns whether a component is a base: it, or a schema that it extends, has a discriminator.
fn is_base(document: &Value, name: &str) -> bool {
    let pointer = join(COMPONENTS, name);
    refs::value_at(document, &pointer).is_some_and(|schema| {
        let parts = Parts::new(document, schema, &pointer);
        parts.has("discriminator") && !parts.has("oneOf") && !parts.has("anyOf")
    })
}

impl<'a> Schemas<'a> {
    /// Returns whether the schema at `pointer` is a base with a discriminator.
    pub(super) fn is_discriminated_base(&self, pointer: &str) -> bool {
        let name = pointer
            .strip_prefix(COMPONENTS)
            .and_then(|rest| rest.strip_prefix('/'));
        name.is_some_and(|name| self.subtypes.contains_key(name))
    }

    /// Returns the union between a base and all schemas that extend it.
    pub(super) fn discriminated_base(
        &mut self,
        rust_name: &str,
        schema: &Value,
        pointer: &str,
    ) -> Result<(Shape, Value)> {
        let parts = Parts::new(self.document, schema, pointer);
        let discriminator = parts.last("discriminator");
        let mut subschemas = Vec::new();
        for (subtype, pointer) in self.all_subtypes_of(pointer) {
            let name = self.struct_name(subtype, &pointer)?;
            subschemas.push(LoweredSubschema {
                lowered: reference(&name),
                name,
                names: vec![subtype.to_owned()],
                pointer,
                constant: None,
            });
        }
        let base = self.base_struct(rust_name, schema, pointer)?;
        subschemas.push(LoweredSubschema {
            lowered: reference(&base),
            name: base,
            names: Vec::new(),
            pointer: pointer.to_owned(),
            constant: None,
        });
        let discriminator = discriminator
            .as_ref()
            .map(|(value, pointer)| (*value, pointer.as_str()));
        Ok(self.one_of(subschemas, discriminator))
    }

    /// Returns all schemas that extend the base at `pointer`, directly or not, each once,
    /// with its pointer.
    fn all_subtypes_of(&self, pointer: &str) -> Vec<(&'a str, String)> {
        let mut all: Vec<(&str, String)> = Vec::new();
        let mut waiting = self.subtypes_of(pointer);
        waiting.reverse();
        while let Some(subtype) = waiting.pop() {
            let subtype_pointer = join(COMPONENTS, subtype);
            if subtype_pointer == pointer || all.iter().any(|(known, _)| *known == subtype) {
                continue;
            }
            let mut further = self.subtypes_of(&subtype_pointer);
            further.reverse();
            waiting.extend(further);
            all.push((subtype, subtype_pointer));
        }
        all
    }

    fn subtypes_of(&self, pointer: &str) -> Vec<&'a str> {
        let name = pointer.rsplit('/').next().unwrap_or_default();
        self.subtypes.get(name).cloned().unwrap_or_default()
    }

    /// Returns the Rust name of a component's struct, which differs from the
    /// component's name if that is a union.
    fn struct_name(&mut self, name: &str, pointer: &str) -> Result<String> {
        let rust_name = self.names.component(name);
        match (
            self.is_discriminated_base(pointer),
            refs::value_at(self.document, pointer),
        ) {
            (true, Some(schema)) => self.base_struct(&rust_name, schema, pointer),
            _ => Ok(rust_name),
        }
    }

    /// Returns the struct of a base. It keeps unknown properties, since it is also used
    /// for types that the document does not list.
    fn base_struct(&mut self, rust_name: &str, schema: &Value, pointer: &str) -> Result<String> {
        // No other schema has this location: a base has no subschemas.
        let discriminator_pointer = join(pointer, "discriminator");
        if let Some(known) = self.names_by_pointer.get(&discriminator_pointer) {
            return Ok(known.clone());
        }
        let name = self.new_name(&format!("{rust_name}Base"), pointer);
        self.names_by_pointer
            .insert(discriminator_pointer, name.clone());
        self.order.push(name.clone());
        let (shape, lowered) = self.object(&name, schema, pointer, AdditionalProperties::All)?;
        let docs = super::docs::docs(self.document, schema);
        let named = Named {
            pointer: pointer.to_owned(),
            docs,
            shape,
            lowered,
        };
        self.named.insert(name.clone(), named);
        Ok(name)
    }
}

/// Returns whether a mapping's value refers to the component `name`: by name or by reference.
pub(super) fn leads_to(target: &str, name: &str) -> bool {
    target == name || target.rsplit('/').next() == Some(name)
}

/// Returns the discriminator's values for a subschema: those of the mapping, the subschema's
/// constant, otherwise its name.
pub(super) fn tags(discriminator: &Value, names: &[String], constant: Option<&str>) -> Vec<String> {
    let mapping = discriminator["mapping"].as_object().into_iter().flatten();
    let mapped = mapping.filter(|(_, target)| {
        let target = target.as_str().unwrap_or_default();
        names.iter().any(|name| leads_to(target, name))
    });
    let mut tags: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
    tags.extend(
        constant
            .filter(|value| !tags.iter().any(|tag| tag == value))
            .map(str::to_owned),
    );
    if tags.is_empty() {
        tags.extend(names.iter().cloned());
    }
    tags
}

/// Returns the discriminator's property.
pub(super) fn tag_of(discriminator: &Value) -> Option<String> {
    let name = text(discriminator, "propertyName");
    (!name.is_empty()).then(|| name.to_owned())
}

/// Returns the component that a subschema refers to.
pub(super) fn component_names(schema: &Value) -> Vec<String> {
    refs::schema_name(schema).into_iter().collect()
}
