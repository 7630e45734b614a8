//! The OpenAPI documents of Medium's API and of the control calls. Routes come from them, pages show
//! them, and requests are checked against them.

mod conformance;
pub(crate) mod operations;
#[cfg_attr(not(feature = "validation"), path = "schema_unchecked.rs")]
mod schema;

use std::sync::OnceLock;

use serde_json::Value;

pub(crate) use conformance::{Contract, Message};
use operations::Operation;

const MEDIUM: &str = include_str!("medium.yaml");
const CONTROL: &str = include_str!("sandbox.yaml");

/// A document, parsed once per process.
pub(crate) struct Document {
    text: &'static str,
    value: Value,
    operations: Vec<Operation>,
    contract: OnceLock<Contract>,
}

/// Returns the document of Medium's API.
pub(crate) fn medium() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| Document::read(MEDIUM))
}

/// Returns the document of the control calls.
pub(crate) fn control() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| Document::read(CONTROL))
}

impl Document {
    fn read(text: &'static str) -> Self {
        let value = parse(text);
        Self {
            text,
            operations: operations::operations(&value),
            value,
            contract: OnceLock::new(),
        }
    }

    /// Returns its operations.
    pub(crate) fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// Returns the operation with this id.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// Returns the operation with this method and path.
    pub(crate) fn operation_of(&self, method: &str, path: &str) -> Option<&Operation> {
        let mut all = self.operations.iter();
        all.find(|operation| {
            operation.method == method && operations::matches(&operation.path, path)
        })
    }

    /// Returns whether a path belongs to the API and not to a page.
    pub(crate) fn is_api(&self, path: &str) -> bool {
        path.starts_with("/v1/")
            || path.starts_with("/m/oauth/")
            || self
                .operations
                .iter()
                .any(|operation| operations::matches(&operation.path, path))
    }

    /// Returns its rules, prepared on first use.
    pub(crate) fn contract(&self) -> &Contract {
        self.contract.get_or_init(|| Contract::new(&self.value))
    }

    /// Returns the document itself.
    pub(crate) fn value(&self) -> &Value {
        &self.value
    }

    /// Returns the document as YAML, with this sandbox as its server.
    pub(crate) fn yaml(&self, origin: &str) -> String {
        self.text
            .replace("https://api.medium.com", origin)
            .replace("url: https://medium.com\n", &format!("url: {origin}\n"))
            .replace("url: http://127.0.0.1:4000\n", &format!("url: {origin}\n"))
            .replace(
                "https://medium.com/m/oauth/authorize",
                &format!("{origin}/m/oauth/authorize"),
            )
    }

    /// Returns the document as JSON, with this sandbox as its server.
    pub(crate) fn json(&self, origin: &str) -> Value {
        parse(&self.yaml(origin))
    }
}

/// Parses a document of this crate. A test checks that this works.
fn parse(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "http://127.0.0.1:4001";

    #[test]
    fn a_document_names_this_sandbox_as_its_server() {
        let document = medium().json(ORIGIN);
        assert_eq!(document["openapi"], "3.0.3");
        assert_eq!(document["servers"][0]["url"], ORIGIN);
        let authorize = &document["paths"]["/m/oauth/authorize"]["get"];
        assert_eq!(authorize["servers"][0]["url"], ORIGIN);
        let flow =
            &document["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"];
        assert_eq!(flow["tokenUrl"], format!("{ORIGIN}/v1/tokens"));
        assert_eq!(
            flow["authorizationUrl"],
            format!("{ORIGIN}/m/oauth/authorize")
        );
        assert_eq!(control().json(ORIGIN)["servers"][0]["url"], ORIGIN);
    }

    #[test]
    fn finds_an_operation_by_method_and_path() {
        let id = |method, path| {
            let operation = medium().operation_of(method, path);
            operation.map(|operation| operation.id.as_str())
        };
        assert_eq!(id("GET", "/v1/me"), Some("me"));
        assert_eq!(id("POST", "/v1/users/1ab/posts"), Some("createPost"));
        assert_eq!(id("GET", "/v1/users/1ab/posts"), None);
    }
}
