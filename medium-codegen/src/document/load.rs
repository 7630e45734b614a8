//! Reads text as one value. YAML and JSON use the same visitor, which rejects what
//! would be lost silently: duplicate keys, YAML tags, and numbers that JSON lacks.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::merge_keys::{self, MERGE};
use super::ordered::Document;
use crate::error::{Error, Result, bail, escape};

/// Reads YAML, or JSON if the text starts with `{`.
pub(crate) fn load(text: &str) -> Result<Document> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    check_bracket_depth(text)?;
    let document = if text.trim_start().starts_with('{') {
        from_json(text)?
    } else {
        from_yaml(text)?
    };
    match document.value {
        Value::Object(_) => Ok(document),
        Value::Null => bail!(
            "",
            "the document is empty: add at least openapi, info and paths"
        ),
        _ => bail!(
            "",
            "the document is not an object: add at least openapi, info and paths"
        ),
    }
}

/// The YAML parser takes quadratic time to reject deep nesting, so text with more open
/// brackets is rejected first. Brackets in strings count too, so the limit is far
/// above the 128 levels that both parsers allow.
const MAX_OPEN_BRACKETS: usize = 1_000;

fn check_bracket_depth(text: &str) -> Result<()> {
    let mut open = 0_usize;
    for (index, line) in text.lines().enumerate() {
        for (column, byte) in line.bytes().enumerate() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > MAX_OPEN_BRACKETS {
                let problem = format!("more than {MAX_OPEN_BRACKETS} open brackets: close them");
                return Err(Error::syntax(index + 1, column + 1, problem));
            }
        }
    }
    Ok(())
}

fn from_json(text: &str) -> Result<Document> {
    let read = || {
        let mut json = serde_json::Deserializer::from_str(text);
        let document = read(&mut json, Reader::default())?;
        json.end().map(|()| document)
    };
    // A flow mapping `{a: b}` is YAML, not JSON.
    match read() {
        Ok(document) => Ok(document),
        Err(error) if error.is_data() => Err(json_error(&error)),
        Err(error) => from_yaml(text).map_err(|_| json_error(&error)),
    }
}

fn json_error(error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let problem = with_advice(without_position(&message), "JSON");
    Error::syntax(error.line(), error.column(), problem)
}

/// Adds advice to a parser's message. The visitor's own messages have it already, after a colon.
fn with_advice(message: &str, language: &str) -> String {
    let message = message.replace("did not find expected key", "expected a key");
    let message = message.replace("did not find expected", "expected");
    if message.starts_with("recursion limit exceeded") {
        return "nested more than 127 levels deep: move inner levels to components, and refer to them".to_owned();
    }
    if message.contains(": ") && !message.starts_with("invalid") {
        return message;
    }
    format!("{message}: correct the {language} here or just before")
}

fn from_yaml(text: &str) -> Result<Document> {
    let reader = Reader {
        has_merge_keys: true,
        ..Reader::default()
    };
    read(serde_yaml::Deserializer::from_str(text), reader).map_err(|error| {
        let message = error.to_string();
        let position = error.location();
        let (line, column) = position.map_or((1, 1), |start| (start.line(), start.column()));
        Error::syntax(
            line,
            column,
            with_advice(without_position(&message), "YAML"),
        )
    })
}

fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    mut reader: Reader,
) -> std::result::Result<Document, D::Error> {
    let value = Node(&mut reader).deserialize(deserializer)?;
    Ok(Document::new(value, reader.order))
}

/// Removes ` at line L column C`, which the error shows at its start.
fn without_position(message: &str) -> &str {
    message
        .rfind(" at line ")
        .map_or(message, |end| &message[..end])
}

/// The current location of the parser, and the order of keys so far.
#[derive(Default)]
struct Reader {
    pointer: String,
    order: HashMap<String, Vec<String>>,
    /// Whether `<<` merges another mapping.
    has_merge_keys: bool,
}

impl Reader {
    /// Runs `work` for a child.
    fn descend<T>(&mut self, key: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&escape(key));
        let done = work(self);
        self.pointer.truncate(length);
        done
    }
}

struct Node<'r>(&'r mut Reader);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> std::result::Result<Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain YAML or JSON")
    }

    fn visit_bool<E>(self, v: bool) -> std::result::Result<Value, E> {
        Ok(Value::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> std::result::Result<Value, E> {
        Ok(Value::Number(v.into()))
    }

    fn visit_u64<E>(self, v: u64) -> std::result::Result<Value, E> {
        Ok(Value::Number(v.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, v: f64) -> std::result::Result<Value, E> {
        Number::from_f64(v)
            .map(Value::Number)
            .ok_or_else(|| E::custom("not a JSON number: write a finite number"))
    }

    fn visit_str<E>(self, v: &str) -> std::result::Result<Value, E> {
        Ok(Value::String(v.to_owned()))
    }

    fn visit_unit<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    /// Visits an empty text.
    fn visit_none<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let index = list.len().to_string();
            let item = self
                .0
                .descend(&index, |reader| seq.next_element_seed(Node(reader)))?;
            match item {
                Some(item) => list.push(item),
                None => break,
            }
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Value, A::Error> {
        // Sorted, so that the output does not depend on whether another crate
        // enables serde_json's `preserve_order`.
        let mut object = BTreeMap::new();
        let mut keys = Vec::new();
        // Checks the key while it is read, so that the parser knows its line.
        while let Some(key) = map.next_key_seed(NewKey(&object))? {
            let value = self
                .0
                .descend(&key, |reader| map.next_value_seed(Node(reader)))?;
            keys.push(key.clone());
            object.insert(key, value);
        }
        if self.0.has_merge_keys && object.contains_key(MERGE) {
            merge_keys::merge(&mut object, &mut keys).map_err(A::Error::custom)?;
            merge_keys::move_order(&mut self.0.order, &self.0.pointer);
        }
        if !keys.is_sorted() {
            self.0.order.insert(self.0.pointer.clone(), keys);
        }
        Ok(Value::Object(object.into_iter().collect()))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(
        self,
        _: A,
    ) -> std::result::Result<Value, A::Error> {
        Err(serde::de::Error::custom(
            "YAML tags are not supported: write the value without a tag",
        ))
    }
}

/// A mapping's key that is not in `seen` yet. Numbers and booleans become strings:
/// `200:` and `"200":` are the same key.
struct NewKey<'a>(&'a BTreeMap<String, Value>);

impl<'de> DeserializeSeed<'de> for NewKey<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> std::result::Result<String, D::Error> {
        d.deserialize_any(self)
    }
}

impl NewKey<'_> {
    fn new_key<E: serde::de::Error>(&self, key: String) -> std::result::Result<String, E> {
        if self.0.contains_key(&key) {
            return Err(E::custom(format_args!("duplicate key {key:?}: keep one")));
        }
        Ok(key)
    }
}

impl<'de> Visitor<'de> for NewKey<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string as a key")
    }

    fn visit_str<E: serde::de::Error>(self, v: &str) -> std::result::Result<String, E> {
        self.new_key(v.to_owned())
    }

    fn visit_u64<E: serde::de::Error>(self, v: u64) -> std::result::Result<String, E> {
        self.new_key(v.to_string())
    }

    fn visit_i64<E: serde::de::Error>(self, v: i64) -> std::result::Result<String, E> {
        self.new_key(v.to_string())
    }

    fn visit_bool<E: serde::de::Error>(self, v: bool) -> std::result::Result<String, E> {
        self.new_key(v.to_string())
    }
}
