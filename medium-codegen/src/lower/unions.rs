//! Unions: `oneOf` becomes an enum, `anyOf` of objects a struct with all matching
//! subschemas. Both keep a value that matches none.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::all_of::{Group, Part, Parts};
use super::discriminated_bases::{component_names, leads_to, tag_of, tags};
use super::merge::fields;
use super::names::{self, NameRequest, text, unique_names};
use super::schema_kind::{SchemaKind, only_describes};
use super::schema_registry::Schemas;
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{self, OneOf, Shape};

pub(super) struct LoweredSubschema {
    pub(super) lowered: Value,
    pub(super) pointer: String,
    /// The name of its variant.
    pub(super) name: String,
    /// The names that a discriminator may use for it.
    pub(super) names: Vec<String>,
    /// The value of the discriminator's property, if it has only one.
    pub(super) constant: Option<String>,
}

impl Schemas<'_> {
    /// Returns the union of the subschemas of `group`, which the schema at `owner` lists.
    pub(super) fn union(
        &mut self,
        rust_name: &str,
        group: &Group<'_>,
        owner: &str,
    ) -> Result<(Shape, Value)> {
        let discriminator = group.discriminator.as_ref();
        let tag = discriminator.and_then(|(discriminator, _)| tag_of(discriminator));
        let mut subschemas = self.subschemas(rust_name, group, owner, tag.as_deref())?;
        // Of two subschemas that match equally well, the first one is used: broad ones come last.
        subschemas.sort_by_key(|subschema| breadth(&subschema.lowered));
        let is_object =
            |part: &Part<'_>| self.kind(part.schema, &part.pointer) == SchemaKind::Object;
        let together =
            group.keyword == "anyOf" && tag.is_none() && group.subschemas.iter().all(is_object);
        if together {
            return Ok(self.any_of(subschemas));
        }
        Ok(self.one_of(
            subschemas,
            discriminator.map(|(value, pointer)| (*value, pointer.as_str())),
        ))
    }

    fn subschemas(
        &mut self,
        rust_name: &str,
        group: &Group<'_>,
        owner: &str,
        tag: Option<&str>,
    ) -> Result<Vec<LoweredSubschema>> {
        let mut subschemas: Vec<LoweredSubschema> = Vec::new();
        let hints = self.subschema_hints(group)?;
        for (part, hint) in group.subschemas.iter().zip(hints) {
            if self.leads_back(part, owner) {
                self.warn(
                    &part.pointer,
                    "a subschema that refers back to its own schema: ignored",
                );
                continue;
            }
            let subschema = self.subschema(rust_name, &hint, part, tag)?;
            match subschemas
                .iter_mut()
                .find(|other| other.lowered == subschema.lowered)
            {
                Some(twin) => twin.names.extend(subschema.names),
                None => subschemas.push(subschema),
            }
        }
        Ok(subschemas)
    }

    /// Returns whether a subschema leads back to the schema at `owner` through subschemas only.
    fn leads_back(&self, part: &Part<'_>, owner: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![(part.schema, part.pointer.clone())];
        while let Some((schema, pointer)) = waiting.pop() {
            let (schema, pointer) = refs::resolve(self.document, schema, &pointer);
            if pointer == owner {
                return true;
            }
            if seen.insert(pointer.clone()) && self.kind(schema, &pointer) == SchemaKind::Union {
                let groups = Parts::new(self.document, schema, &pointer).groups(self.document);
                let subschemas = groups.into_iter().flat_map(|group| group.subschemas);
                waiting.extend(subschemas.map(|subschema| (subschema.schema, subschema.pointer)));
            }
        }
        false
    }

    fn subschema(
        &mut self,
        parent: &str,
        hint: &str,
        part: &Part<'_>,
        tag: Option<&str>,
    ) -> Result<LoweredSubschema> {
        let hint = format!("{parent}{hint}");
        let (lowered, _) = self.lower_with_nullability(part.schema, &hint, &part.pointer)?;
        let constant = match tag {
            Some(tag) => self.constant_of(part, tag)?,
            None => None,
        };
        let name = variant(&lowered);
        // The name of an inline subschema starts with the union's name, which the
        // variant need not repeat.
        let short = match part.schema.get("$ref") {
            None => name.strip_prefix(parent).filter(|rest| !rest.is_empty()),
            Some(_) => None,
        };
        Ok(LoweredSubschema {
            name: short.map_or(name.clone(), str::to_owned),
            names: component_names(part.schema),
            pointer: part.pointer.clone(),
            constant,
            lowered,
        })
    }

    /// Returns an enum of subschemas, selected by a discriminator or by their content.
    pub(super) fn one_of(
        &self,
        subschemas: Vec<LoweredSubschema>,
        discriminator: Option<(&Value, &str)>,
    ) -> (Shape, Value) {
        if let Some((discriminator, pointer)) = discriminator {
            self.warn_about_mapping(&subschemas, discriminator, pointer);
        }
        let names = self.subschema_names(names::NameKind::Variant, &subschemas, "Unknown");
        let mut variants = Vec::new();
        for (subschema, name) in subschemas.iter().zip(names) {
            let constant = subschema.constant.as_deref();
            variants.push(model::Subschema {
                name,
                type_name: refs::schema_name(&subschema.lowered),
                tags: discriminator.map_or_else(Vec::new, |(discriminator, _)| {
                    tags(discriminator, &subschema.names, constant)
                }),
            });
        }
        let shape = OneOf {
            subschemas: variants,
            tag: discriminator.and_then(|(discriminator, _)| tag_of(discriminator)),
        };
        (Shape::OneOf(shape), lowered_union(subschemas))
    }

    /// Warns about a mapping to schemas that are not in the union.
    fn warn_about_mapping(
        &self,
        subschemas: &[LoweredSubschema],
        discriminator: &Value,
        pointer: &str,
    ) {
        let entries = discriminator["mapping"].as_object().into_iter().flatten();
        for (tag, target) in entries {
            let target = target.as_str().unwrap_or_default();
            let mut names = subschemas.iter().flat_map(|subschema| &subschema.names);
            if !names.any(|name| leads_to(target, name)) {
                let message = format!(
                    "the mapping leads to {target:?}, which is not a subschema: a value with {tag:?} is kept as JSON"
                );
                self.warn(&join(&join(pointer, "mapping"), tag), message);
            }
        }
    }

    /// Returns a struct with a field per subschema, for values that may match several.
    fn any_of(&self, subschemas: Vec<LoweredSubschema>) -> (Shape, Value) {
        let names = self.subschema_names(names::NameKind::Field, &subschemas, "unknown");
        let fields = subschemas.iter().zip(names);
        let fields = fields.map(|(subschema, name)| model::Subschema {
            name,
            type_name: refs::schema_name(&subschema.lowered),
            tags: Vec::new(),
        });
        (Shape::AnyOf(fields.collect()), lowered_union(subschemas))
    }

    fn subschema_names(
        &self,
        kind: names::NameKind,
        subschemas: &[LoweredSubschema],
        reserved: &str,
    ) -> Vec<String> {
        let requests: Vec<NameRequest> = subschemas
            .iter()
            .map(|subschema| NameRequest {
                location: "union".to_owned(),
                ..NameRequest::new(&subschema.name, subschema.pointer.clone())
            })
            .collect();
        unique_names(kind, &requests, &[reserved], self.warnings)
    }

    /// Returns the only value of an object's property, if it has just one.
    fn constant_of(&self, part: &Part<'_>, property: &str) -> Result<Option<String>> {
        let members = fields(self.document, part.schema, &part.pointer)?.members;
        let field = members.iter().find(|field| field.json_name == property);
        let Some(field) = field else { return Ok(None) };
        let parts = Parts::new(self.document, &field.schema, &field.pointer);
        let values = parts.last("enum").and_then(|(values, _)| values.as_array());
        Ok(match values.map(Vec::as_slice) {
            Some([Value::String(only)]) => Some(only.clone()),
            _ => None,
        })
    }
}

