//! The request of an operation, and its responses.

use serde_json::Value;

use super::Reader;
use crate::model::Operation;
use crate::surface::attributes::Attributes;

impl<'a> Reader<'a> {
    pub(super) fn operation(&mut self, operation: &Operation) {
        let mut attributes = Attributes::default();
        attributes.add("method", &operation.http_method);
        attributes.add("path", &operation.path);
        let value = self.value_at(&operation.pointer);
        let mut servers = self.servers(operation).into_iter();
        if let Some(first) = servers.next() {
            attributes.add("server", &first);
        }
        attributes.add_list("other-servers", servers.collect());
        attributes.add_list("auth", self.security_requirements(value));
        if let Some(body) = value.get("requestBody").map(|body| self.resolve(body)) {
            attributes.add_list("body", self.content(body));
            attributes.add_flag("body-required", body["required"] == true);
        }
        let (successes, errors) = self.responses(value);
        attributes.add_list("success", successes);
        attributes.add_list("errors", errors);
        attributes.add_flag("idempotent", operation.idempotent);
        attributes.add_flag("deprecated", operation.deprecated);
        let method = format!("Client::{}", operation.method_name);
        for parameter in &operation.parameters {
            self.parameter(&method, parameter);
        }
        self.add(method, &operation.pointer, attributes);
    }

    /// Returns the servers of an operation, the default first: its own, its path's or
    /// the document's.
    fn servers(&self, operation: &Operation) -> Vec<String> {
        let path = operation.pointer.rsplit_once('/');
        let pointers = [
            operation.pointer.as_str(),
            path.map_or("", |(path, _)| path),
            "",
        ];
        let servers = pointers
            .iter()
            .find_map(|pointer| self.value_at(pointer)["servers"].as_array());
        servers.into_iter().flatten().map(server).collect()
    }

    /// Returns the credentials of an operation, one requirement each, such as
    /// `oauth[write]+key`, or `none`.
    fn security_requirements(&self, operation: &Value) -> Vec<String> {
        let security = operation.get("security").or(self.document.get("security"));
        let requirements = security.and_then(Value::as_array).into_iter().flatten();
        let requirements = requirements.map(|requirement| {
            let schemes = requirement.as_object().into_iter().flatten();
            let schemes = schemes.map(|(name, scopes)| {
                let scopes = scopes.as_array().into_iter().flatten();
                let scopes: Vec<&str> = scopes.filter_map(Value::as_str).collect();
                if scopes.is_empty() {
                    name.clone()
                } else {
                    format!("{name}[{}]", scopes.join(" "))
                }
            });
            Some(schemes.collect::<Vec<_>>().join("+")).filter(|all| !all.is_empty())
        });
        let mut all: Vec<String> = requirements
            .map(|requirement| requirement.unwrap_or_else(|| "none".to_owned()))
            .collect();
        if all.is_empty() {
            all.push("none".to_owned());
        }
        all
    }

    /// Returns `201:application/json:Post` for each response: the successes, and the
    /// errors. Without a documented success, `default` is both.
    fn responses(&self, operation: &'a Value) -> (Vec<String>, Vec<String>) {
        let (mut successes, mut errors) = (Vec::new(), Vec::new());
        let all = operation["responses"].as_object();
        let has_success = all.is_some_and(|all| all.keys().any(|status| status.starts_with('2')));
        for (status, response) in all.into_iter().flatten() {
            let response = self.response(status, self.resolve(response));
            let is_success = status.starts_with(['2', '3']);
            if is_success || (status.eq_ignore_ascii_case("default") && !has_success) {
                successes.extend(response.iter().cloned());
            }
            if !is_success && !status.starts_with('1') {
                errors.extend(response);
            }
        }
        (successes, errors)
    }

    /// Returns a status with each media type of its body.
    fn response(&self, status: &str, response: &'a Value) -> Vec<String> {
        let content = self.content(response);
        if content.is_empty() {
            vec![status.to_owned()]
        } else {
            content
                .iter()
                .map(|content| format!("{status}:{content}"))
                .collect()
        }
    }

    /// Returns `application/json:Post` for each media type of a body; `{data:Post}` for
    /// an envelope.
    pub(super) fn content(&self, body: &'a Value) -> Vec<String> {
        let content = body["content"].as_object().into_iter().flatten();
        content
            .map(|(media_type, media)| match media.get("schema") {
                Some(schema) => format!("{media_type}:{}", self.body_type(schema)),
                None => media_type.clone(),
            })
            .collect()
    }

    fn body_type(&self, schema: &'a Value) -> String {
        let target = self.resolve(schema);
        match target["x-envelope"].as_str() {
            Some(key) => {
                let inner = self.schema_type(&target["properties"][key]);
                format!("{{{key}:{inner}}}")
            }
            None => self.schema_type(schema),
        }
    }
}

/// Returns a server's URL, with the defaults of its variables.
fn server(server: &Value) -> String {
    let mut url = server["url"].as_str().unwrap_or_default().to_owned();
    for (name, variable) in server["variables"].as_object().into_iter().flatten() {
        let default = variable["default"].as_str().unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), &format!("{{{name}={default}}}"));
    }
    url
}
