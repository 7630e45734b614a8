//! Objects and their properties.

use serde_json::{Map, Value, json};

use super::all_of::{Parts, is_nullable};
use super::docs::docs;
use super::enums::{is_constant, or_empty};
use super::merge::{Field, fields};
use super::names::{NameKind, NameRequest, flag, type_name, unique_names, x_rust_name};
use super::references::has_secret;
use super::schema_kind::{SchemaKind, kind};
use super::schema_registry::{COMPONENTS, Schemas, with_null};
use crate::document::refs;
use crate::error::{Result, join};
use crate::model::{Object, Property, Shape};

/// Which additional properties an object keeps.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum AdditionalProperties {
    /// Those that the document allows.
    AsDocumented,
    /// All of them.
    All,
}

impl Schemas<'_> {
    pub(super) fn object(
        &mut self,
        rust_name: &str,
        schema: &Value,
        pointer: &str,
        additional: AdditionalProperties,
    ) -> Result<(Shape, Value)> {
        let fields = fields(self.document, schema, pointer)?;
        for (pointer, message) in &fields.warnings {
            self.warn(pointer, message);
        }
        let mut properties = Vec::new();
        let mut lowered = Map::new();
        let names = self.field_names(&fields.members, &[])?;
        for (field, name) in fields.members.iter().zip(names) {
            let (property, schema) = self.property(rust_name, field, name)?;
            let schema = if property.nullable {
                with_null(schema)
            } else {
                schema
            };
            lowered.insert(property.field.clone(), schema);
            properties.push(property);
        }
        let mut object = lowered_object(lowered, properties.iter());
        let described = fields.rest.as_ref();
        let described = described
            .map(|(values, pointer)| self.lower(values, &format!("{rust_name}Value"), pointer))
            .transpose()?;
        let values =
            described.or(matches!(additional, AdditionalProperties::All).then(|| json!({})));
        let extra = values.is_some().then(|| extra_name(&properties));
        if let Some(values) = values {
            object["additionalProperties"] = values;
        }
        // typify turns an object with only additional properties into a newtype of a map.
        if extra.is_some() && properties.is_empty() {
            return Ok((Shape::Newtype, object));
        }
        Ok((Shape::Object(Object { properties, extra }), object))
    }

    pub(super) fn field_names(
        &self,
        fields: &[Field<'_>],
        reserved: &[&str],
    ) -> Result<Vec<String>> {
        let requests = fields.iter().map(|field| {
            Ok(NameRequest {
                x_rust_name: x_rust_name(&field.schema, NameKind::Field, &field.pointer)?,
                location: "property".to_owned(),
                ..NameRequest::new(&field.json_name, field.pointer.clone())
            })
        });
        let requests = requests.collect::<Result<Vec<_>>>()?;
        Ok(unique_names(
            NameKind::Field,
            &requests,
            reserved,
            self.warnings,
        ))
    }

    /// Returns a property with the field name `rust_name`, and the lowered schema of
    /// its non-null value.
    pub(super) fn property(
        &mut self,
        parent: &str,
        field: &Field<'_>,
        rust_name: String,
    ) -> Result<(Property, Value)> {
        let name = &field.json_name;
        let owner = self.owner(&field.pointer);
        let hint = format!("{}{}", owner.as_deref().unwrap_or(parent), type_name(name));
        let (inner, empty_is_absent) = self.without_empty_subschema(field);
        let (lowered, nullable) = self.lower_with_nullability(inner, &hint, &field.pointer)?;
        let required = field.required && !empty_is_absent;
        let parts = Parts::new(self.document, &field.schema, &field.pointer);
        let (read_only, write_only) = (parts.flag("readOnly"), parts.flag("writeOnly"));
        let mut docs = docs(self.document, &field.schema);
        docs.deprecated = parts
            .itself()
            .is_some_and(|part| flag(part.schema, "deprecated"));
        let property = Property {
            pointer: field.pointer.clone(),
            json_name: name.clone(),
            field: rust_name,
            required,
            nullable: nullable || is_nullable(self.document, &field.schema),
            // A property that is both is neither.
            read_only: read_only && !write_only,
            write_only: write_only && !read_only,
            docs,
            empty_is_absent,
            secret: has_secret(&lowered),
            constant: required && self.is_constant(&lowered),
        };
        Ok((property, lowered))
    }

    /// Returns the schema of a property without the subschema for `""`, if that means absent: for
    /// strings, as services send `""` for a missing one. With any other type, `""` is a value.
    fn without_empty_subschema<'f>(&self, field: &'f Field<'_>) -> (&'f Value, bool) {
        let (inner, may_be_empty) = or_empty(&field.schema);
        let kind = self.kind(inner, &field.pointer);
        if may_be_empty && matches!(kind, SchemaKind::String | SchemaKind::Enum) {
            (inner, true)
        } else {
            (&field.schema, false)
        }
    }

    /// Returns the component that declares a property: inline types are named after it,
    /// even if the property is inherited.
    fn owner(&self, pointer: &str) -> Option<String> {
        let mut pointer = pointer.rsplit_once("/properties/")?.0;
        while let Some((outer, _)) = pointer.rsplit_once("/allOf/") {
            pointer = outer;
        }
        let name = pointer.strip_prefix(COMPONENTS)?.strip_prefix('/')?;
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
        let pointer = join(COMPONENTS, rust_name);
        let parts = Parts::new(self.document, entry, &pointer);
        kind(self.document, &parts) == SchemaKind::Enum && is_constant(&parts)
    }
}

/// Returns the field for additional properties, with a name that no property has.
fn extra_name(properties: &[Property]) -> String {
    let is_free = |name: &&str| properties.iter().all(|property| property.field != *name);
    let names = ["extra", "extra_properties", "other_properties"];
    let name = names.into_iter().find(is_free);
    name.unwrap_or("properties_that_the_document_does_not_name")
        .to_owned()
}

/// Returns an object for progenitor.
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
