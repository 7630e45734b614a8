//! One of the document's schemas.

use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

/// One of the document's schemas, compiled on first use.
pub(super) struct Schema {
    /// With the schemas that it refers to.
    source: Value,
    validator: OnceLock<Option<Validator>>,
}

impl Schema {
    pub(super) fn new(source: Value) -> Self {
        Self {
            source,
            validator: OnceLock::new(),
        }
    }

    /// Returns the rule that a value violates. The message does not contain the value, which may be
    /// secret.
    pub(super) fn violation(&self, value: &Value) -> Option<String> {
        let prepare = || jsonschema::validator_for(&self.source).ok();
        let Some(validator) = self.validator.get_or_init(prepare) else {
            return Some("the document has an invalid schema".to_owned());
        };
        let error = validator.validate(value).err()?;
        Some(format!(
            "{} violates {}",
            describe(&error.instance_path().to_string()),
            error.schema_path()
        ))
    }
}

fn describe(pointer: &str) -> String {
    if pointer.is_empty() {
        "the body".to_owned()
    } else {
        pointer.to_owned()
    }
}
