//! Schemas: every object, enum and choice gets a name of its own, and what
//! typify would turn into a checking newtype (limits, patterns) or choke on
//! (`allOf`, recursion through it) is taken out and told in the docs instead.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::names::{check_component, check_wire, field_name, flag, text, type_name};
use super::notes::docs;
use crate::error::{Refusal, Result, join};
use crate::plan::{Docs, EnumValue, Property, Schema, Shape};
use crate::refs;

/// String formats that become a type of the runtime. `client.rs` maps the same
/// names to Rust types.
pub(crate) const CONVERTED: [&str; 5] = ["password", "uri", "date-time", "date", super::FILE];
const INTEGERS: [&str; 8] = [
    "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
];

/// The schemas seen so far, in both forms: for progenitor and for the plan.
pub(crate) struct Schemas<'a> {
    pub(crate) document: &'a Value,
    /// Rust name → the schema that progenitor gets.
    pub(crate) lowered: BTreeMap<String, Value>,
    pub(crate) plan: BTreeMap<String, Schema>,
    /// Document names of what is the body of a multipart request.
    pub(crate) forms: BTreeSet<String>,
    /// Rust name → the property that `x-envelope` names.
    pub(crate) envelopes: BTreeMap<String, String>,
}

/// `#/components/schemas/Name` for a type that has been given a name.
pub(crate) fn reference(rust: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{rust}") })
}

/// A lowered schema whose value can't be null.
pub(crate) fn without_null(mut lowered: Value) -> Value {
    if let Some(bare) = lowered.pointer("/allOf/0") {
        return bare.clone();
    }
    if let Some(members) = lowered.as_object_mut() {
        members.remove("nullable");
    }
    lowered
}

