//! What the document says, as plain data: all that the code is written from,
//! beside the names and types of progenitor. Everything stands in the order of
//! the document.

mod access;
mod bodies;
mod parameter;

use std::collections::{BTreeSet, HashMap};

pub(crate) use access::{NextPage, Paging, Placement, Scheme, Security, Server, ServerVariable};
pub(crate) use bodies::{
    Body, BodyKind, Content, ContentKind, Part, PartKind, Response, StatusVariant, Success,
};
pub(crate) use parameter::{Location, Parameter, Style, StyleName};

/// The whole document.
pub(crate) struct Model {
    pub(crate) title: String,
    /// The document's server.
    pub(crate) server: Server,
    /// The servers of all operations that are sent, where there are several or
    /// variables in them.
    pub(crate) servers: Vec<Server>,
    /// The security schemes that have to be told apart; none where a token is all
    /// that operations take.
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) schemas: Schemas,
    /// Every scope of every OAuth2 flow: name and description.
    pub(crate) scopes: Vec<(String, String)>,
    /// Error responses that most operations share: told once, for all.
    pub(crate) shared_responses: Vec<Response>,
    /// Rust name of the type of what most errors hold.
    pub(crate) shared_error: Option<String>,
    /// Components that no operation uses: they have no type.
    pub(crate) unused: Vec<String>,
}

/// The schemas that have a Rust type of their own.
#[derive(Default)]
pub(crate) struct Schemas {
    pub(crate) all: Vec<Schema>,
    places: HashMap<String, usize>,
    /// Pointers → the types of what stands there.
    types: HashMap<String, String>,
}

impl Schemas {
    pub(crate) fn new(all: Vec<Schema>) -> Self {
        let names = all.iter().map(|schema| schema.rust_name.clone());
        let places = names.zip(0..).collect();
        let mut types = HashMap::new();
        for Schema {
            pointer, rust_name, ..
        } in &all
        {
            let known = types.entry(pointer.clone());
            known.or_insert_with(|| rust_name.clone());
        }
        Self { all, places, types }
    }

    /// Rust name of the type of what stands at a pointer, where it has one of its own.
    pub(crate) fn type_at(&self, pointer: &str) -> Option<&str> {
        self.types.get(pointer).map(String::as_str)
    }

    /// The schema of this Rust name.
    pub(crate) fn get(&self, rust_name: &str) -> Option<&Schema> {
        self.all.get(*self.places.get(rust_name)?)
    }
}

/// One operation: a method of the client.
#[derive(Default)]
pub(crate) struct Operation {
    pub(crate) pointer: String,
    /// `operationId`, as the document spells it.
    pub(crate) id: String,
    /// The name of its method.
    pub(crate) method_name: String,
    /// The name of the type of its calls.
    pub(crate) type_name: String,
    /// In capitals.
    pub(crate) http_method: String,
    /// The path's template, as it is sent.
    pub(crate) path: String,
    pub(crate) server: Server,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) success: Success,
    pub(crate) responses: Vec<Response>,
    /// How its pages follow each other, where it has pages.
    pub(crate) paging: Option<Paging>,
    /// Rust name of the type of the headers of its successes.
    pub(crate) headers: Option<String>,
    /// Rust name of the type of what its errors hold.
    pub(crate) error: Option<String>,
    pub(crate) security: Security,
    /// Whether sending it twice is the same as sending it once.
    pub(crate) idempotent: bool,
    /// Whether its request or its response can hold a secret.
    pub(crate) secret: bool,
}

/// A schema that has a Rust type of its own.
pub(crate) struct Schema {
    pub(crate) rust_name: String,
    pub(crate) pointer: String,
    pub(crate) docs: Docs,
    pub(crate) shape: Shape,
    /// Whether a program makes such a value: it is in a request.
    pub(crate) in_request: bool,
    /// Whether such a value is in a response.
    pub(crate) in_response: bool,
    /// Whether programs meet the type. A constant that only stands in fields
    /// which are filled in stays inside of the crate.
    pub(crate) public: bool,
}

