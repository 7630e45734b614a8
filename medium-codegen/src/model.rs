//! The document as plain data: with the types that progenitor chose, the input of the
//! code generation. Everything is in document order.

mod access;
mod bodies;
mod parameter;

use std::collections::{BTreeSet, HashMap};

pub(crate) use access::{NextPage, Paging, Placement, Scheme, Security, Server, ServerVariable};
pub(crate) use bodies::{
    Body, BodyKind, Content, ContentKind, Part, PartKind, Response, StatusVariant, Success,
};
pub(crate) use parameter::{Location, Parameter, Style, StyleName};

pub(crate) struct Model {
    pub(crate) title: String,
    pub(crate) server: Server,
    /// The servers of all operations that send requests, if there are several, or variables.
    pub(crate) servers: Vec<Server>,
    /// The security schemes that the client has to distinguish; empty if a token is enough.
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) schemas: Schemas,
    /// Every scope of every OAuth2 flow: name and description.
    pub(crate) scopes: Vec<(String, String)>,
    /// Error responses of most operations, documented once for all.
    pub(crate) shared_responses: Vec<Response>,
    /// Rust name of the type of most error bodies.
    pub(crate) shared_error: Option<String>,
    /// Components without a type, because no operation uses them.
    pub(crate) unused_schemas: Vec<String>,
}

/// The schemas with their own Rust type.
#[derive(Default)]
pub(crate) struct Schemas {
    pub(crate) all: Vec<Schema>,
    indexes: HashMap<String, usize>,
    /// Pointers → Rust names.
    types: HashMap<String, String>,
}

impl Schemas {
    pub(crate) fn new(all: Vec<Schema>) -> Self {
        let names = all.iter().map(|schema| schema.rust_name.clone());
        let indexes = names.zip(0..).collect();
        let mut types = HashMap::new();
        for Schema {
            pointer, rust_name, ..
        } in &all
        {
            let known = types.entry(pointer.clone());
            known.or_insert_with(|| rust_name.clone());
        }
        Self {
            all,
            indexes,
            types,
        }
    }

    /// Returns the Rust name of the type for the schema at a pointer, if it has a separate one.
    pub(crate) fn type_at(&self, pointer: &str) -> Option<&str> {
        self.types.get(pointer).map(String::as_str)
    }

    /// Returns the schema with this Rust name.
    pub(crate) fn get(&self, rust_name: &str) -> Option<&Schema> {
        self.all.get(*self.indexes.get(rust_name)?)
    }
}

#[derive(Default)]
pub(crate) struct Operation {
    pub(crate) pointer: String,
    /// `operationId` as in the document.
    pub(crate) id: String,
    pub(crate) method_name: String,
    pub(crate) type_name: String,
    /// In upper case.
    pub(crate) http_method: String,
    /// The path template, as sent.
    pub(crate) path: String,
    pub(crate) server: Server,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) success: Success,
    pub(crate) responses: Vec<Response>,
    pub(crate) paging: Option<Paging>,
    /// Rust name of the type of its success headers.
    pub(crate) headers: Option<String>,
    /// Rust name of the type of its error bodies.
    pub(crate) error: Option<String>,
    pub(crate) security: Security,
    /// Whether sending it twice has the same effect as sending it once.
    pub(crate) idempotent: bool,
    /// Whether its request or response may contain a secret.
    pub(crate) secret: bool,
}

pub(crate) struct Schema {
    pub(crate) rust_name: String,
    pub(crate) pointer: String,
    pub(crate) docs: Docs,
    pub(crate) shape: Shape,
    /// Whether it is used in requests, so that programs create such values.
    pub(crate) in_request: bool,
    pub(crate) in_response: bool,
    /// Whether the type is public. The type of a constant that is only filled in
    /// stays private to the crate.
    pub(crate) public: bool,
}

