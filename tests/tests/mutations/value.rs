//! Mutations of a document's value: the result is valid YAML, and often OpenAPI.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Map, Value, json};
use tests::children;

/// Makes one change to `document`, possibly with a subtree of `donor`.
pub(crate) fn mutate(document: &mut Value, donor: &Value, random: &mut StdRng) {
    let pointer = random_pointer(document, random);
    let lent = subtree(donor, random);
    let own = subtree(document, random);
    let name = schema_name(document, random);
    let Some(value) = document.pointer_mut(&pointer) else {
        return;
    };
    match random.random_range(0..12) {
        0 => remove(document, &pointer),
        1 => *value = any_value(random),
        2 => *value = lent,
        3 => *value = own,
        4 => *value = json!({ "$ref": format!("#/components/schemas/{name}") }),
        5 => *value = json!({ "$ref": unusual_reference(random) }),
        6 => wrap(value, random),
        7 => rename(document, &pointer, random),
        8 => duplicate(document, &pointer),
        9 => keyword(value, random),
        10 => text(value, random),
        _ => empty(value),
    }
}

/// Returns the pointers to all nodes of `value`.
pub(crate) fn pointers(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    let mut waiting = vec![(String::new(), value)];
    while let Some((pointer, value)) = waiting.pop() {
        let children = children(value).into_iter();
        waiting.extend(children.map(|(key, child)| (format!("{pointer}/{key}"), child)));
        all.push(pointer);
    }
    all
}

fn random_pointer(value: &Value, random: &mut StdRng) -> String {
    pointers(value).choose(random).cloned().unwrap_or_default()
}

fn subtree(value: &Value, random: &mut StdRng) -> Value {
    let pointer = random_pointer(value, random);
    value.pointer(&pointer).cloned().unwrap_or_default()
}

pub(crate) fn schema_name(document: &Value, random: &mut StdRng) -> String {
    let names: Vec<&String> = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .map(|schemas| schemas.keys().collect())
        .unwrap_or_default();
    names
        .choose(random)
        .map_or_else(|| "Nothing".to_owned(), |name| (*name).clone())
}

fn parent<'v>(document: &'v mut Value, pointer: &str) -> Option<(&'v mut Value, String)> {
    let (above, key) = pointer.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    Some((document.pointer_mut(above)?, key))
}

