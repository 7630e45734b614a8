//! Walks the document by its grammar. An object is changed before its children.

use serde_json::Value;

use super::Normalizer;
use crate::document::grammar::{DOCUMENT, Kind, Object, SCHEMA};
use crate::error::escape;

impl Normalizer<'_> {
    pub(super) fn root(&mut self, value: &mut Value) {
        self.members(value, &DOCUMENT, &mut String::new());
    }

    fn value(&mut self, value: &mut Value, kind: &Kind, at: &mut String) {
        match kind {
            Kind::List(kind) => {
                for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                    self.descend(item, kind, &index.to_string(), at);
                }
            }
            Kind::Map(kind) => {
                for (key, item) in value.as_object_mut().into_iter().flatten() {
                    self.descend(item, kind, key, at);
                }
            }
            Kind::Object(object) => self.members(value, object, at),
            Kind::OrRef(object) => self.object_or_ref(value, object, at),
            Kind::Schema => self.schema_or_flag(value, at),
            _ => {}
        }
    }

    /// Visits a child.
    fn descend(&mut self, value: &mut Value, kind: &Kind, key: &str, at: &mut String) {
        let length = at.len();
        at.push('/');
        at.push_str(&escape(key));
        self.value(value, kind, at);
        at.truncate(length);
    }

    fn object_or_ref(&mut self, value: &mut Value, object: &Object, at: &mut String) {
        if let Value::Object(members) = value
            && members.contains_key("$ref")
        {
            self.reference(members, object);
        }
        if value.get("$ref").is_none() {
            self.members(value, object, at);
        }
    }

    fn schema_or_flag(&mut self, value: &mut Value, at: &mut String) {
        if value.is_boolean() {
            self.flag(value, at);
        }
        self.object_or_ref(value, &SCHEMA, at);
    }

    fn members(&mut self, value: &mut Value, object: &Object, at: &mut String) {
        let Value::Object(members) = value else {
            return;
        };
        if object.name == SCHEMA.name {
            self.schema(members, at);
        }
        for (key, item) in members {
            if let Some((kind, _)) = object.keyword(key) {
                self.descend(item, kind, key, at);
            }
        }
    }
}
