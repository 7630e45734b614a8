//! The attributes about each item on the wire: if two documents differ in one of them,
//! their clients send or expect something else.

mod operation;
mod parameter;

use serde_json::Value;

use super::attributes::Attributes;
use super::schema_type::schema_type;
use crate::document::{Document, refs};
use crate::error::join;
use crate::model::{Model, PartKind, Property, Schema, Shape, Subschema};

pub(crate) struct WireItem {
    /// The item's path, such as `types::Post::tags`, or `Client::me(limit)`.
    pub(crate) item: String,
    /// Its JSON pointer in the document.
    pub(crate) pointer: String,
    pub(crate) attributes: Attributes,
}

/// Returns all operations, parameters, types, properties and enum values of a client.
pub(crate) fn wire(document: &Document, model: &Model) -> Vec<WireItem> {
    let mut reader = Reader {
        document,
        model,
        items: Vec::new(),
    };
    for (name, scheme) in document.entries_at("/components/securitySchemes") {
        reader.security_scheme(name, scheme);
    }
    for operation in &model.operations {
        reader.operation(operation);
    }
    for schema in &model.schemas.all {
        reader.schema(schema);
    }
    reader.items
}

struct Reader<'a> {
    document: &'a Document,
    model: &'a Model,
    items: Vec<WireItem>,
}

impl<'a> Reader<'a> {
    fn add(&mut self, item: String, pointer: &str, attributes: Attributes) {
        self.items.push(WireItem {
            item,
            pointer: pointer.to_owned(),
            attributes,
        });
    }

    fn value_at(&self, pointer: &str) -> &'a Value {
        refs::value_at(self.document, pointer).unwrap_or(&Value::Null)
    }

    fn resolve(&self, value: &'a Value) -> &'a Value {
        refs::follow(self.document, value)
    }

    fn security_scheme(&mut self, name: &str, scheme: &'a Value) {
        let scheme = self.resolve(scheme);
        let mut attributes = Attributes::default();
        for keyword in ["type", "scheme", "in", "name"] {
            if let Some(value) = scheme.get(keyword).and_then(Value::as_str) {
                attributes.add(keyword, value);
            }
        }
        let pointer = join("/components/securitySchemes", name);
        self.add(format!("security::{name}"), &pointer, attributes);
    }

    /// Returns the type of a value of `schema`.
    fn schema_type(&self, schema: &Value) -> String {
        schema_type(self.document, self.model, schema)
    }

    fn schema(&mut self, schema: &Schema) {
        let item = format!("types::{}", schema.rust_name);
        let mut attributes = Attributes::default();
        attributes.add("type", &self.schema_type(self.value_at(&schema.pointer)));
        attributes.add_flag("deprecated", schema.docs.deprecated);
        match &schema.shape {
            Shape::Multipart(parts) => {
                for part in parts {
                    self.property(&item, &part.property, media_types(&part.kind));
                }
            }
            Shape::OneOf(one_of) => {
                attributes.add_list("tag", one_of.tag.iter().cloned().collect());
                attributes.add_list(
                    "subschemas",
                    one_of.subschemas.iter().map(subschema).collect(),
                );
            }
            Shape::AnyOf(subschemas) => {
                attributes.add_list("subschemas", subschemas.iter().map(subschema).collect());
            }
            Shape::Enum(values) | Shape::ValueEnum(values) => {
                for value in values {
                    let mut attributes = Attributes::default();
                    attributes.add("value", &value.json);
                    self.add(
                        format!("{item}::{}", value.variant),
                        &schema.pointer,
                        attributes,
                    );
                }
            }
            Shape::Constant(value) => attributes.add("value", &value.json),
            _ => {
                attributes.add_list("extra", self.extra(schema));
                for property in schema.properties() {
                    self.property(&item, property, Vec::new());
                }
            }
        }
        self.add(item, &schema.pointer, attributes);
    }

    fn property(&mut self, parent: &str, property: &Property, media: Vec<String>) {
        let schema = self.value_at(&property.pointer);
        let mut attributes = Attributes::default();
        attributes.add("name", &property.json_name);
        attributes.add("type", &self.schema_type(schema));
        attributes.add_list("media", media);
        attributes.add_flag("required", property.required);
        attributes.add_flag("read-only", property.read_only);
        attributes.add_flag("write-only", property.write_only);
        attributes.add_flag("deprecated", property.docs.deprecated);
        self.add(
            format!("{parent}::{}", property.field),
            &property.pointer,
            attributes,
        );
    }

    /// Returns the type of an object's additional properties.
    fn extra(&self, schema: &Schema) -> Vec<String> {
        let value = self.value_at(&schema.pointer);
        match value.get("additionalProperties") {
            Some(values) if value.get("properties").is_some() && *values != Value::Bool(false) => {
                vec![self.schema_type(values)]
            }
            _ => Vec::new(),
        }
    }
}

/// Returns the allowed media types of a part; empty for any.
fn media_types(kind: &PartKind) -> Vec<String> {
    match kind {
        PartKind::File(types) => types.clone(),
        _ => Vec::new(),
    }
}

/// Returns a subschema, with the discriminator's values for it.
fn subschema(subschema: &Subschema) -> String {
    let name = subschema.type_name.as_ref().unwrap_or(&subschema.name);
    if subschema.tags.is_empty() {
        name.clone()
    } else {
        format!("{name}[{}]", subschema.tags.join("|"))
    }
}
