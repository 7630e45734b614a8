//! The value of a parameter: what it serializes to, in the order of its properties.

use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::client::json;

/// What a value serializes to.
#[derive(Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Text(String),
    /// A number or a boolean, as in JSON.
    Plain(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Serializes `value`. Errors say what is wrong with it.
    pub(crate) fn new(value: &(impl Serialize + ?Sized)) -> Result<Self, String> {
        let json = json::to_vec(value).map_err(serialization_error)?;
        serde_json::from_slice(&json).map_err(serialization_error)
    }

    /// Serializes `value` as JSON text.
    pub(super) fn json(value: &(impl Serialize + ?Sized)) -> Result<Self, String> {
        let json = json::to_vec(value).map_err(serialization_error)?;
        String::from_utf8(json)
            .map(Self::Text)
            .map_err(serialization_error)
    }

    /// Returns the text of a single value. Lists and objects become JSON.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) | Self::Plain(text) => text.clone(),
            Self::List(_) | Self::Object(_) => self.as_json(),
        }
    }

    fn as_json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Null => "null".to_owned(),
            Self::Text(text) => quoted(text),
            Self::Plain(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::as_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let members = members.iter();
                let members: Vec<String> = members
                    .map(|(key, value)| format!("{}:{}", quoted(key), value.as_json()))
                    .collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }

    /// Returns all texts in it, to hide secrets.
    pub(crate) fn texts(&self) -> Vec<String> {
        match self {
            Self::Null => Vec::new(),
            Self::Text(text) | Self::Plain(text) => vec![text.clone()],
            Self::List(items) => items.iter().flat_map(Self::texts).collect(),
            Self::Object(members) => members.iter().flat_map(|(_, v)| v.texts()).collect(),
        }
    }

    /// Returns the items of a list, without null, which is not sent.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Self> {
        let items = match self {
            Self::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().filter(|item| **item != Self::Null)
    }

    /// Returns the properties of an object, without null.
    pub(super) fn members(&self) -> impl Iterator<Item = (&str, &Self)> {
        let members = match self {
            Self::Object(members) => members.as_slice(),
            _ => &[],
        };
        let members = members.iter().filter(|(_, value)| *value != Self::Null);
        members.map(|(key, value)| (key.as_str(), value))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

fn serialization_error(error: impl fmt::Display) -> String {
    format!("can't be serialized as JSON: {error}")
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

macro_rules! visit_plain {
    ($($method:ident: $type:ty),*) => {
        $(fn $method<E>(self, value: $type) -> Result<Value, E> {
            Ok(Value::Plain(value.to_string()))
        })*
    };
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    visit_plain!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64);

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_order_and_numbers() {
        let value = Value::new(&serde_json::json!([1, -2, 0.5, true, "é", null])).unwrap();
        assert_eq!(value.texts(), ["1", "-2", "0.5", "true", "é"]);
        assert_eq!(Value::new(&0.1_f32), Ok(Value::Plain("0.1".to_owned())));
        assert_eq!(
            Value::new(&u64::MAX).unwrap().text(),
            "18446744073709551615"
        );
        let object: Value = serde_json::from_str(r#"{"z":1,"a":{"y":["\n"]}}"#).unwrap();
        assert_eq!(object.text(), r#"{"z":1,"a":{"y":["\n"]}}"#);
    }
}
