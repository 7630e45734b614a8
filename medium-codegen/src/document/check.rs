//! Holds a document against the grammar of `grammar/`. All that is wrong is
//! collected, so that one problem does not hide the others; what is valid and of
//! no use to a client is noted. Behind it, values are of the kind that the grammar
//! asks for, and every `$ref` leads somewhere: what is not so is taken out.

mod extensions;
mod paths;
mod place;
mod references;
mod unknown;
mod version;

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::grammar::{DOCUMENT, Kind, Object, SCHEMA};
use crate::error::{Diagnostic, Problems};
use crate::warnings::{WarningKind, Warnings};

use place::Place;
pub(crate) use version::{Version, version};

/// What the check found beside problems and warnings.
#[derive(Default)]
pub(crate) struct Checked {
    /// The references of schemas that lead elsewhere than to a whole component:
    /// pointers to what they mean.
    pub(crate) deep: Vec<String>,
    /// Pointers to what is wrong, for the steps behind to leave out.
    pub(crate) wrong: Vec<String>,
    /// Pointers to references that lead nowhere.
    pub(crate) broken: Vec<String>,
}

/// Checks the whole document.
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
    checker.object(document, &DOCUMENT, &Place::Root);
    if version == Version::V3_0 && document.get("paths").is_none() {
        checker.missing("paths", &DOCUMENT, &Place::Root);
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
    /// What references lead to outside of `components`: pointers to what was
    /// checked for that.
    referred: HashSet<String>,
}

impl Checker<'_> {
    fn value(&mut self, value: &Value, kind: &'static Kind, at: &Place<'_>) {
        match kind {
            Kind::Any => {}
            Kind::Text => self.want(value.is_string(), at, "a string", value),
            Kind::Bool => self.want(value.is_boolean(), at, "true or false", value),
            Kind::Number => self.want(value.is_number(), at, "a number", value),
            Kind::Count => self.want(
                value
                    .as_f64()
                    .is_some_and(|count| count >= 0.0 && count.fract() == 0.0),
                at,
                "a non-negative integer",
                value,
            ),
            Kind::TextOrList => self.text_or_list(value, at),
            Kind::BoolOrNumber if value.is_number() => self.newer("a numeric limit", at),
            Kind::BoolOrNumber => {
                self.want(value.is_boolean(), at, "true, false or a number", value)
            }
            Kind::List(kind) => self.list(value, kind, at),
            Kind::Map(kind) => self.map(value, kind, at),
            Kind::Object(object) => self.object(value, object, at),
            Kind::OrRef(object) => self.object_or_ref(value, object, at),
            Kind::Schema => self.schema(value, at),
            Kind::Unused(why) => self
                .warnings
                .add(WarningKind::NotRepresented, &at.pointer(), why),
        }
    }

    fn text_or_list(&mut self, value: &Value, at: &Place<'_>) {
        match value {
            Value::Array(items) => {
                self.newer("a list of types", at);
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &Kind::Text, &at.item(index));
                }
            }
            _ => self.want(value.is_string(), at, "a string", value),
        }
    }

    fn list(&mut self, value: &Value, kind: &'static Kind, at: &Place<'_>) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, kind, &at.item(index));
                }
            }
            _ => self.wanted("an array", value, at),
        }
    }

    fn map(&mut self, value: &Value, kind: &'static Kind, at: &Place<'_>) {
        let Some(members) = self.mapping(value, at) else {
            return;
        };
        for (key, item) in members {
            if !key.starts_with("x-") || matches!(kind, Kind::Schema | Kind::Text) {
                self.value(item, kind, &at.key(key));
            }
        }
    }

    /// A schema may be `true` (anything) or `false` (nothing), in 3.0 only where
    /// `additionalProperties` stands.
    fn schema(&mut self, value: &Value, at: &Place<'_>) {
        if !value.is_boolean() {
            self.object_or_ref(value, &SCHEMA, at);
        } else if !matches!(at, Place::Key(_, "additionalProperties")) {
            self.newer("a schema that is true or false", at);
        }
    }

    fn object(&mut self, value: &Value, object: &'static Object, at: &Place<'_>) {
        let Some(members) = self.mapping(value, at) else {
            return;
        };
        for (key, item) in members {
            let here = at.key(key);
            if key.starts_with("x-") {
                self.extension(key, item, object, &here);
                continue;
            }
            match object.keyword(key) {
                Some((kind, newer)) => {
                    if newer && self.version == Version::V3_0 {
                        self.newer(&format!("`{key}`"), &here);
                    }
                    self.value(item, kind, &here);
                }
                None => self.unknown(key, object, &here),
            }
        }
        for required in object.required {
            if !members.contains_key(*required) {
                self.missing(required, object, at);
            }
        }
    }

    fn missing(&mut self, keyword: &str, object: &Object, at: &Place<'_>) {
        let problem = format!("`{keyword}` is missing in {}: add it", object.name);
        self.problems.add(Diagnostic::at(at.pointer(), problem));
    }

    fn object_or_ref(&mut self, value: &Value, object: &'static Object, at: &Place<'_>) {
        match value.get("$ref") {
            Some(reference) => self.reference(value, reference, object, at),
            None => self.object(value, object, at),
        }
    }

    /// Says that something came with OpenAPI 3.1, where the document says 3.0.
    fn newer(&self, what: &str, at: &Place<'_>) {
        if self.version == Version::V3_0 {
            let said = format!("{what} requires OpenAPI 3.1: accepted as in 3.1");
            self.warnings.add(WarningKind::Loose, &at.pointer(), said);
        }
    }

    fn mapping<'v>(&mut self, value: &'v Value, at: &Place<'_>) -> Option<&'v Map<String, Value>> {
        let members = value.as_object();
        if members.is_none() {
            self.wanted("an object", value, at);
        }
        members
    }

    fn want(&mut self, fits: bool, at: &Place<'_>, what: &str, value: &Value) {
        if !fits {
            self.wanted(what, value, at);
        }
    }

    fn wanted(&mut self, what: &str, value: &Value, at: &Place<'_>) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        let way_out = match value {
            Value::Bool(_) | Value::Number(_) if what == "a string" => ": put it in quotes",
            _ => "",
        };
        self.wrong(at, format!("expected {what}, found {found}{way_out}"));
    }

    /// Something that is wrong as a whole: the steps behind do without it.
    fn wrong(&mut self, at: &Place<'_>, problem: String) {
        self.problems.add(Diagnostic::at(at.pointer(), problem));
        self.found.wrong.push(at.pointer());
    }
}
