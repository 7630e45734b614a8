//! Operations: references resolved, what progenitor can't read refused or
//! lowered, and the rest noted in the model.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::context::OperationContext;
use super::names::{check_json_name, flag, text, type_name, value_name};
use super::registry::Schemas;
use super::{bodies, parameters, paths, responses, security};
use crate::error::{Diagnostic, Result, bail, join};
use crate::model::{Body, Names, Operation, Parameter, is_idempotent};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "patch", "head", "options", "trace",
];

/// `Client::builder`, `blocking::Client::wait`, `operations::ALL` and `SCOPES`.
const OWN_NAMES: [&str; 4] = ["builder", "wait", "all", "scopes"];

#[derive(Default)]
pub(super) struct Operations {
    pub(super) all: Vec<Operation>,
    /// `paths` of the lowered document.
    pub(super) paths: Map<String, Value>,
    /// Rust names of the types that request bodies start from.
    pub(super) requests: Names,
    /// Rust names of the types that the bodies of errors start from.
    pub(super) errors: Names,
    /// Every scope that the document declares, with its description.
    pub(super) scopes: Vec<(String, String)>,
    /// What is named after the operations, and by which.
    ids: BTreeMap<String, String>,
}

/// Every operation, each lowered by itself.
pub(super) fn operations(schemas: &mut Schemas<'_>) -> Operations {
    let document = schemas.document;
    schemas.problems.caught(security::check_schemes(document));
    let mut operations = Operations {
        scopes: security::declared(document),
        ..Operations::default()
    };
    for (path, item) in document.entries_at("/paths") {
        let at = join("/paths", path);
        let mut lowered = Map::new();
        for (method, operation) in document.entries(item, &at) {
            if !METHODS.contains(&method.as_str()) {
                continue;
            }
            let context = OperationContext {
                id: text(operation, "operationId"),
                method,
                path,
                operation,
                item,
                at: join(&at, method),
            };
            let added = operations.add(schemas, &context);
            if let Some(operation) = schemas.problems.caught(added) {
                lowered.insert(method.clone(), operation);
            }
        }
        if !lowered.is_empty() {
            operations
                .paths
                .insert(path.clone(), Value::Object(lowered));
        }
    }
    if operations.all.is_empty() && schemas.problems.is_empty() {
        let problem = "there is no operation: add one";
        schemas.problems.add(Diagnostic::at("/paths", problem));
    }
    operations
}

impl Operations {
    fn check_id(&mut self, context: &OperationContext<'_>) -> Result<()> {
        let id = context.id;
        let pointer = join(&context.at, "operationId");
        check_json_name(id, &pointer)?;
        let name = value_name(id);
        if OWN_NAMES.contains(&name.as_str()) {
            bail!(
                pointer,
                "{name} is a name that every client has already: rename the operation"
            );
        }
        // Its constant and its type, whose names are shorter than the method's.
        for named in [
            format!("static {}", name.to_uppercase()),
            format!("struct {}", type_name(id)),
        ] {
            match self.ids.insert(named, id.to_owned()) {
                Some(other) if other == id => {
                    bail!(
                        pointer,
                        "duplicate operationId {id:?}: every operation needs one of its own"
                    );
                }
                Some(other) => {
                    bail!(
                        pointer,
                        "{id:?} and {other:?} are one name in Rust: rename one"
                    );
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Notes an operation; its lowered form.
    fn add(&mut self, schemas: &mut Schemas<'_>, context: &OperationContext<'_>) -> Result<Value> {
        let document = schemas.document;
        self.check_id(context)?;
        let parameters = parameters::parameters(schemas, context)?;
        paths::check_template(context, &parameters.all)?;
        let body = bodies::body(schemas, context)?;
        let responses = responses::responses(schemas, context, body.is_some())?;
        let mut lowered = json!({
            "operationId": value_name(context.id),
            "parameters": parameters.lowered,
            "responses": { "200": responses.lowered },
        });
        let body = match body {
            Some(body) => {
                self.requests.extend(body.types);
                lowered["requestBody"] = body.lowered;
                Some(argument_beside(&parameters.all, body.body, &context.at)?)
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
        Ok(lowered)
    }
}

/// What the operation says of itself, and its names.
fn described(context: &OperationContext<'_>) -> Operation {
    let operation = context.operation;
    Operation {
        pointer: context.at.clone(),
        id: context.id.to_owned(),
        method_name: value_name(context.id),
        type_name: type_name(context.id),
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
fn argument_beside(parameters: &[Parameter], mut body: Body, at: &str) -> Result<Body> {
    let is_taken = |name: &str| parameters.iter().any(|p| p.rust_name == name);
    // progenitor's name for every body.
    if is_taken("body") {
        bail!(
            join(at, "parameters"),
            "a parameter named body and a request body are one name in Rust: rename the parameter"
        );
    }
    if is_taken(&body.rust_name) {
        body.rust_name = "body".to_owned();
    }
    Ok(body)
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
