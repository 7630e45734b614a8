//! The facts about each item on the wire: if two documents differ in one of them,
//! their clients send or expect something else.

mod operation;
mod parameter;

use serde_json::Value;

use super::facts::Facts;
use super::schema_type::schema_type;
use crate::document::{Document, refs};
use crate::error::join;
use crate::model::{Choice, Model, PartKind, Property, Schema, Shape};

pub(crate) struct WireItem {
    /// The item's path, such as `types::Post::tags`, or `Client::me(limit)`.
    pub(crate) item: String,
    /// Its JSON pointer in the document.
    pub(crate) pointer: String,
    pub(crate) facts: Facts,
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
    fn add(&mut self, item: String, pointer: &str, facts: Facts) {
        self.items.push(WireItem {
            item,
            pointer: pointer.to_owned(),
            facts,
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
        let mut facts = Facts::default();
        for keyword in ["type", "scheme", "in", "name"] {
            if let Some(value) = scheme.get(keyword).and_then(Value::as_str) {
                facts.add(keyword, value);
            }
        }
        let pointer = join("/components/securitySchemes", name);
        self.add(format!("security::{name}"), &pointer, facts);
    }

    /// Returns the type of a value of `schema`.
    fn schema_type(&self, schema: &Value) -> String {
        schema_type(self.document, self.model, schema)
    }

    fn schema(&mut self, schema: &Schema) {
        let item = format!("types::{}", schema.rust_name);
        let mut facts = Facts::default();
        facts.add("type", &self.schema_type(self.value_at(&schema.pointer)));
        facts.add_flag("deprecated", schema.docs.deprecated);
        match &schema.shape {
            Shape::Multipart(parts) => {
                for part in parts {
                    self.property(&item, &part.property, media_types(&part.kind));
                }
            }
            Shape::OneOf(one_of) => {
                facts.add_list("tag", one_of.tag.iter().cloned().collect());
                facts.add_list("choices", one_of.choices.iter().map(choice).collect());
            }
            Shape::AnyOf(choices) => {
                facts.add_list("choices", choices.iter().map(choice).collect());
            }
            Shape::Enum(values) | Shape::ValueEnum(values) => {
                for value in values {
                    let mut facts = Facts::default();
                    facts.add("value", &value.json);
                    self.add(format!("{item}::{}", value.variant), &schema.pointer, facts);
                }
            }
            Shape::Constant(value) => facts.add("value", &value.json),
            _ => {
                facts.add_list("extra", self.extra(schema));
                for property in schema.properties() {
                    self.property(&item, property, Vec::new());
                }
            }
        }
        self.add(item, &schema.pointer, facts);
    }

    fn property(&mut self, parent: &str, property: &Property, media: Vec<String>) {
        let schema = self.value_at(&property.pointer);
        let mut facts = Facts::default();
        facts.add("name", &property.json_name);
        facts.add("type", &self.schema_type(schema));
        facts.add_list("media", media);
        facts.add_flag("required", property.required);
        facts.add_flag("read-only", property.read_only);
        facts.add_flag("write-only", property.write_only);
        facts.add_flag("deprecated", property.docs.deprecated);
        self.add(
            format!("{parent}::{}", property.field),
            &property.pointer,
            facts,
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

/// Returns a branch, with the discriminator's values for it.
fn choice(choice: &Choice) -> String {
    let name = choice.type_name.as_ref().unwrap_or(&choice.name);
    match choice.tags.is_empty() {
        true => name.clone(),
        false => format!("{name}[{}]", choice.tags.join("|")),
    }
}
