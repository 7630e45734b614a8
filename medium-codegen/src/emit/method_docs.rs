//! The docs of a method: summary, HTTP request, arguments, own errors, and an example.

use super::docs::limits;
use super::security;
use super::writer::Context;
use crate::markdown::{code, one_line, rustdoc, sentence};
use crate::model::{Example, Model, Operation, Parameter, Response, Shape, Success};

pub(crate) fn method(context: &Context<'_>, operation: &Operation, example: &str) -> String {
    let mut blocks: Vec<String> = summary(operation).into_iter().collect();
    if !operation.description.trim().is_empty() {
        blocks.push(rustdoc(&operation.description));
    }
    blocks.push(http_line(context.model, operation));
    blocks.extend(arguments(operation));
    if matches!(operation.success, Success::Redirect) {
        blocks.push(
            "Sends nothing: returns the URL to open in a browser, to which the service responds with:"
                .to_owned(),
        );
        let responses = operation.responses.iter();
        let lines: Vec<_> = responses
            .map(|response| format!("- {}", status_line(response)))
            .collect();
        blocks.push(lines.join("\n"));
        blocks.push("# Errors\n\nOnly if an argument can't be part of a URL.".to_owned());
    } else {
        blocks.extend(successes(operation));
        blocks.extend(headers(context, operation));
        blocks.extend(errors(context, operation));
    }
    blocks.push(format!("# Example\n\n{example}"));
    blocks.join("\n\n")
}

/// Returns the successful responses; equal descriptions are merged.
fn successes(operation: &Operation) -> Vec<String> {
    let mut all: Vec<Response> = Vec::new();
    for response in operation.responses.iter().filter(|r| r.success) {
        let same = |other: &&mut Response| {
            other.description == response.description && other.headers == response.headers
        };
        match all.iter_mut().find(same) {
            Some(other) => other.status = format!("{} or {}", other.status, response.status),
            None => all.push(response.clone()),
        }
    }
    all.iter().map(status_line).collect()
}

fn headers(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let (name, runtime) = (operation.headers.as_ref()?, &context.options.runtime_crate);
    Some(format!(
        "[`Response::typed_headers`]({runtime}::Response::typed_headers) reads the headers as [`{name}`](super::types::{name}); `.response()` returns that response."
    ))
}

/// Returns the operation's summary as a sentence, if it has one.
pub(crate) fn summary(operation: &Operation) -> Option<String> {
    let summary = Some(operation.summary.as_str()).filter(|summary| !summary.is_empty());
    summary.map(|summary| sentence(&rustdoc(summary)))
}

/// Returns `GET /v1/me`, with the server's URL unless it is the default server.
fn http_line(model: &Model, operation: &Operation) -> String {
    let server = if operation.server.url == model.server.url {
        ""
    } else {
        operation.server.url.as_str()
    };
    let (method, path) = (&operation.http_method, &operation.path);
    let request = code(&format!("{method} {server}{path}"));
    let security = security::security_docs(model, &operation.security);
    format!("{request}{security}.")
}

fn arguments(operation: &Operation) -> Option<String> {
    let arguments = operation.parameters.iter();
    let mut lines: Vec<String> = arguments
        .filter(|parameter| parameter.is_argument())
        .filter_map(|parameter| {
            let docs = parameter_docs(parameter)?;
            Some(format!("- `{}`: {docs}", parameter.rust_name))
        })
        .collect();
    if let Some(body) = &operation.body
        && let (true, Some(description)) = (body.required, &body.description)
    {
        let docs = sentence(&one_line(&rustdoc(description)));
        lines.push(format!("- `{}`: {docs}", body.rust_name));
    }
    (!lines.is_empty()).then(|| format!("# Arguments\n\n{}", lines.join("\n")))
}

/// Returns the docs of a parameter, in one line, if the document says anything about it.
pub(crate) fn parameter_docs(parameter: &Parameter) -> Option<String> {
    let docs = &parameter.docs;
    let description = docs.description.iter();
    let mut parts: Vec<String> = description
        .map(|text| sentence(&one_line(&rustdoc(text))))
        .collect();
    parts.extend(limits(docs));
    if let Some(Example::Text(text)) = &docs.example {
        parts.push(format!("For example {}.", code(text)));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Returns the operation's own errors. The client's docs list the errors of every call.
fn errors(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let model = context.model;
    let mut lines: Vec<_> = operation
        .responses
        .iter()
        .filter(|response| !response.success && !model.shared_responses.contains(response))
        .map(|response| format!("- {}", status_line(response)))
        .collect();
    let error = operation.error.as_ref();
    let error = error.filter(|name| Some(*name) != model.shared_error.as_ref());
    if lines.is_empty() && error.is_none() {
        return None;
    }
    lines.push("- The errors of [every call](Client#errors).".to_owned());
    let mut blocks = vec!["# Errors".to_owned(), lines.join("\n")];
    blocks.extend(error.map(|name| error_type(model, name, &context.options.runtime_crate)));
    Some(blocks.join("\n\n"))
}

/// Says how to read the bodies of errors.
fn error_type(model: &Model, name: &str, runtime: &str) -> String {
    let shape = model.schemas.get(name).map(|schema| &schema.shape);
    match shape {
        Some(Shape::ErrorResponses(_)) => {
            format!("[`{name}::of`](super::types::{name}::of) reads the bodies of error responses.")
        }
        _ => format!(
            "[`Error::decode`]({runtime}::Error::decode) reads the bodies of error responses as [`{name}`](super::types::{name})."
        ),
    }
}

/// Returns the section about errors in the client's docs.
pub(crate) fn shared_errors(model: &Model, runtime: &str) -> String {
    let mut text = format!(
        "# Errors\n\nEvery call can return an [`Error`]({runtime}::Error): for an argument that can't \
         be sent, a failed connection, a timeout, a response that can't be read, or an error response."
    );
    if !model.shared_responses.is_empty() {
        text.push_str(" Unless an operation says otherwise, the error responses are:\n");
        for response in &model.shared_responses {
            text.push_str(&format!("\n- {}", status_line(response)));
        }
    }
    if let Some(name) = &model.shared_error {
        text.push_str(&format!("\n\n{}", error_type(model, name, runtime)));
    }
    text
}

fn status_line(response: &Response) -> String {
    let mut line = match sentence(&one_line(&rustdoc(&response.description))) {
        description if description.is_empty() => format!("{}.", response.status),
        description => format!("{}: {description}", response.status),
    };
    for (name, description) in &response.headers {
        line.push_str(&format!(" Header {}", code(name)));
        match description.as_str() {
            "" => line.push('.'),
            text => line.push_str(&format!(": {}", sentence(&one_line(&rustdoc(text))))),
        }
    }
    line
}