impl Schemas<'_> {
    /// Every entry of `components/schemas`.
    pub(crate) fn components(&mut self) -> Result<()> {
        let base = "/components/schemas";
        let Some(Value::Object(entries)) = self.document.pointer(base) else {
            return Ok(());
        };
        let mut taken = BTreeMap::new();
        for (name, entry) in entries {
            let pointer = join(base, name);
            check_component(name, &pointer)?;
            if let Some(other) = taken.insert(type_name(name), name) {
                return Err(Refusal::at(
                    pointer,
                    format!("{name:?} and {other:?} are one name in Rust: rename one"),
                ));
            }
            if !self.forms.contains(name) && !self.is_transparent(entry) {
                self.named(type_name(name), entry, &pointer)?;
            }
        }
        Ok(())
    }

    /// Whether a component is used up where it is referred to: it has no type of
    /// its own, because the runtime has one for it, or because it is another's name.
    fn is_transparent(&self, schema: &Value) -> bool {
        let target = refs::follow(self.document, schema);
        schema.get("$ref").is_some()
            || is_converted(target)
            || (target.get("type").is_none() && shapeless(target))
    }

    /// What stands where a value of `schema` is: a reference to a named type, or
    /// a plain type. `hint` names an inline object or enum.
    pub(crate) fn lower(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        let (bare, nullable) = self.bare(schema, hint, at)?;
        Ok(match (nullable, bare) {
            (false, bare) => bare,
            (true, bare) if bare.get("$ref").is_some() => {
                json!({ "nullable": true, "allOf": [bare] })
            }
            (true, mut bare) => {
                if let (Some(members), true) = (bare.as_object_mut(), true) {
                    members.insert("nullable".to_owned(), Value::Bool(true));
                }
                bare
            }
        })
    }

    /// As `lower`, with the nullability apart.
    fn bare(&mut self, schema: &Value, hint: &str, at: &str) -> Result<(Value, bool)> {
        if let Some(name) = refs::schema_name(schema) {
            let target = refs::follow(self.document, schema);
            let pointer = join("/components/schemas", &name);
            if self.forms.contains(&name) {
                return Err(Refusal::at(
                    at,
                    format!(
                        "{name:?} is the body of a multipart request and can't be used elsewhere"
                    ),
                ));
            }
            let nullable = self.is_nullable(schema);
            if schema_is_alias(self.document, &pointer) || self.is_transparent(target) {
                return match self.document.pointer(&pointer) {
                    Some(next) => Ok((self.bare(next, hint, &pointer)?.0, nullable)),
                    None => Err(Refusal::at(at, "this reference leads nowhere")),
                };
            }
            return Ok((reference(&type_name(&name)), nullable));
        }
        let nullable = self.is_nullable(schema);
        if let Some(Value::Array(parts)) = schema.get("allOf")
            && let ([part], true) = (parts.as_slice(), adds_only_words(schema, "allOf"))
        {
            let (bare, inner) = self.bare(part, hint, &join(&join(at, "allOf"), "0"))?;
            return Ok((bare, nullable || inner));
        }
        Ok((self.plain(schema, hint, at)?, nullable))
    }

    /// Whether null is allowed, by the schema itself or by what it refers to.
    pub(crate) fn is_nullable(&self, schema: &Value) -> bool {
        flag(refs::follow(self.document, schema), "nullable")
    }

    fn plain(&mut self, schema: &Value, hint: &str, at: &str) -> Result<Value> {
        if is_named_shape(schema) {
            let rust = type_name(hint);
            if self.plan.contains_key(&rust) || self.is_component(&rust) {
                return Err(Refusal::at(
                    at,
                    format!(
                        "this would be named {rust}, and so is another schema: give it a name of its own under components/schemas"
                    ),
                ));
            }
            self.named(rust.clone(), schema, at)?;
            return Ok(reference(&rust));
        }
        match text(schema, "type") {
            "string" => string(schema, at),
            "integer" => Ok(integer(schema)),
            "number" => Ok(
                json!({ "type": "number", "format": if text(schema, "format") == "float" { "float" } else { "double" } }),
            ),
            "boolean" => Ok(json!({ "type": "boolean" })),
            "array" => {
                let items = schema.get("items").ok_or_else(|| {
                    Refusal::at(at, "`items` is missing in an array: say what it holds")
                })?;
                let items = self.lower(items, &format!("{hint}Item"), &join(at, "items"))?;
                Ok(json!({ "type": "array", "items": items }))
            }
            "object" => self.map(schema, hint, at),
            "" if shapeless(schema) => Ok(json!({})),
            "" => Err(Refusal::at(at, "`type` is missing in a schema: add it")),
            other => Err(Refusal::at(
                join(at, "type"),
                format!(
                    "{other:?} is no type: use string, integer, number, boolean, array or object"
                ),
            )),
        }
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

    fn is_component(&self, rust: &str) -> bool {
        match self.document.pointer("/components/schemas") {
            Some(Value::Object(entries)) => entries.keys().any(|name| type_name(name) == rust),
            _ => false,
        }
    }

    /// Gives `schema` a type of its own, under the name `rust`.
    pub(crate) fn named(&mut self, rust: String, schema: &Value, at: &str) -> Result<()> {
        let (shape, lowered) = if schema.get("enum").is_some() {
            super::choices::enumeration(schema, at)?
        } else if schema.get("oneOf").is_some() {
            super::choices::one_of(self, &rust, schema, at)?
        } else if is_object(schema) {
            self.object(&rust, schema, at)?
        } else {
            (Shape::Newtype, self.plain(schema, &rust, at)?)
        };
        if let Some(envelope) = super::envelope(schema, &shape, at)? {
            self.envelopes.insert(rust.clone(), envelope);
        }
        self.lowered.insert(rust.clone(), lowered);
        self.plan.insert(
            rust,
            Schema {
                pointer: at.to_owned(),
                docs: docs(self.document, schema),
                shape,
            },
        );
        Ok(())
    }

    fn object(&mut self, rust: &str, schema: &Value, at: &str) -> Result<(Shape, Value)> {
        let fields = super::merge::fields(self.document, schema, at)?;
        let mut properties = Vec::new();
        let mut lowered = Map::new();
        let mut required = Vec::new();
        for field in &fields.members {
            let (property, schema) = self.property(rust, field)?;
            if property.required {
                required.push(Value::String(field.wire.clone()));
            }
            lowered.insert(field.wire.clone(), schema);
            properties.push(property);
        }
        check_field_names(&properties, at)?;
        let mut object = json!({ "type": "object", "properties": lowered });
        if !required.is_empty() {
            object["required"] = Value::Array(required);
        }
        if let Some((values, pointer)) = fields.rest {
            if let Some(extra) = properties.iter().find(|p| field_name(&p.wire) == "extra") {
                return Err(Refusal::at(
                    pointer,
                    format!(
                        "further entries and {:?} are one name in Rust: leave additionalProperties out",
                        extra.wire
                    ),
                ));
            }
            object["additionalProperties"] =
                self.lower(values, &format!("{rust}Value"), &pointer)?;
        }
        Ok((Shape::Object(properties), object))
    }

    /// One property: what the plan knows of it, and its schema for progenitor.
    pub(crate) fn property(
        &mut self,
        parent: &str,
        field: &super::merge::Field<'_>,
    ) -> Result<(Property, Value)> {
        let super::merge::Field {
            wire,
            schema,
            at,
            required,
        } = field;
        check_wire(wire, at)?;
        let hint = format!("{parent}{}", type_name(wire));
        let (inner, empty_is_absent) = super::choices::or_empty(schema, at)?;
        let lowered = self.lower(inner, &hint, at)?;
        let secret = super::has_secret(&lowered);
        let property = Property {
            wire: wire.clone(),
            required: *required && !empty_is_absent,
            docs: Docs {
                deprecated: flag(schema, "deprecated"),
                ..docs(self.document, schema)
            },
            empty_is_absent,
            secret,
            constant: self.constant(&lowered),
        };
        Ok((property, lowered))
    }

    fn constant(&self, lowered: &Value) -> Option<String> {
        let rust = refs::schema_name(lowered)?;
        let named = match self.plan.get(&rust) {
            Some(schema) => matches!(schema.shape, Shape::Constant(_)),
            // Components come in the order of their names: this one may be next.
            None => self.component_is_constant(&rust),
        };
        named.then_some(rust)
    }

    fn component_is_constant(&self, rust: &str) -> bool {
        let Some(Value::Object(entries)) = self.document.pointer("/components/schemas") else {
            return false;
        };
        entries.iter().any(|(name, entry)| {
            type_name(name) == rust
                && matches!(refs::follow(self.document, entry).get("enum"), Some(Value::Array(values)) if values.len() == 1)
        })
    }
}

