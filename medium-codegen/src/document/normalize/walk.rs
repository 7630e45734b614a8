//! Walks the document by its grammar. An object is changed before its children.

use serde_json::Value;

use super::Normalizer;
use crate::document::grammar::{DOCUMENT, KeywordType, Object, SCHEMA};
use crate::error::escape;

impl Normalizer<'_> {
    pub(super) fn root(&mut self, value: &mut Value) {
        self.members(value, &DOCUMENT, &mut String::new());
    }

    fn value(&mut self, value: &mut Value, keyword_type: &KeywordType, at: &mut String) {
        match keyword_type {
            KeywordType::List(keyword_type) => {
                for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                    self.descend(item, keyword_type, &index.to_string(), at);
                }
            }
            KeywordType::Map(keyword_type) => {
                for (key, item) in value.as_object_mut().into_iter().flatten() {
                    self.descend(item, keyword_type, key, at);
                }
            }
            KeywordType::Object(object) => self.members(value, object, at),
            KeywordType::OrRef(object) => self.object_or_ref(value, object, at),
            KeywordType::Schema => self.schema_or_flag(value, at),
            _ => {}
        }
    }

    fn descend(
        &mut self,
        value: &mut Value,
        keyword_type: &KeywordType,
        key: &str,
        at: &mut String,
    ) {
        let length = at.len();
        at.push('/');
        at.push_str(&escape(key));
        self.value(value, keyword_type, at);
        at.truncate(length);
    }

    fn object_or_ref(&mut self, value: &mut Value, object: &Object, at: &mut String) {
        if let Value::Object(members) = value
            && members.contains_key("$ref")
        {
            self.normalize_reference(members, object);
        }
        if value.get("$ref").is_none() {
            self.members(value, object, at);
        }
    }

    fn schema_or_flag(&mut self, value: &mut Value, at: &mut String) {
        if value.is_boolean() {
            self.replace_boolean(value, at);
        }
        self.object_or_ref(value, &SCHEMA, at);
    }

    fn members(&mut self, value: &mut Value, object: &Object, at: &mut String) {
        let Value::Object(members) = value else {
            return;
        };
        if object.name == SCHEMA.name {
            self.normalize_schema(members, at);
        }
        for (key, item) in members {
            if let Some((keyword_type, _)) = object.keyword(key) {
                self.descend(item, keyword_type, key, at);
            }
        }
    }
}