fn remove(document: &mut Value, pointer: &str) {
    match parent(document, pointer) {
        Some((Value::Object(members), key)) => {
            members.remove(&key);
        }
        Some((Value::Array(items), key)) => {
            if let Ok(index) = key.parse::<usize>() {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn rename(document: &mut Value, pointer: &str, random: &mut StdRng) {
    if let Some((Value::Object(members), key)) = parent(document, pointer)
        && let Some(value) = members.remove(&key)
    {
        members.insert(word(random), value);
    }
}

fn duplicate(document: &mut Value, pointer: &str) {
    match parent(document, pointer) {
        Some((Value::Object(members), key)) => {
            if let Some(value) = members.get(&key).cloned() {
                members.insert(format!("{key}2"), value);
            }
        }
        Some((Value::Array(items), key)) => {
            if let Some(item) = key.parse().ok().and_then(|index: usize| items.get(index)) {
                items.push(item.clone());
            }
        }
        _ => {}
    }
}

/// Wraps a value in another one.
fn wrap(value: &mut Value, random: &mut StdRng) {
    let inner = value.take();
    *value = match random.random_range(0..9) {
        0 => json!({ "allOf": [inner] }),
        1 => json!({ "allOf": [inner.clone(), inner] }),
        2 => json!({ "oneOf": [inner, { "type": "string" }] }),
        3 => json!({ "anyOf": [inner, { "type": "string", "enum": [""] }] }),
        4 => json!({ "type": "array", "items": inner }),
        5 => json!({ "type": "object", "properties": { "a": inner }, "required": ["a"] }),
        6 => json!({ "type": "object", "additionalProperties": inner }),
        7 => json!({ "nullable": true, "allOf": [inner] }),
        _ => json!([inner]),
    };
}

/// Sets a keyword of OpenAPI.
fn keyword(value: &mut Value, random: &mut StdRng) {
    if let Value::Object(members) = value {
        let pairs = [
            ("nullable", json!(true)),
            ("required", json!(true)),
            ("required", json!(["a"])),
            ("type", json!("object")),
            ("type", json!("array")),
            ("type", json!("string")),
            ("type", json!("integer")),
            ("format", json!("password")),
            ("format", json!("uri")),
            ("format", json!("unix-ms")),
            ("format", json!("binary")),
            ("format", json!("x-file")),
            ("enum", json!(["", "a", "A", "1"])),
            ("enum", json!(["x"])),
            ("x-envelope", json!("data")),
            ("deprecated", json!(true)),
            ("explode", json!(false)),
            ("additionalProperties", json!({ "type": "string" })),
            ("additionalProperties", json!(false)),
            ("default", json!({ "a": [null] })),
            ("example", json!("```")),
            ("discriminator", json!({ "propertyName": "kind" })),
            ("x-dropshot-websocket", json!({})),
            (
                "x-rust-type",
                json!({ "crate": "a", "version": "1", "path": "a::B" }),
            ),
            ("security", json!([])),
            ("servers", json!([{ "url": "https://other.example/" }])),
            ("in", json!("header")),
            ("in", json!("query")),
            ("title", json!("self")),
        ];
        let (name, set) = pairs.choose(random).cloned().unwrap_or(("x-a", json!(1)));
        members.insert(name.to_owned(), set);
    }
}

fn text(value: &mut Value, random: &mut StdRng) {
    if let Value::String(_) = value {
        *value = Value::String(word(random));
    }
}

fn empty(value: &mut Value) {
    *value = match value {
        Value::Object(_) => Value::Object(Map::new()),
        Value::Array(_) => json!([]),
        Value::String(_) => json!(""),
        _ => Value::Null,
    };
}

fn any_value(random: &mut StdRng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5e300),
        json!(u64::MAX),
        json!(""),
        json!("a"),
        json!([]),
        json!({}),
        json!({ "type": "string" }),
        json!({ "type": "integer", "format": "int8" }),
        json!({ "type": "string", "enum": ["a", "b"] }),
    ];
    values.choose(random).cloned().unwrap_or_default()
}

fn unusual_reference(random: &mut StdRng) -> &'static str {
    let references = [
        "#",
        "",
        "#/",
        "#/components/schemas/",
        "#/components/schemas/%41",
        "#/components/schemas/A/properties/b",
        "#/components/responses/A",
        "other.yaml#/A",
        "https://elsewhere.example/a.json",
        "#/paths/~1a/get",
    ];
    references.choose(random).copied().unwrap_or("#")
}

/// Returns a name that is difficult in Rust, for typify, in a header or in a path.
pub(crate) fn word(random: &mut StdRng) -> String {
    #[rustfmt::skip]
    let words = [
        "a", "type", "self", "Self", "super", "crate", "gen", "fn", "async", "await", "", " ", "_",
        "__", "1", "1st", "-1", "+1", "'", "''", "a'b", "\"", "\\", "`", "/", "//", "/a/{b}", "{",
        "}", "{}", "/{}", "~0", "a.b", "a-b", "a_b", "aB", "AB", "été", "größe", "日本", "🦀",
        "a\u{301}", "\u{200d}", "\n", "\t", "\0", "extra", "body", "url", "request", "operation",
        "header_map", "value", "client", "types", "Client", "Error", "Vec", "Option", "String",
        "Result", "Ok", "Box", "default", "new", "with_new", "builder", "data", "$ref", "x-a",
        "200", "2XX", "default", "application/json", "multipart/form-data", "text/plain", "get",
        "post", "head", "string", "object", "array", "int64", "password", "date-time", "//!", "*/",
        "content-type", "api-version", "X-A", "a b", "union", "r#a", "async_", "u8", "str", "bool",
    ];
    words.choose(random).copied().unwrap_or("a").to_owned()
}
