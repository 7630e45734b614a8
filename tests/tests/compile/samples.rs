//! Values of a schema: with all properties and with the required ones only, every
//! subschema, every enum value, null if allowed, the examples.

use serde_json::{Map, Value, json};

use crate::plain::{convert, integers, texts};

/// The schemas of a document.
pub(crate) struct Samples {
    document: Value,
}

/// The maximum nesting of values: types may be recursive.
const MAX_DEPTH: usize = 5;
/// Keywords that a part of `allOf` has if it is more than an annotation.
#[rustfmt::skip]
const KEYWORDS: [&str; 7] = ["$ref", "type", "properties", "enum", "oneOf", "anyOf", "allOf"];
/// The maximum number of values tried per property.
const MAX_VALUES: usize = 12;

impl Samples {
    pub(crate) fn new(text: &str) -> Self {
        let mut yaml: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
        yaml.apply_merge().unwrap();
        Self {
            document: serde_json::to_value(yaml).unwrap(),
        }
    }

    pub(crate) fn document(&self) -> &Value {
        &self.document
    }

    /// Returns the schema at a JSON pointer.
    pub(crate) fn value_at(&self, pointer: &str) -> Option<&Value> {
        self.document.pointer(pointer)
    }

    /// Returns the values of a schema, the fullest first.
    pub(crate) fn all(&self, schema: &Value) -> Vec<Value> {
        let mut values = self.values(schema, 0);
        // Whether null is allowed is up to the property.
        values.retain(|value| !value.is_null());
        let example = schema.get("example").into_iter();
        values.extend(
            example
                .filter(|example| is_described(schema, example))
                .cloned(),
        );
        values
    }