fn lowered_union(subschemas: Vec<LoweredSubschema>) -> Value {
    let lowered = subschemas.into_iter().map(|subschema| subschema.lowered);
    json!({ "oneOf": lowered.collect::<Vec<_>>() })
}

/// Returns the name of a variant: that of its type, or of the JSON type.
fn variant(lowered: &Value) -> String {
    if let Some(name) = refs::schema_name(lowered) {
        return name;
    }
    let format = text(lowered, "format");
    let name = match (text(lowered, "type"), format) {
        ("string", "uri") => "Url",
        ("string", "date-time") => "DateTime",
        ("string", "date") => "Date",
        ("string", "password") => "Secret",
        ("string", _) => "String",
        ("integer", _) => "Integer",
        ("number", _) => "Number",
        ("boolean", _) => "Boolean",
        ("array", _) => "Array",
        ("object", _) => "Object",
        _ => "Any",
    };
    name.to_owned()
}

/// Returns how broad a subschema is: a broad one also accepts values of narrower ones.
fn breadth(lowered: &Value) -> u8 {
    match (text(lowered, "type"), lowered.get("enum")) {
        ("string", None) if lowered.get("format").is_none() => 1,
        ("number", None) => 1,
        ("", _) if lowered.get("$ref").is_none() => 2,
        _ => 0,
    }
}

/// Returns whether a subschema only restricts the schema that lists it: it requires properties or
/// sets limits.
pub(super) fn is_constraint(part: &Part<'_>) -> bool {
    part.schema.get("$ref").is_none() && only_describes(part.schema, &["required"])
}
