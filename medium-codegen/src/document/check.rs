//! Checks a document against the tables of `grammar/`. Reports all errors at once,
//! and warns about valid parts that a client does not use. Records invalid parts, which
//! `normalize/` removes: later steps can rely on types and references.

mod extensions;
mod location;
mod paths;
mod references;
mod unknown;
mod version;

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::grammar::{DOCUMENT, KeywordType, Object, SCHEMA};
use crate::error::{Error, Problems};
use crate::warnings::Warnings;

use location::Location;
pub(crate) use version::{Version, version};

/// The result of the check besides errors and warnings.
#[derive(Default)]
pub(crate) struct Checked {
    /// Targets of schema references that are not a whole component, as pointers.
    pub(crate) nested_references: Vec<String>,
    /// Pointers to invalid parts.
    pub(crate) invalid_parts: Vec<String>,
    /// Pointers to references without a target.
    pub(crate) broken_references: Vec<String>,
}

pub(crate) fn check(
    document: &Value,
    version: Version,
    problems: &Problems,
    warnings: &Warnings,
) -> Checked {
    let mut checker = Checker {
        document,
        version,
        problems,
        warnings,
        found: Checked::default(),
        referred: HashSet::new(),
    };
    checker.object(document, &DOCUMENT, &Location::Root);
    if version == Version::V3_0 && document.get("paths").is_none() {
        checker.missing("paths", &DOCUMENT, &Location::Root);
    }
    paths::check(document, problems, warnings);
    checker.found
}

struct Checker<'a> {
    document: &'a Value,
    version: Version,
    problems: &'a Problems,
    warnings: &'a Warnings,
    found: Checked,
    /// Targets of references outside of `components` that are checked already, as pointers.
    referred: HashSet<String>,
}

impl Checker<'_> {
    fn value(
        &mut self,
        value: &Value,
        keyword_type: &'static KeywordType,
        location: &Location<'_>,
    ) {
        match keyword_type {
            KeywordType::Any => {}
            KeywordType::Text => self.expect(value.is_string(), location, "a string", value),
            KeywordType::Bool => self.expect(value.is_boolean(), location, "a boolean", value),
            KeywordType::Number => self.expect(value.is_number(), location, "a number", value),
            KeywordType::Count => {
                let is_count = |number: f64| number >= 0.0 && number.fract() == 0.0;
                let fits = value.as_f64().is_some_and(is_count);
                self.expect(fits, location, "a non-negative integer", value);
            }
            KeywordType::TextOrList => self.text_or_list(value, location),
            KeywordType::BoolOrNumber if value.is_number() => {
                self.warn_if_newer("a numeric limit", location)
            }
            KeywordType::BoolOrNumber => {
                self.expect(value.is_boolean(), location, "a boolean or a number", value)
            }
            KeywordType::List(keyword_type) => self.list(value, keyword_type, location),
            KeywordType::Map(keyword_type) => self.map(value, keyword_type, location),
            KeywordType::Object(object) => self.object(value, object, location),
            KeywordType::OrRef(object) => self.object_or_ref(value, object, location),
            KeywordType::Schema => self.schema(value, location),
            KeywordType::Unused(why) => self.warnings.add_not_represented(&location.pointer(), why),
        }
    }

    fn text_or_list(&mut self, value: &Value, location: &Location<'_>) {
        match value {
            Value::Array(_) => {
                self.warn_if_newer("a list of types", location);
                self.list(value, &KeywordType::Text, location);
            }
            _ => self.expect(value.is_string(), location, "a string", value),
        }
    }

    fn list(&mut self, value: &Value, keyword_type: &'static KeywordType, location: &Location<'_>) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, keyword_type, &location.item(index));
                }
            }
            _ => self.report_unexpected("an array", value, location),
        }
    }

    fn map(&mut self, value: &Value, keyword_type: &'static KeywordType, location: &Location<'_>) {
        let Some(members) = self.mapping(value, location) else {
            return;
        };
        for (key, item) in members {
            if !key.starts_with("x-")
                || matches!(keyword_type, KeywordType::Schema | KeywordType::Text)
            {
                self.value(item, keyword_type, &location.key(key));
            }
        }
    }

    /// Checks a schema or a boolean schema. OpenAPI 3.0 allows booleans for
    /// `additionalProperties` only.
    fn schema(&mut self, value: &Value, location: &Location<'_>) {
        if !value.is_boolean() {
            self.object_or_ref(value, &SCHEMA, location);
        } else if !matches!(location, Location::Key(_, "additionalProperties")) {
            self.warn_if_newer("a schema that is true or false", location);
        }
    }

    fn object(&mut self, value: &Value, object: &'static Object, location: &Location<'_>) {
        let Some(members) = self.mapping(value, location) else {
            return;
        };
        for (key, item) in members {
            let here = location.key(key);
            if key.starts_with("x-") {
                self.extension(key, item, object, &here);
                continue;
            }
            match object.keyword(key) {
                Some((keyword_type, newer)) => {
                    if newer && self.version == Version::V3_0 {
                        self.warn_if_newer(&format!("`{key}`"), &here);
                    }
                    self.value(item, keyword_type, &here);
                }
                None => self.unknown(key, object, &here),
            }
        }
        for required in object.required {
            if !members.contains_key(*required) {
                self.missing(required, object, location);
            }
        }
    }

    fn missing(&mut self, keyword: &str, object: &Object, location: &Location<'_>) {
        let problem = format!("`{keyword}` is missing in {}: add it", object.name);
        self.problems
            .add(Error::document(location.pointer(), problem));
    }

    fn object_or_ref(&mut self, value: &Value, object: &'static Object, location: &Location<'_>) {
        match value.get("$ref") {
            Some(reference) => self.reference(value, reference, object, location),
            None => self.object(value, object, location),
        }
    }

    /// Warns about an OpenAPI 3.1 feature in a 3.0 document.
    fn warn_if_newer(&self, what: &str, location: &Location<'_>) {
        if self.version == Version::V3_0 {
            let message = format!("{what} requires OpenAPI 3.1: accepted as in 3.1");
            self.warnings.add_simplified(&location.pointer(), message);
        }
    }

    fn mapping<'v>(
        &mut self,
        value: &'v Value,
        location: &Location<'_>,
    ) -> Option<&'v Map<String, Value>> {
        let members = value.as_object();
        if members.is_none() {
            self.report_unexpected("an object", value, location);
        }
        members
    }

    fn expect(&mut self, fits: bool, location: &Location<'_>, what: &str, value: &Value) {
        if !fits {
            self.report_unexpected(what, value, location);
        }
    }

    fn report_unexpected(&mut self, what: &str, value: &Value, location: &Location<'_>) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        let advice = match (what, value) {
            (_, Value::Null) => "write a value, or remove the key",
            ("a string", Value::Bool(_) | Value::Number(_)) => "put it in quotes",
            ("a boolean", _) => "write true or false",
            ("an array", _) => "put it in brackets",
            _ => "correct the value",
        };
        let problem = format!("expected {what}, found {found}: {advice}");
        self.report_invalid(location, problem);
    }

    /// Reports a part that is invalid as a whole: the next steps leave it out.
    fn report_invalid(&mut self, location: &Location<'_>, problem: String) {
        self.problems
            .add(Error::document(location.pointer(), problem));
        self.found.invalid_parts.push(location.pointer());
    }
}
