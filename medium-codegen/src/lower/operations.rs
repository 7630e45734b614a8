//! Operations: references resolved, what progenitor can't read refused or
//! lowered, and the rest noted in the model.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::context::OperationContext;
use super::names::{flag, operation_names, text};
use super::registry::Schemas;
use super::{bodies, parameters, paths, responses, security};
use crate::error::{Diagnostic, Result, bail, join};
use crate::model::{Body, Names, Operation, Parameter, is_idempotent};

#[derive(Default)]
pub(super) struct Operations {
    pub(super) all: Vec<Operation>,
    /// The name of the method → the operation for progenitor.
    pub(super) lowered: BTreeMap<String, Value>,
    /// Rust names of the types that request bodies start from.
    pub(super) requests: Names,
    /// Rust names of the types that the bodies of errors start from.
    pub(super) errors: Names,
    /// Every scope that the document declares, with its description.
    pub(super) scopes: Vec<(String, String)>,
}

/// Every operation, each lowered by itself.
pub(super) fn operations(schemas: &mut Schemas<'_>) -> Operations {
    let document = schemas.document;
    schemas.problems.caught(security::check_schemes(document));
    let mut operations = Operations {
        scopes: security::declared(document),
        ..Operations::default()
    };
    let names = operation_names(document, schemas.problems, schemas.notes);
    for (path, item) in document.entries_at("/paths") {
        let path_at = join("/paths", path);
        for (method, operation) in document.entries(item, &path_at) {
            let at = join(&path_at, method);
            let Some(name) = names.get(&at) else {
                continue;
            };
            let context = OperationContext {
                name,
                method,
                path,
                operation,
                item,
                at,
            };
            let added = operations.add(schemas, &context);
            schemas.problems.caught(added);
        }
    }
    if operations.all.is_empty() && schemas.problems.is_empty() {
        let problem = "there is no operation: add one";
        schemas.problems.add(Diagnostic::at("/paths", problem));
    }
    operations
}

impl Operations {
    /// Adds an operation, in both forms.
    fn add(&mut self, schemas: &mut Schemas<'_>, context: &OperationContext<'_>) -> Result<()> {
        let document = schemas.document;
        let parameters = parameters::parameters(schemas, context)?;
        paths::check_template(context, &parameters.all)?;
        let body = bodies::body(schemas, context)?;
        let responses = responses::responses(schemas, context, body.is_some())?;
        let mut lowered = json!({
            "operationId": context.name.method,
            "parameters": parameters.lowered,
            "responses": { "200": responses.lowered },
        });
        let body = match body {
            Some(body) => {
                self.requests.extend(body.types);
                lowered["requestBody"] = body.lowered;
                Some(argument_beside(&parameters.all, body.body))
            }
            None => None,
        };
        self.errors.extend(responses.error_types);
        self.all.push(Operation {
            server: paths::server_of(document, context)?,
            parameters: parameters.all,
            body,
            success: responses.success,
            responses: responses.all,
            scopes: security::scopes(document, context, &self.scopes)?,
            idempotent: idempotent(context)?,
            ..described(context)
        });
        self.lowered.insert(context.name.method.clone(), lowered);
        Ok(())
    }
}

/// What the operation says of itself, and its names.
fn described(context: &OperationContext<'_>) -> Operation {
    let operation = context.operation;
    Operation {
        pointer: context.at.clone(),
        id: context.name.id.clone(),
        method_name: context.name.method.clone(),
        type_name: context.name.type_name.clone(),
        http_method: context.method.to_ascii_uppercase(),
        path: context.path.to_owned(),
        summary: text(operation, "summary").to_owned(),
        description: text(operation, "description").to_owned(),
        deprecated: flag(operation, "deprecated"),
        tags: tags(operation),
        ..Operation::default()
    }
}

/// The body, under a name that no parameter has.
fn argument_beside(parameters: &[Parameter], mut body: Body) -> Body {
    let is_taken = |name: &str| parameters.iter().any(|p| p.rust_name == name);
    if is_taken(&body.rust_name) {
        body.rust_name = "body".to_owned();
    }
    body
}

/// By its method, unless `x-idempotent` knows better.
fn idempotent(context: &OperationContext<'_>) -> Result<bool> {
    match context.operation.get("x-idempotent") {
        None => Ok(is_idempotent(&context.method.to_ascii_uppercase())),
        Some(Value::Bool(idempotent)) => Ok(*idempotent),
        Some(_) => bail!(
            join(&context.at, "x-idempotent"),
            "true or false is needed here: may the call be sent twice?"
        ),
    }
}

fn tags(operation: &Value) -> Vec<String> {
    let names = operation["tags"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}
