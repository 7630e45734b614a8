//! Walks the document by its grammar. An object is changed before its children.

use serde_json::Value;

use super::Normalizer;
use crate::document::grammar::{DOCUMENT, KeywordType, Object, SCHEMA};
use crate::error::escape;

impl Normalizer<'_> {
    pub(super) fn root(&mut self, value: &mut Value) {
        self.members(value, &DOCUMENT, &mut String::new());
    }

    fn value(&mut self, value: &mut Value, keyword_type: &KeywordType, pointer: &mut String) {
        match keyword_type {
            KeywordType::List(keyword_type) => {
                for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                    self.descend(item, keyword_type, &index.to_string(), pointer);
                }
            }
            KeywordType::Map(keyword_type) => {
                for (key, item) in value.as_object_mut().into_iter().flatten() {
                    self.descend(item, keyword_type, key, pointer);
                }
            }
            KeywordType::Object(object) => self.members(value, object, pointer),
            KeywordType::OrRef(object) => self.object_or_ref(value, object, pointer),
            KeywordType::Schema => self.schema_or_flag(value, pointer),
            _ => {}
        }
    }

    fn descend(
        &mut self,
        value: &mut Value,
        keyword_type: &KeywordType,
        key: &str,
        pointer: &mut String,
    ) {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&escape(key));
        self.value(value, keyword_type, pointer);
        pointer.truncate(length);
    }

    fn object_or_ref(&mut self, value: &mut Value, object: &Object, pointer: &mut String) {
        if let Value::Object(members) = value
            && members.contains_key("$ref")
        {
            self.normalize_reference(members, object);
        }
        if value.get("$ref").is_none() {
            self.members(value, object, pointer);
        }
    }

    fn schema_or_flag(&mut self, value: &mut Value, pointer: &mut String) {
        if value.is_boolean() {
            self.replace_boolean(value, pointer);
        }
        self.object_or_ref(value, &SCHEMA, pointer);
    }

    fn members(&mut self, value: &mut Value, object: &Object, pointer: &mut String) {
        let Value::Object(members) = value else {
            return;
        };
        if object.name == SCHEMA.name {
            self.normalize_schema(members, pointer);
        }
        for (key, item) in members {
            if let Some((keyword_type, _)) = object.keyword(key) {
                self.descend(item, keyword_type, key, pointer);
            }
        }
    }
}
