//! Checks requests and responses against the document.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::operations;
use super::schema::Schema;

/// Schemas by media type.
type Content = HashMap<String, Arc<Schema>>;

/// The document, and the schemas that were already built. Operations share most of them.
struct Source<'a> {
    document: &'a Value,
    /// As JSON Schema.
    components: Value,
    compiled: HashMap<String, Arc<Schema>>,
}

/// The bodies of an operation.
struct Operation {
    request: Content,
    /// By status, such as `200` or `5XX`.
    responses: HashMap<String, Content>,
}

/// The rules of a document, by operation id.
pub(crate) struct Contract(HashMap<String, Operation>);

/// A request or a response: its media type and body.
#[derive(Clone, Copy)]
pub(crate) struct Message<'a> {
    pub(crate) content_type: &'a str,
    pub(crate) body: &'a [u8],
}

#[cfg(test)]
impl<'a> Message<'a> {
    pub(crate) fn json(body: &'a [u8]) -> Self {
        Self {
            content_type: "application/json",
            body,
        }
    }
}

impl Contract {
    pub(super) fn new(document: &Value) -> Self {
        let mut components = document["components"]["schemas"].clone();
        translate(&mut components);
        let mut source = Source {
            document,
            components,
            compiled: HashMap::new(),
        };
        let operation = |operation: operations::Operation| {
            let method = operation.method.to_lowercase();
            let described = &document["paths"][&operation.path][method];
            (operation.id, Operation::new(&mut source, described))
        };
        let all = operations::operations(document);
        Self(all.into_iter().map(operation).collect())
    }

    /// Returns the rule that a request violates, if any.
    pub(crate) fn request_violation(
        &self,
        operation: &str,
        request: Message<'_>,
    ) -> Option<String> {
        let expected = &self.0.get(operation)?.request;
        if expected.is_empty() || request.content_type == "multipart/form-data" {
            return None;
        }
        violation(expected, request)
    }

    /// Returns the rule that a response violates, if any.
    pub(crate) fn response_violation(
        &self,
        operation: &str,
        status: u16,
        response: Message<'_>,
    ) -> Option<String> {
        let responses = &self.0.get(operation)?.responses;
        let class = format!("{}XX", status / 100);
        match responses
            .get(&status.to_string())
            .or_else(|| responses.get(&class))
        {
            None => Some(format!(
                "the document has no status {status} for {operation}"
            )),
            Some(expected) if expected.is_empty() => None,
            Some(expected) => violation(expected, response),
        }
    }
}

impl Operation {
    fn new(source: &mut Source<'_>, described: &Value) -> Self {
        let request = source.content(&described["requestBody"]);
        let responses = described["responses"].as_object().into_iter().flatten();
        let responses =
            responses.map(|(status, response)| (status.clone(), source.content(response)));
        Self {
            request,
            responses: responses.collect(),
        }
    }
}

impl Source<'_> {
    /// Returns the schemas of a body or a response, which may be a `$ref`.
    fn content(&mut self, described: &Value) -> Content {
        let reference = described["$ref"].as_str();
        let referred = reference.and_then(|to| self.document.pointer(to.strip_prefix('#')?));
        let types = referred.unwrap_or(described)["content"]
            .as_object()
            .into_iter()
            .flatten();
        types
            .map(|(name, media)| (name.clone(), self.schema(&media["schema"])))
            .collect()
    }

    fn schema(&mut self, schema: &Value) -> Arc<Schema> {
        let components = &self.components;
        let compile = || {
            let mut root = schema.clone();
            translate(&mut root);
            let source = json!({ "allOf": [root], "components": { "schemas": components } });
            Arc::new(Schema::new(source))
        };
        self.compiled
            .entry(schema.to_string())
            .or_insert_with(compile)
            .clone()
    }
}

/// Converts OpenAPI 3.0's `nullable` to JSON Schema.
fn translate(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(translate);
            if fields.remove("nullable") == Some(Value::Bool(true)) {
                let inner = Value::Object(std::mem::take(fields));
                *schema = json!({ "anyOf": [inner, { "type": "null" }] });
            }
        }
        Value::Array(items) => items.iter_mut().for_each(translate),
        _ => {}
    }
}

fn violation(expected: &Content, message: Message<'_>) -> Option<String> {
    let Some(schema) = expected.get(message.content_type) else {
        let known: Vec<&str> = expected.keys().map(String::as_str).collect();
        return Some(format!(
            "the media type {:?} is not one of {}",
            message.content_type,
            known.join(", ")
        ));
    };
    let instance = match message.content_type {
        "application/json" => match serde_json::from_slice(message.body) {
            Ok(value) => value,
            Err(error) => return Some(format!("the body is not JSON: {error}")),
        },
        "application/x-www-form-urlencoded" => form(message.body),
        _ => Value::String(String::from_utf8_lossy(message.body).into_owned()),
    };
    schema.violation(&instance)
}

fn form(body: &[u8]) -> Value {
    let pairs = form_urlencoded::parse(body).into_owned();
    Value::Object(
        pairs
            .map(|(name, value)| (name, Value::String(value)))
            .collect::<Map<_, _>>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::medium;

    fn contract() -> &'static Contract {
        medium().contract()
    }

    #[test]
    fn accepts_what_the_document_allows() {
        let me = br#"{"data":{"id":"1","username":"a","name":"A","url":"http://a.test/@a"}}"#;
        assert_eq!(
            contract().response_violation("me", 200, Message::json(me)),
            None
        );
        let page = Message {
            content_type: "text/html",
            body: b"<p>",
        };
        assert_eq!(contract().response_violation("me", 403, page), None);
    }

    #[test]
    #[cfg(feature = "validation")]
    fn reports_what_the_document_does_not_allow() {
        let no_name = br#"{"data":{"id":"1","username":"a","url":"http://a.test/@a"}}"#;
        let violation = contract().response_violation("me", 200, Message::json(no_name));
        assert!(violation.is_some_and(|rule| rule.contains("/data violates")));
        let teapot = contract().response_violation("me", 418, Message::json(b"{}"));
        assert_eq!(
            teapot.as_deref(),
            Some("the document has no status 418 for me")
        );
        let tags = br#"{"title":"T","contentFormat":"html","content":"C","tags":"a"}"#;
        assert!(
            contract()
                .request_violation("createPost", Message::json(tags))
                .is_some()
        );
    }

    #[test]
    fn messages_contain_no_secrets() {
        let grant = Message {
            content_type: "application/x-www-form-urlencoded",
            body: b"grant_type=password&client_secret=canary",
        };
        let message = contract()
            .request_violation("createToken", grant)
            .unwrap_or_default();
        assert!(
            !message.is_empty() && !message.contains("canary"),
            "{message}"
        );
    }
}
