//! The API's document: served to people and programs, and held against every call.

mod conformance;
pub(crate) mod operations;

use std::sync::OnceLock;

use serde_json::Value;

pub(crate) use conformance::{Contract, Message};

const YAML: &str = include_str!("../../../spec/medium.yaml");

/// The document as YAML, with this sandbox as its server.
pub(crate) fn yaml(origin: &str) -> String {
    YAML.replace("https://api.medium.com", origin)
        .replace("url: https://medium.com\n", &format!("url: {origin}\n"))
        .replace(
            "https://medium.com/m/oauth/authorize",
            &format!("{origin}/m/oauth/authorize"),
        )
}

/// The document as JSON, with this sandbox as its server.
pub(crate) fn json(origin: &str) -> Value {
    parse(&yaml(origin))
}

/// An unreadable document would be a mistake in this repository, which a test finds.
fn parse(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).unwrap_or_default()
}

/// What the document allows, prepared once for all sandboxes of a process.
pub(crate) fn contract() -> &'static Contract {
    static CONTRACT: OnceLock<Contract> = OnceLock::new();
    CONTRACT.get_or_init(|| Contract::new(&parse(YAML)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_this_sandbox_as_its_server() {
        let origin = "http://127.0.0.1:4000";
        let document = json(origin);
        assert_eq!(document["openapi"], "3.0.3");
        assert_eq!(document["servers"][0]["url"], origin);
        let authorize = &document["paths"]["/m/oauth/authorize"]["get"];
        assert_eq!(authorize["servers"][0]["url"], origin);
        let flow =
            &document["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"];
        assert_eq!(flow["tokenUrl"], format!("{origin}/v1/tokens"));
        assert_eq!(
            flow["authorizationUrl"],
            format!("{origin}/m/oauth/authorize")
        );
    }

    #[test]
    fn the_table_of_operations_is_the_documents() {
        let document = parse(YAML);
        let mut named = 0;
        for (id, method, path) in operations::OPERATIONS {
            let operation = &document["paths"][path][method.to_lowercase()];
            assert_eq!(operation["operationId"], id);
            named += 1;
        }
        assert_eq!(
            document["paths"].as_object().map(serde_json::Map::len),
            Some(named)
        );
    }
}
