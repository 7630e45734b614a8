//! What travels for each item of the client, as facts: two documents that differ
//! in one of them give clients that send or expect something else.

use serde_json::Value;

use super::facts::Facts;
use super::schema_type::schema_type;
use crate::document::{Document, refs};
use crate::error::join;
use crate::model::{Choice, Model, OneOf, Operation, Parameter, PartKind, Property, Schema, Shape};

/// One item of the client as it travels.
pub(crate) struct WireItem {
    /// The item's path, such as `types::Post::tags`, or `Client::me(limit)`.
    pub(crate) item: String,
    /// Where the document says it.
    pub(crate) pointer: String,
    pub(crate) facts: Facts,
}

/// Every operation, parameter, type, property and enum value of a client.
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

    fn at(&self, pointer: &str) -> &'a Value {
        self.document.pointer(pointer).unwrap_or(&Value::Null)
    }

    fn resolved(&self, value: &'a Value) -> &'a Value {
        refs::follow(self.document, value)
    }

    fn security_scheme(&mut self, name: &str, scheme: &'a Value) {
        let scheme = self.resolved(scheme);
        let mut facts = Facts::default();
        for keyword in ["type", "scheme", "in", "name"] {
            if let Some(value) = scheme.get(keyword).and_then(Value::as_str) {
                facts.add(keyword, value);
            }
        }
        let pointer = join("/components/securitySchemes", name);
        self.add(format!("security::{name}"), &pointer, facts);
    }

    fn operation(&mut self, operation: &Operation) {
        let mut facts = Facts::default();
        facts.add("method", &operation.http_method);
        facts.add("path", &operation.path);
        let value = self.at(&operation.pointer);
        facts.add_list("server", self.servers(operation));
        facts.add_list("auth", self.alternatives(value));
        if let Some(body) = value.get("requestBody").map(|body| self.resolved(body)) {
            facts.add_list("body", self.content(body));
            facts.add_flag("body-required", body["required"] == true);
        }
        facts.add_list("success", self.successes(value));
        facts.add_flag("idempotent", operation.idempotent);
        facts.add_flag("deprecated", operation.deprecated);
        let method = format!("Client::{}", operation.method_name);
        for parameter in &operation.parameters {
            self.parameter(&method, parameter);
        }
        self.add(method, &operation.pointer, facts);
    }

    /// The servers of an operation: its own, its path's or the document's.
    fn servers(&self, operation: &Operation) -> Vec<String> {
        let path = operation.pointer.rsplit_once('/');
        let holders = [
            operation.pointer.as_str(),
            path.map_or("", |(path, _)| path),
            "",
        ];
        let servers = holders
            .iter()
            .find_map(|at| self.at(at)["servers"].as_array());
        let urls = servers.into_iter().flatten();
        urls.filter_map(|server| server["url"].as_str())
            .map(str::to_owned)
            .collect()
    }

    /// The credentials that an operation takes: one alternative each, such as
    /// `oauth[write]+key`, or `none`.
    fn alternatives(&self, operation: &Value) -> Vec<String> {
        let security = operation.get("security").or(self.document.get("security"));
        let alternatives = security.and_then(Value::as_array).into_iter().flatten();
        let alternatives = alternatives.map(|alternative| {
            let schemes = alternative.as_object().into_iter().flatten();
            let schemes = schemes.map(|(name, scopes)| {
                let scopes = scopes.as_array().into_iter().flatten();
                let scopes: Vec<&str> = scopes.filter_map(Value::as_str).collect();
                match scopes.is_empty() {
                    true => name.clone(),
                    false => format!("{name}[{}]", scopes.join(" ")),
                }
            });
            Some(schemes.collect::<Vec<_>>().join("+")).filter(|all| !all.is_empty())
        });
        let mut all: Vec<String> = alternatives
            .map(|alternative| alternative.unwrap_or_else(|| "none".to_owned()))
            .collect();
        if all.is_empty() {
            all.push("none".to_owned());
        }
        all
    }

    /// `201:application/json:Post` for each successful response.
    fn successes(&self, operation: &'a Value) -> Vec<String> {
        let responses = operation["responses"].as_object().into_iter().flatten();
        let successes = responses.filter(|(status, _)| status.starts_with(['2', '3', 'd']));
        successes
            .flat_map(|(status, response)| {
                let content = self.content(self.resolved(response));
                match content.is_empty() {
                    true => vec![status.clone()],
                    false => content
                        .iter()
                        .map(|one| format!("{status}:{one}"))
                        .collect(),
                }
            })
            .collect()
    }

    /// `application/json:Post` for each media type of a body; `{data:Post}` where
    /// it stands in an envelope.
    fn content(&self, body: &'a Value) -> Vec<String> {
        let content = body["content"].as_object().into_iter().flatten();
        content
            .map(|(media_type, media)| match media.get("schema") {
                Some(schema) => format!("{media_type}:{}", self.body_type(schema)),
                None => media_type.clone(),
            })
            .collect()
    }

    fn body_type(&self, schema: &'a Value) -> String {
        let target = self.resolved(schema);
        match target["x-envelope"].as_str() {
            Some(key) => {
                let held = self.schema_type(&target["properties"][key]);
                format!("{{{key}:{held}}}")
            }
            None => self.schema_type(schema),
        }
    }

    fn schema_type(&self, schema: &Value) -> String {
        schema_type(self.document, self.model, schema)
    }

    fn parameter(&mut self, method: &str, parameter: &Parameter) {
        let value = self.at(&parameter.pointer);
        let mut facts = Facts::default();
        facts.add("name", &parameter.name);
        for keyword in ["in", "style", "explode"] {
            if let Some(said) = value.get(keyword) {
                facts.add(keyword, said.as_str().unwrap_or(&said.to_string()));
            }
        }
        match (value.get("schema"), self.content(value)) {
            (Some(schema), _) => facts.add("type", &self.schema_type(schema)),
            (None, content) => facts.add_list("type", content),
        }
        if let Some(constant) = &parameter.constant {
            facts.add("value", constant);
        }
        facts.add_flag("required", parameter.required);
        facts.add_flag("deprecated", parameter.docs.deprecated);
        let item = format!("{method}({})", parameter.rust_name);
        self.add(item, &parameter.pointer, facts);
    }

    fn schema(&mut self, schema: &Schema) {
        let item = format!("types::{}", schema.rust_name);
        let mut facts = Facts::default();
        facts.add(
            "type",
            &schema_type(self.document, self.model, self.at(&schema.pointer)),
        );
        facts.add_flag("deprecated", schema.docs.deprecated);
        match &schema.shape {
            Shape::Multipart(parts) => {
                for part in parts {
                    let media = match &part.kind {
                        PartKind::File(types) => types.clone(),
                        _ => Vec::new(),
                    };
                    self.property(&item, &part.property, media);
                }
            }
            Shape::OneOf(OneOf { choices, .. }) | Shape::AnyOf(choices) => {
                facts.add_list("choices", choices.iter().map(type_of).collect());
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
                for property in schema.properties() {
                    self.property(&item, property, Vec::new());
                }
            }
        }
        self.add(item, &schema.pointer, facts);
    }

    fn property(&mut self, parent: &str, property: &Property, media: Vec<String>) {
        let mut facts = Facts::default();
        facts.add("name", &property.json_name);
        facts.add("type", &self.schema_type(self.at(&property.pointer)));
        facts.add_list("media", media);
        facts.add_flag("required", property.required);
        facts.add_flag("deprecated", property.docs.deprecated);
        self.add(
            format!("{parent}::{}", property.field),
            &property.pointer,
            facts,
        );
    }
}

/// The type of a choice, by the name of its variant where it has none of its own.
fn type_of(choice: &Choice) -> String {
    let name = choice.type_name.as_ref();
    name.unwrap_or(&choice.name).clone()
}
