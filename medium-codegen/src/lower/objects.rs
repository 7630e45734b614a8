//! Objects: their properties, and what each of those is.

use serde_json::{Map, Value, json};

use super::distinct::Distinct;
use super::docs::docs;
use super::enums::or_empty;
use super::merge::{Field, fields};
use super::names::{check_json_name, field_name, flag, type_name};
use super::parts::{Parts, is_nullable};
use super::references::has_secret;
use super::registry::{COMPONENTS, Schemas, with_null};
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{Object, Property, Shape};

/// What an object keeps beyond its properties.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Rest {
    /// What the document says of it.
    AsDescribed,
    /// Everything.
    Kept,
}

impl Schemas<'_> {
    pub(super) fn object(
        &mut self,
        rust_name: &str,
        schema: &Value,
        at: &str,
        rest: Rest,
    ) -> Result<(Shape, Value)> {
        let fields = fields(self.document, schema, at)?;
        for (pointer, message) in &fields.notes {
            self.loose(pointer, message);
        }
        let mut names = Distinct::new([]);
        let mut properties = Vec::new();
        let mut lowered = Map::new();
        for field in &fields.members {
            let (mut property, schema) = self.property(rust_name, field)?;
            property.field = names.name(&property.field);
            let schema = match property.nullable {
                true => with_null(schema),
                false => schema,
            };
            lowered.insert(field.json_name.clone(), schema);
            properties.push(property);
        }
        let mut object = lowered_object(lowered, properties.iter());
        let values = match (&fields.rest, rest) {
            (Some((values, pointer)), _) => {
                Some(self.lower(values, &format!("{rust_name}Value"), pointer)?)
            }
            (None, Rest::Kept) => Some(json!({})),
            (None, Rest::AsDescribed) => None,
        };
        let extra = values.is_some().then(|| names.name("extra"));
        if let Some(values) = values {
            object["additionalProperties"] = values;
        }
        // typify's form of a map.
        if extra.is_some() && properties.is_empty() {
            return Ok((Shape::Newtype, object));
        }
        Ok((Shape::Object(Object { properties, extra }), object))
    }

    /// One property, and its schema for progenitor: that of its value, where it
    /// has one that is not null.
    pub(super) fn property(
        &mut self,
        parent: &str,
        field: &Field<'_>,
    ) -> Result<(Property, Value)> {
        let name = &field.json_name;
        check_json_name(name, &field.at)?;
        let owner = self.owner(&field.at);
        let hint = format!("{}{}", owner.as_deref().unwrap_or(parent), type_name(name));
        let (inner, empty_is_absent) = or_empty(&field.schema);
        let (lowered, nullable) = self.bare(inner, &hint, &field.at)?;
        let required = field.required && !empty_is_absent;
        let parts = Parts::of(self.document, &field.schema, &field.at);
        let (read_only, write_only) = (parts.flag("readOnly"), parts.flag("writeOnly"));
        let mut docs = docs(self.document, &field.schema);
        if empty_is_absent {
            docs.kind = super::docs::docs(self.document, inner).kind;
        }
        docs.deprecated = parts
            .all
            .first()
            .is_some_and(|own| flag(own.schema, "deprecated"));
        let property = Property {
            json_name: name.clone(),
            field: field_name(name),
            required,
            nullable: nullable || is_nullable(self.document, &field.schema),
            // Both at once is neither.
            read_only: read_only && !write_only,
            write_only: write_only && !read_only,
            docs,
            empty_is_absent,
            secret: has_secret(&lowered),
            constant: required && self.is_constant(&lowered),
        };
        Ok((property, lowered))
    }

    /// The component that a property stands in directly: what it holds is named
    /// after that, wherever the property is inherited.
    fn owner(&self, at: &str) -> Option<String> {
        let mut place = at.rsplit_once("/properties/")?.0;
        while let Some((outer, _)) = place.rsplit_once("/allOf/") {
            place = outer;
        }
        let name = place.strip_prefix(COMPONENTS)?.strip_prefix('/')?;
        self.rust_names.get(name).cloned()
    }

    fn is_constant(&self, lowered: &Value) -> bool {
        match (self.shape(lowered), refs::schema_name(lowered)) {
            (Some(shape), _) => matches!(shape, Shape::Constant(_)),
            // A component that comes later.
            (None, Some(rust_name)) => self.component_is_constant(&rust_name),
            (None, None) => false,
        }
    }

    fn component_is_constant(&self, rust_name: &str) -> bool {
        let Some(entry) = self.by_rust.get(rust_name) else {
            return false;
        };
        let at = join(COMPONENTS, rust_name);
        let parts = Parts::of(self.document, entry, &at);
        super::kinds::kind(self.document, &parts) == super::kinds::Kind::Enum
            && super::enums::is_constant(&parts)
    }
}

/// An object for progenitor.
pub(super) fn lowered_object<'p>(
    lowered: Map<String, Value>,
    properties: impl Iterator<Item = &'p Property>,
) -> Value {
    let required: Vec<&str> = properties
        .filter(|property| property.required)
        .map(|property| property.json_name.as_str())
        .collect();
    let mut object = json!({ "type": "object", "properties": lowered });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}