pub(crate) enum Shape {
    Object(Object),
    /// The body of a `multipart/form-data` request.
    Multipart(Vec<Part>),
    /// An enum of strings. Open: a value that is not listed is kept.
    Enum(Vec<EnumValue>),
    /// An enum of other values than strings, as open; the values are JSON.
    ValueEnum(Vec<EnumValue>),
    /// An enum with one value: a constant, and closed.
    Constant(EnumValue),
    /// What a call gives, by its status.
    Responses(Vec<StatusVariant>),
    /// What the errors of a call hold, by their status.
    ErrorResponses(Vec<StatusVariant>),
    /// One of several schemas, `oneOf` in the document.
    OneOf(OneOf),
    /// One or several of several objects, `anyOf` in the document.
    AnyOf(Vec<Choice>),
    /// A string with a name.
    Text,
    /// Everything else: a value with a name.
    Newtype,
}

pub(crate) struct OneOf {
    pub(crate) choices: Vec<Choice>,
    /// The discriminator: the property that tells the choices apart.
    pub(crate) tag: Option<String>,
}

pub(crate) struct Choice {
    /// The name of its variant or field.
    pub(crate) name: String,
    /// The Rust name of its type, where it has one of its own.
    pub(crate) type_name: Option<String>,
    /// The values of the discriminator that stand for it; where it has none, it
    /// is tried on all values that stand for no other.
    pub(crate) tags: Vec<String>,
}

pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    /// The name of the field for what the properties do not name, if that is
    /// kept.
    pub(crate) extra: Option<String>,
}

pub(crate) struct Property {
    pub(crate) pointer: String,
    /// Its name in JSON.
    pub(crate) json_name: String,
    /// The field's name in Rust.
    pub(crate) field: String,
    /// Whether the document requires it, be it in one direction only.
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    /// Whether it is in responses only.
    pub(crate) read_only: bool,
    /// Whether it is in requests only.
    pub(crate) write_only: bool,
    pub(crate) docs: Docs,
    /// `""` means that there is none.
    pub(crate) empty_is_absent: bool,
    pub(crate) secret: bool,
    /// Whether it is required and can have one value only: it is filled in, and
    /// hidden.
    pub(crate) constant: bool,
}

pub(crate) struct EnumValue {
    pub(crate) json: String,
    pub(crate) variant: String,
    pub(crate) description: Option<String>,
}

/// What a reader is told about a value.
#[derive(Clone, Default)]
pub(crate) struct Docs {
    pub(crate) description: Option<String>,
    /// Limits and defaults: told, not enforced.
    pub(crate) limits: Vec<String>,
    pub(crate) example: Option<Example>,
    pub(crate) deprecated: bool,
}

#[derive(Clone)]
pub(crate) enum Example {
    Text(String),
    /// Anything else, as JSON in the order of the document.
    Json(String),
}

impl Property {
    /// Whether a program that makes the object has to give it.
    pub(crate) fn is_given(&self) -> bool {
        self.required && !self.constant && !self.read_only
    }
}

impl Schema {
    /// Whether a property is always there, in both directions that the schema
    /// is used in.
    pub(crate) fn always_has(&self, property: &Property) -> bool {
        property.required
            && !(self.in_request && property.read_only)
            && !(self.in_response && property.write_only)
    }

    /// Whether a program can make such a value out of nothing: it has no
    /// required property.
    pub(crate) fn has_default(&self) -> bool {
        let is_struct = matches!(self.shape, Shape::Object(_) | Shape::Multipart(_));
        let given = |property: &&Property| property.is_given();
        self.in_request && is_struct && !self.properties().iter().any(given)
    }

    /// The properties of an object or a form.
    pub(crate) fn properties(&self) -> Vec<&Property> {
        match &self.shape {
            Shape::Object(object) => object.properties.iter().collect(),
            Shape::Multipart(parts) => parts.iter().map(|part| &part.property).collect(),
            _ => Vec::new(),
        }
    }
}

/// Whether a method, in capitals, has the same effect if it is sent twice (RFC
/// 9110, section 9.2.2). The runtime's `Operation::new` knows the same.
pub(crate) fn is_idempotent(http_method: &str) -> bool {
    matches!(
        http_method,
        "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE"
    )
}

/// Names in Rust.
pub(crate) type Names = BTreeSet<String>;
