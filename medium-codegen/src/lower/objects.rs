//! Objects and their properties.

use serde_json::{Map, Value, json};

use super::docs::docs;
use super::enums::or_empty;
use super::kinds;
use super::merge::{Field, fields};
use super::names::{Kind, Wanted, distinct, flag, given, type_name};
use super::parts::{Parts, is_nullable};
use super::references::has_secret;
use super::registry::{COMPONENTS, Schemas, with_null};
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{Object, Property, Shape};

/// Which additional properties an object keeps.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Rest {
    /// Those that the document allows.
    AsDescribed,
    /// All of them.
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
        for (pointer, message) in &fields.warnings {
            self.loose(pointer, message);
        }
        let mut properties = Vec::new();
        let mut lowered = Map::new();
        let names = self.field_names(&fields.members, &[])?;
        for (field, name) in fields.members.iter().zip(names) {
            let (property, schema) = self.property(rust_name, field, name)?;
            let schema = match property.nullable {
                true => with_null(schema),
                false => schema,
            };
            lowered.insert(property.field.clone(), schema);
            properties.push(property);
        }
        let mut object = lowered_object(lowered, properties.iter());
        let described = fields.rest.as_ref();
        let described = described
            .map(|(values, at)| self.lower(values, &format!("{rust_name}Value"), at))
            .transpose()?;
        let values = described.or(matches!(rest, Rest::Kept).then(|| json!({})));
        let extra = values.is_some().then(|| extra_name(&properties));
        if let Some(values) = values {
            object["additionalProperties"] = values;
        }
        // typify's form of a map.
        if extra.is_some() && properties.is_empty() {
            return Ok((Shape::Newtype, object));
        }
        Ok((Shape::Object(Object { properties, extra }), object))
    }

    /// The names of fields, none of them in `reserved`.
    pub(super) fn field_names(
        &self,
        fields: &[Field<'_>],
        reserved: &[&str],
    ) -> Result<Vec<String>> {
        let wanted = fields.iter().map(|field| {
            Ok(Wanted {
                given: given(&field.schema, Kind::Field, &field.at)?,
                place: "property".to_owned(),
                ..Wanted::new(&field.json_name, field.at.clone())
            })
        });
        let wanted = wanted.collect::<Result<Vec<_>>>()?;
        Ok(distinct(Kind::Field, &wanted, reserved, self.warnings))
    }

    /// A property with the field name `rust_name`, and the lowered schema of its
    /// non-null value.
    pub(super) fn property(
        &mut self,
        parent: &str,
        field: &Field<'_>,
        rust_name: String,
    ) -> Result<(Property, Value)> {
        let name = &field.json_name;
        let owner = self.owner(&field.at);
        let hint = format!("{}{}", owner.as_deref().unwrap_or(parent), type_name(name));
        let (inner, empty_is_absent) = self.or_empty(field);
        let (lowered, nullable) = self.bare(inner, &hint, &field.at)?;
        let required = field.required && !empty_is_absent;
        let parts = Parts::of(self.document, &field.schema, &field.at);
        let (read_only, write_only) = (parts.flag("readOnly"), parts.flag("writeOnly"));
        let mut docs = docs(self.document, &field.schema);
        docs.deprecated = parts
            .own()
            .is_some_and(|own| flag(own.schema, "deprecated"));
        let property = Property {
            pointer: field.at.clone(),
            json_name: name.clone(),
            field: rust_name,
            required,
            nullable: nullable || is_nullable(self.document, &field.schema),
            // Both at once cancel out.
            read_only: read_only && !write_only,
            write_only: write_only && !read_only,
            docs,
            empty_is_absent,
            secret: has_secret(&lowered),
            constant: required && self.is_constant(&lowered),
        };
        Ok((property, lowered))
    }

    /// The schema of a property without the alternative `""`, if that means absent:
    /// for strings, as services send `""` for a missing one. With any other type,
    /// `""` is a value.
    fn or_empty<'f>(&self, field: &'f Field<'_>) -> (&'f Value, bool) {
        match or_empty(&field.schema) {
            (inner, true)
                if matches!(
                    self.kind(inner, &field.at),
                    kinds::Kind::Text | kinds::Kind::Enum
                ) =>
            {
                (inner, true)
            }
            _ => (&field.schema, false),
        }
    }

    /// The component that declares a property: inline types are named after it,
    /// even if the property is inherited.
    fn owner(&self, at: &str) -> Option<String> {
        let mut place = at.rsplit_once("/properties/")?.0;
        while let Some((outer, _)) = place.rsplit_once("/allOf/") {
            place = outer;
        }
        let name = place.strip_prefix(COMPONENTS)?.strip_prefix('/')?;
        Some(self.names.component(name))
    }

    fn is_constant(&self, lowered: &Value) -> bool {
        match (self.shape(lowered), refs::schema_name(lowered)) {
            (Some(shape), _) => matches!(shape, Shape::Constant(_)),
            // A component that is lowered later.
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

/// The field for additional properties, with a name that no property has.
fn extra_name(properties: &[Property]) -> String {
    let is_free = |name: &&str| properties.iter().all(|property| property.field != *name);
    let names = ["extra", "extra_properties", "other_properties"];
    let name = names.into_iter().find(is_free);
    name.unwrap_or("properties_that_the_document_does_not_name")
        .to_owned()
}

/// An object for progenitor.
pub(super) fn lowered_object<'p>(
    lowered: Map<String, Value>,
    properties: impl Iterator<Item = &'p Property>,
) -> Value {
    let required: Vec<&str> = properties
        .filter(|property| property.required)
        .map(|property| property.field.as_str())
        .collect();
    let mut object = json!({ "type": "object", "properties": lowered });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}
