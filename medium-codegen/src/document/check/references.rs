//! `$ref`: its target and its siblings.

use serde_json::Value;

use super::{Checker, Location, Version};
use crate::document::grammar::{Object, SCHEMA};
use crate::document::refs;
use crate::error::Error;

impl Checker<'_> {
    pub(super) fn reference(
        &mut self,
        value: &Value,
        reference: &Value,
        object: &'static Object,
        location: &Location<'_>,
    ) {
        let here = location.key("$ref");
        let Some(reference) = reference.as_str() else {
            let problem = "expected a string: write the reference as a string";
            return self.broken(location, Error::document(here.pointer(), problem));
        };
        let target = match refs::target(self.document, reference, object.section) {
            Ok(target) => target,
            Err(problem) => {
                return self.broken(location, Error::document(here.pointer(), problem));
            }
        };
        if !target.is_component {
            if object.name == SCHEMA.name {
                self.found.nested_references.push(target.pointer.clone());
            }
            // No other step may check it.
            if self.referred.insert(target.pointer.clone()) {
                self.object_or_ref(target.value, object, &Location::Pointer(&target.pointer));
            }
        }
        self.siblings(value, object, location);
    }

    fn broken(&mut self, location: &Location<'_>, problem: Error) {
        self.problems.add(problem);
        self.found.broken_references.push(location.pointer());
    }

    /// Checks the siblings of a reference. OpenAPI 3.0 ignores them, except for a description.
    /// Since 3.1, all siblings of a schema's reference count.
    fn siblings(&mut self, value: &Value, object: &'static Object, location: &Location<'_>) {
        let is_schema = object.name == SCHEMA.name;
        let members = value.as_object().into_iter().flatten();
        for (key, item) in members.filter(|(key, _)| *key != "$ref") {
            let here = location.key(key);
            if key.starts_with("x-") {
                self.extension(key, item, object, &here);
            } else if is_schema && (self.version == Version::V3_1 || key == "description") {
                match object.keyword(key) {
                    Some((keyword_type, _)) => self.value(item, keyword_type, &here),
                    None => self.unknown(key, object, &here),
                }
            } else {
                let message = if is_schema {
                    format!(
                        "`{key}` next to $ref is ignored in OpenAPI 3.0: wrap the $ref in allOf to apply it"
                    )
                } else {
                    format!("`{key}` next to $ref is ignored")
                };
                self.warnings.add_not_represented(&here.pointer(), message);
            }
        }
    }
}
