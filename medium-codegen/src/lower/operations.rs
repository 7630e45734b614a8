//! Operations: resolves references, rejects or lowers what progenitor does not
//! support, and adds everything else to the model.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::context::OperationContext;
use super::names::{flag, operation_names, text};
use super::paths::Template;
use super::references::references;
use super::schema_registry::Schemas;
use super::{bodies, paging, parameters, responses, security, servers};
use crate::error::{Result, bail, join};
use crate::model::{Body, Names, Operation, Parameter, Scheme, Server, is_idempotent};

#[derive(Default)]
pub(super) struct Operations {
    pub(super) all: Vec<Operation>,
    pub(super) server: Server,
    pub(super) schemes: Vec<Scheme>,
    /// Method name → operation for progenitor.
    pub(super) lowered: BTreeMap<String, Value>,
    shared: parameters::SharedSchemas,
    /// Rust names of the types that request bodies refer to.
    pub(super) request_types: Names,
    /// Rust names of the types that errors and response headers refer to.
    pub(super) error_and_header_types: Names,
    pub(super) scopes: Vec<(String, String)>,
}

pub(super) fn operations(schemas: &mut Schemas<'_>) -> Operations {
    let (document, warnings) = (schemas.document, schemas.warnings);
    let server = servers::document_server(document, warnings);
    let schemes = security::Schemes::new(document, warnings);
    let mut operations = Operations {
        scopes: security::declared_scopes(document),
        server: schemas.problems.ok_or_record(server).unwrap_or_default(),
        ..Operations::default()
    };
    let schemes = schemas.problems.ok_or_record(schemes).unwrap_or_default();
    let names = operation_names(document, schemas.problems, schemas.warnings);
    for (path, item) in document.entries_at("/paths") {
        let path_pointer = join("/paths", path);
        for (method, operation) in document.entries(item, &path_pointer) {
            let pointer = join(&path_pointer, method);
            let Some(name) = names.get(&pointer) else {
                continue;
            };
            let context = OperationContext {
                name,
                method,
                path,
                operation,
                item,
                pointer,
            };
            let added = operations.add(schemas, &context);
            schemas.problems.ok_or_record(added);
        }
    }
    if names.is_empty() {
        let message = "the document has no operations: the client has no methods";
        schemas.warnings.add_not_represented("/paths", message);
    }
    operations.schemes = schemes.into_used(&mut operations.all, warnings);
    operations
}

impl Operations {
    fn add(&mut self, schemas: &mut Schemas<'_>, context: &OperationContext<'_>) -> Result<()> {
        let (document, warnings) = (schemas.document, schemas.warnings);
        let template = Template::new(context.path, context.path_pointer(), warnings)?;
        let parameters = parameters::parameters(schemas, context, &template, &mut self.shared)?;
        let body = bodies::body(schemas, context)?;
        let responses = responses::responses(schemas, context)?;
        let mut lowered = json!({
            "operationId": context.name.method,
            "parameters": parameters.lowered,
            "responses": { "200": responses.lowered },
        });
        let mut types = Vec::new();
        references(&lowered["parameters"], &mut types);
        self.request_types.extend(types);
        let body = body.map(|body| {
            self.request_types.extend(body.types);
            if let Some(body) = body.lowered {
                lowered["requestBody"] = body;
            }
            argument_beside(&parameters.all, body.body)
        });
        self.error_and_header_types.extend(responses.types);
        let shown = &mut lowered["parameters"];
        let paging = paging::paging(schemas, context, &parameters.all, shown)?;
        let operation = Operation {
            path: template.to_sent_path(),
            server: servers::operation_server(context, &self.server, warnings)?,
            parameters: parameters.all,
            body,
            success: responses.success,
            responses: responses.all,
            headers: responses.headers,
            error: responses.error,
            security: security::operation_security(document, context, warnings)?,
            paging,
            idempotent: idempotent(context)?,
            ..new_operation(context)
        };
        self.all.push(operation);
        self.lowered.insert(context.name.method.clone(), lowered);
        Ok(())
    }
}

/// Returns the operation's own description, and its names.
fn new_operation(context: &OperationContext<'_>) -> Operation {
    let operation = context.operation;
    Operation {
        pointer: context.pointer.clone(),
        id: context.name.id.clone(),
        method_name: context.name.method.clone(),
        type_name: context.name.type_name.clone(),
        http_method: context.method.to_ascii_uppercase(),
        summary: text(operation, "summary").to_owned(),
        description: text(operation, "description").to_owned(),
        deprecated: flag(operation, "deprecated"),
        ..Operation::default()
    }
}

/// Returns the body's argument, with a name that no parameter has.
fn argument_beside(parameters: &[Parameter], mut body: Body) -> Body {
    let is_taken = |name: &str| parameters.iter().any(|p| p.rust_name == name);
    for other in ["body", "request_body"] {
        if is_taken(&body.rust_name) {
            body.rust_name = other.to_owned();
        }
    }
    while is_taken(&body.rust_name) {
        body.rust_name.push('_');
    }
    body
}

/// Decides by the method, unless `x-idempotent` overrides it.
fn idempotent(context: &OperationContext<'_>) -> Result<bool> {
    match context.operation.get("x-idempotent") {
        None => Ok(is_idempotent(&context.method.to_ascii_uppercase())),
        Some(Value::Bool(idempotent)) => Ok(*idempotent),
        Some(_) => bail!(
            join(&context.pointer, "x-idempotent"),
            "expected a boolean: whether the call may be sent twice"
        ),
    }
}