/// Two properties that are one field in Rust, and names that the generated
/// methods of a request need themselves.
fn check_field_names(properties: &[Property], at: &str) -> Result<()> {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for property in properties {
        let field = field_name(&property.wire);
        if let Some(other) = taken.insert(field, &property.wire) {
            return Err(Refusal::at(
                join(&join(at, "properties"), &property.wire),
                format!(
                    "{:?} and {other:?} are one name in Rust: rename one",
                    property.wire
                ),
            ));
        }
    }
    Ok(())
}

fn string(schema: &Value, at: &str) -> Result<Value> {
    match text(schema, "format") {
        "binary" => Err(Refusal::at(
            at,
            "format binary is understood only as a field of a multipart/form-data body",
        )),
        format if CONVERTED.contains(&format) => Ok(json!({ "type": "string", "format": format })),
        _ => Ok(json!({ "type": "string" })),
    }
}

fn integer(schema: &Value) -> Value {
    match text(schema, "format") {
        super::UNIX_MS => json!({ "type": "integer", "format": super::UNIX_MS }),
        format if INTEGERS.contains(&format) => json!({ "type": "integer", "format": format }),
        _ => json!({ "type": "integer", "format": "int64" }),
    }
}

pub(crate) fn is_secret(schema: &Value) -> bool {
    text(schema, "type") == "string" && text(schema, "format") == "password"
}

fn is_converted(schema: &Value) -> bool {
    let format = text(schema, "format");
    schema.get("enum").is_none()
        && match text(schema, "type") {
            "string" => CONVERTED.contains(&format),
            "integer" => format == super::UNIX_MS,
            _ => false,
        }
}

fn is_object(schema: &Value) -> bool {
    schema.get("properties").is_some() || schema.get("allOf").is_some()
}

/// Whether a schema needs a type with a name wherever it stands.
fn is_named_shape(schema: &Value) -> bool {
    schema.get("enum").is_some() || schema.get("oneOf").is_some() || is_object(schema)
}

/// Whether a schema says nothing about the value: any JSON.
fn shapeless(schema: &Value) -> bool {
    [
        "enum",
        "oneOf",
        "anyOf",
        "allOf",
        "properties",
        "items",
        "additionalProperties",
        "format",
        "$ref",
    ]
    .iter()
    .all(|keyword| schema.get(keyword).is_none())
}

/// Whether everything beside `keyword` only describes.
fn adds_only_words(schema: &Value, keyword: &str) -> bool {
    const WORDS: [&str; 9] = [
        "description",
        "title",
        "example",
        "default",
        "nullable",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
    ];
    schema.as_object().is_some_and(|members| {
        members
            .keys()
            .all(|key| key == keyword || WORDS.contains(&key.as_str()) || key.starts_with("x-"))
    })
}

fn schema_is_alias(document: &Value, pointer: &str) -> bool {
    document
        .pointer(pointer)
        .is_some_and(|schema| schema.get("$ref").is_some())
}

/// One value of an enum, with what the document says about it.
pub(crate) fn enum_value(wire: &str, descriptions: Option<&Value>) -> EnumValue {
    EnumValue {
        wire: wire.to_owned(),
        variant: super::names::variant_name(wire),
        description: descriptions
            .and_then(|map| map.get(wire))
            .and_then(Value::as_str)
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
    }
}
