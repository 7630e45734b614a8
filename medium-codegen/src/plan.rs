//! What the document says, as plain data: all that the passes behind progenitor
//! need to know and that does not survive progenitor itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

/// The whole document.
pub(crate) struct Plan {
    pub(crate) title: String,
    /// The document's first server.
    pub(crate) server: String,
    pub(crate) operations: Vec<Operation>,
    /// Method name → place in `operations`: nearly every pass asks it for
    /// every method.
    pub(crate) places: HashMap<String, usize>,
    /// By the name of the Rust type.
    pub(crate) schemas: BTreeMap<String, Schema>,
    /// Every scope of every OAuth2 flow: name → description.
    pub(crate) scopes: BTreeMap<String, String>,
    /// Rust names of what request bodies are made of.
    pub(crate) requests: BTreeSet<String>,
}

impl Plan {
    pub(crate) fn operation(&self, method: &str) -> Option<&Operation> {
        self.operations.get(*self.places.get(method)?)
    }
}

/// One operation, by the name of its method on the client.
pub(crate) struct Operation {
    pub(crate) pointer: String,
    /// `operationId`, as the document spells it.
    pub(crate) id: String,
    pub(crate) method_name: String,
    /// In capitals.
    pub(crate) http_method: String,
    /// The path's template.
    pub(crate) path: String,
    pub(crate) server: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) deprecated: bool,
    pub(crate) tags: Vec<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// Whether the body is always sent.
    pub(crate) body_required: bool,
    pub(crate) success: Success,
    pub(crate) answers: Vec<Answer>,
    /// `None`: the operation is called without a credential.
    pub(crate) scopes: Option<Vec<String>>,
    /// Whether its answer or its request can hold a secret.
    pub(crate) secret: bool,
}

pub(crate) struct Parameter {
    pub(crate) wire: String,
    /// The argument's name.
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) docs: Docs,
    /// A list that goes out as one value, joined by commas (`explode: false`).
    pub(crate) joined: bool,
    pub(crate) secret: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
}

pub(crate) enum Body {
    Json,
    Form,
    /// Rust name of the form's type.
    Multipart(String),
}

/// What a call that went well answers.
pub(crate) enum Success {
    /// JSON, and the name of the property that it is wrapped in.
    Json {
        envelope: Option<String>,
    },
    Empty,
    /// Nothing that a program reads: a browser is sent on. The operation
    /// becomes a builder of its URL.
    Redirect,
}

/// One documented answer, good or bad.
pub(crate) struct Answer {
    /// `201`, `4XX` or `default`.
    pub(crate) status: String,
    pub(crate) description: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) good: bool,
}

/// A schema that has a Rust type of its own.
pub(crate) struct Schema {
    pub(crate) pointer: String,
    pub(crate) docs: Docs,
    pub(crate) shape: Shape,
}

pub(crate) enum Shape {
    Object(Vec<Property>),
    /// The body of a `multipart/form-data` request.
    Multipart(Vec<Part>),
    /// Open: a value that is not listed is kept.
    Enum(Vec<EnumValue>),
    /// An enum with one value: a constant, and closed.
    Constant(EnumValue),
    OneOf(Vec<String>),
    /// Everything else: a value with a name.
    Newtype,
}

pub(crate) struct Property {
    pub(crate) wire: String,
    /// The field's name in Rust.
    pub(crate) field: String,
    pub(crate) required: bool,
    pub(crate) docs: Docs,
    /// `""` on the wire means that there is none.
    pub(crate) empty_is_absent: bool,
    pub(crate) secret: bool,
    /// The Rust type of which the property can have one value only.
    pub(crate) constant: Option<String>,
}

pub(crate) struct Part {
    pub(crate) property: Property,
    pub(crate) kind: PartKind,
    /// Sent as often as the list has items.
    pub(crate) many: bool,
}

pub(crate) enum PartKind {
    Text,
    Json,
    /// The media types that the document allows, empty for any.
    File(Vec<String>),
}

pub(crate) struct EnumValue {
    pub(crate) wire: String,
    pub(crate) variant: String,
    pub(crate) description: Option<String>,
}

/// What a reader is told about a value.
#[derive(Clone, Default)]
pub(crate) struct Docs {
    pub(crate) description: Option<String>,
    /// The kind of value in a word or two, for where nobody described it.
    pub(crate) kind: String,
    /// Limits and defaults: told, not enforced.
    pub(crate) notes: Vec<String>,
    pub(crate) example: Option<Value>,
    pub(crate) deprecated: bool,
}
