//! One operation and its location in the document.

use serde_json::Value;

use super::names::{OperationName, type_name};

pub(super) struct OperationContext<'a> {
    pub(super) name: &'a OperationName,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) operation: &'a Value,
    pub(super) item: &'a Value,
    pub(super) pointer: String,
}

impl OperationContext<'_> {
    /// Returns the name of an inline schema of the operation.
    pub(super) fn name_for(&self, what: &str) -> String {
        format!("{}{}", self.name.type_name, type_name(what))
    }

    pub(super) fn method_name(&self) -> &str {
        &self.name.method
    }

    pub(super) fn path_pointer(&self) -> &str {
        self.pointer.rsplit_once('/').map_or("", |(path, _)| path)
    }
}

/// Returns the essence of a media type: lower case, without parameters.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