    fn values(&self, schema: &Value, depth: usize) -> Vec<Value> {
        if depth > MAX_DEPTH {
            return Vec::new();
        }
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.document.pointer(reference.trim_start_matches('#'));
            return target.map_or_else(Vec::new, |target| self.values(target, depth + 1));
        }
        let mut values = self.present(schema, depth);
        if schema["nullable"] == true {
            values.push(Value::Null);
        }
        values
    }

    fn present(&self, schema: &Value, depth: usize) -> Vec<Value> {
        if let Some(listed) = schema["enum"].as_array() {
            return listed.iter().map(|value| convert(schema, value)).collect();
        }
        if let Some(only) = schema.get("const") {
            return vec![only.clone()];
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return self.all_of(schema, parts, depth);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(subschemas) = schema[keyword].as_array() {
                return self.one_of(schema, subschemas, depth);
            }
        }
        match &schema["type"] {
            Value::Array(types) => {
                let one = |kind: &Value| self.for_type(schema, kind.as_str().unwrap_or(""), depth);
                types.iter().flat_map(one).collect()
            }
            kind => self.for_type(schema, kind.as_str().unwrap_or(""), depth),
        }
    }

    /// Returns the merged values of all parts.
    fn all_of(&self, schema: &Value, parts: &[Value], depth: usize) -> Vec<Value> {
        let mut own = schema.clone();
        own.as_object_mut().map(|own| own.remove("allOf"));
        let mut whole: Option<Value> = None;
        for part in parts.iter().chain([&own]) {
            if !KEYWORDS.iter().any(|key| part.get(key).is_some()) {
                continue;
            }
            let value = match self.base(part) {
                Some(base) => self.object(base, depth),
                None => self.values(part, depth),
            };
            let value = value.into_iter().next();
            if value.is_none() {
                // Too deep.
                return Vec::new();
            }
            whole = match (whole, value) {
                (Some(Value::Object(mut all)), Some(Value::Object(more))) => {
                    all.extend(more);
                    Some(Value::Object(all))
                }
                (before, after) => after.or(before),
            };
        }
        whole.into_iter().collect()
    }

    /// Returns the target of `part`, if it is an object that lists its subtypes.
    fn base(&self, part: &Value) -> Option<&Value> {
        let reference = part["$ref"].as_str()?;
        let target = self.document.pointer(reference.trim_start_matches('#'))?;
        (target.get("oneOf").is_some() && target.get("properties").is_some()).then_some(target)
    }

    /// Returns the values of each subschema with its discriminator, merged with the object's own
    /// properties.
    fn one_of(&self, schema: &Value, subschemas: &[Value], depth: usize) -> Vec<Value> {
        let own = self.object(schema, depth).into_iter().next();
        let mut all = Vec::new();
        for subschema in subschemas {
            for mut value in self.values(subschema, depth) {
                if let (Some(members), Some(Value::Object(own))) = (value.as_object_mut(), &own) {
                    members.extend(own.clone());
                    tag(schema, subschema, members);
                }
                all.push(value);
            }
        }
        // A subschema that only requires properties.
        if all.is_empty() {
            own.into_iter().collect()
        } else {
            all
        }
    }

    fn for_type(&self, schema: &Value, kind: &str, depth: usize) -> Vec<Value> {
        match kind {
            "null" => vec![Value::Null],
            "boolean" => vec![json!(true), json!(false)],
            "integer" => integers(schema),
            "number" => vec![json!(1.5), json!(3), json!(1e20), json!(-0.25)],
            "string" => texts(schema),
            "array" => self.list(schema, depth),
            "object" => self.object(schema, depth),
            _ if schema.get("properties").is_some() => self.object(schema, depth),
            _ if schema.get("additionalProperties").is_some() => self.object(schema, depth),
            _ if schema.get("items").is_some() => self.list(schema, depth),
            // A subschema that only requires properties.
            _ if schema.get("required").is_some() => Vec::new(),
            _ => vec![
                json!({ "any": [1, null, "x"] }),
                json!("text"),
                json!(7),
                json!([]),
            ],
        }
    }

    fn list(&self, schema: &Value, depth: usize) -> Vec<Value> {
        let items = match &schema["prefixItems"] {
            Value::Array(tuple) => tuple
                .iter()
                .flat_map(|item| self.values(item, depth + 1))
                .collect(),
            _ => self.values(&schema["items"], depth + 1),
        };
        vec![Value::Array(items), json!([])]
    }

    /// Returns a value of an additional property.
    fn further(&self, schema: &Value, depth: usize) -> Option<Value> {
        let mut rest = vec![&schema["additionalProperties"]];
        let patterns = schema["patternProperties"].as_object();
        rest.extend(patterns.into_iter().flat_map(Map::values));
        let mut rest = rest
            .into_iter()
            .filter(|values| values.is_object() || **values == true);
        self.values(rest.next()?, depth + 1).into_iter().next()
    }

    /// Returns one value with all properties, one with the required ones, and one for each
    /// further value of a property.
    fn object(&self, schema: &Value, depth: usize) -> Vec<Value> {
        let mut full = Map::new();
        let mut more = Vec::new();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let mut values = self.values(property, depth + 1).into_iter();
            if let Some(first) = values.next() {
                full.insert(name.clone(), first);
            }
            more.extend(values.take(MAX_VALUES).map(|value| (name.clone(), value)));
        }
        if let Some(value) = self.further(schema, depth) {
            full.insert("x-more".to_owned(), value);
        }
        let required = schema["required"].as_array().into_iter().flatten();
        let required: Vec<&str> = required.filter_map(Value::as_str).collect();
        let declared = |name: &&&str| schema["properties"].get(**name).is_some();
        if required
            .iter()
            .filter(declared)
            .any(|name| !full.contains_key(*name))
        {
            // Too deep.
            return Vec::new();
        }
        let least = full
            .iter()
            .filter(|(name, _)| required.contains(&name.as_str()));
        let least: Map<_, _> = least
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let with = |(name, value)| {
            let mut one = full.clone();
            one.insert(name, value);
            Value::Object(one)
        };
        let further: Vec<Value> = more.into_iter().map(with).collect();
        let mut all = vec![Value::Object(full), Value::Object(least)];
        all.extend(further);
        all
    }
}

/// Returns whether the schema describes all properties of an example.
fn is_described(schema: &Value, example: &Value) -> bool {
    match (example.as_object(), schema["properties"].as_object()) {
        (Some(example), Some(properties)) => example.keys().all(|key| properties.contains_key(key)),
        _ => true,
    }
}

/// Sets the discriminator for a subschema.
fn tag(schema: &Value, subschema: &Value, members: &mut Map<String, Value>) {
    let Some(property) = schema["discriminator"]["propertyName"].as_str() else {
        return;
    };
    let reference = subschema["$ref"].as_str().unwrap_or_default();
    let name = reference.rsplit('/').next().unwrap_or_default();
    let mapping = schema["discriminator"]["mapping"].as_object();
    let mapped = mapping.into_iter().flatten().find(|(_, target)| {
        let target = target.as_str().unwrap_or_default();
        target == reference || target == name
    });
    if let Some((tag, _)) = mapped {
        members.insert(property.to_owned(), json!(tag));
    }
}
