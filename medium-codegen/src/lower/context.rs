//! One operation where it stands in the document, and what is asked about it
//! from everywhere.

use serde_json::Value;

use super::names::{OperationName, type_name};

/// An operation, and where it stands.
pub(super) struct OperationContext<'a> {
    pub(super) name: &'a OperationName,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) operation: &'a Value,
    /// What the path has for all of its operations.
    pub(super) item: &'a Value,
    /// The pointer to the operation.
    pub(super) at: String,
}

impl OperationContext<'_> {
    /// The name of an inline schema of the operation.
    pub(super) fn name_for(&self, what: &str) -> String {
        format!("{}{}", self.name.type_name, type_name(what))
    }

    /// The name of its method.
    pub(super) fn method_name(&self) -> &str {
        &self.name.method
    }

    /// The pointer to the path that the operation stands under.
    pub(super) fn path_at(&self) -> &str {
        self.at.rsplit_once('/').map_or("", |(path, _)| path)
    }
}

/// The essence of a media type: without parameters, in small letters.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