pub(crate) enum Shape {
    Object(Object),
    /// The body of a `multipart/form-data` request.
    Multipart(Vec<Part>),
    /// An open enum of strings: unknown values are kept.
    Enum(Vec<EnumValue>),
    /// An open enum of other values, as JSON.
    ValueEnum(Vec<EnumValue>),
    /// An enum with one value: a closed constant.
    Constant(EnumValue),
    /// The results of a call, by status.
    Responses(Vec<StatusVariant>),
    /// The error bodies of a call, by status.
    ErrorResponses(Vec<StatusVariant>),
    /// One of several schemas (`oneOf`).
    OneOf(OneOf),
    /// One or more of several objects (`anyOf`).
    AnyOf(Vec<Subschema>),
    /// A newtype of a string.
    Text,
    /// A newtype of any other value.
    Newtype,
}

pub(crate) struct OneOf {
    pub(crate) subschemas: Vec<Subschema>,
    /// The discriminator: the property that selects the subschema.
    pub(crate) tag: Option<String>,
}

pub(crate) struct Subschema {
    /// The name of its variant or field.
    pub(crate) name: String,
    /// The Rust name of its type, if it has a separate one.
    pub(crate) type_name: Option<String>,
    /// The discriminator's values for it. Without any, it is tried for all other values.
    pub(crate) tags: Vec<String>,
}

pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    /// The name of the field for additional properties, if they are kept.
    pub(crate) extra: Option<String>,
}

#[derive(Default)]
pub(crate) struct Property {
    pub(crate) pointer: String,
    /// Its name in JSON.
    pub(crate) json_name: String,
    pub(crate) field: String,
    /// Whether the document requires it, possibly in one direction only.
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    /// Whether it is used in responses only.
    pub(crate) read_only: bool,
    /// Whether it is used in requests only.
    pub(crate) write_only: bool,
    pub(crate) docs: Docs,
    /// Whether `""` means absent.
    pub(crate) empty_is_absent: bool,
    pub(crate) secret: bool,
    /// Whether it is required and has only one value: then it is filled in, and private.
    pub(crate) constant: bool,
}

pub(crate) struct EnumValue {
    pub(crate) json: String,
    pub(crate) variant: String,
    pub(crate) description: Option<String>,
}

#[derive(Clone, Default)]
pub(crate) struct Docs {
    pub(crate) description: Option<String>,
    /// Limits and defaults, which are documented but not enforced.
    pub(crate) limits: Vec<String>,
    pub(crate) example: Option<Example>,
    pub(crate) deprecated: bool,
}

#[derive(Clone)]
pub(crate) enum Example {
    Text(String),
    /// Any other value, as JSON in document order.
    Json(String),
}

impl Property {
    /// Returns whether a constructor needs a value for it.
    pub(crate) fn is_constructor_argument(&self) -> bool {
        self.required && !self.constant && !self.read_only
    }
}

impl Schema {
    /// Returns whether a property is always present, in both directions that the schema is used in.
    pub(crate) fn always_has(&self, property: &Property) -> bool {
        property.required
            && !(self.in_request && property.read_only)
            && !(self.in_response && property.write_only)
    }

    /// Returns whether a program can create such a value without arguments: no property is
    /// required.
    pub(crate) fn has_default(&self) -> bool {
        let is_struct = matches!(self.shape, Shape::Object(_) | Shape::Multipart(_));
        let is_argument = |property: &&Property| property.is_constructor_argument();
        self.in_request && is_struct && !self.properties().iter().any(is_argument)
    }

    /// Returns the properties of an object or a form.
    pub(crate) fn properties(&self) -> Vec<&Property> {
        match &self.shape {
            Shape::Object(object) => object.properties.iter().collect(),
            Shape::Multipart(parts) => parts.iter().map(|part| &part.property).collect(),
            _ => Vec::new(),
        }
    }
}

/// Returns whether a method, in upper case, is idempotent (RFC 9110, section 9.2.2). The same as in
/// the runtime's `Operation::new`.
pub(crate) fn is_idempotent(http_method: &str) -> bool {
    matches!(
        http_method,
        "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE"
    )
}

/// Names in Rust.
pub(crate) type Names = BTreeSet<String>;
