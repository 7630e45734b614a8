//! The bodies of requests and responses.

use super::{Property, Style};

pub(crate) struct Body {
    pub(crate) kind: BodyKind,
    pub(crate) required: bool,
    pub(crate) rust_name: String,
    pub(crate) description: Option<String>,
}

pub(crate) enum BodyKind {
    Json {
        media_type: String,
    },
    /// `application/x-www-form-urlencoded`, with the styles of properties that
    /// don't use the default.
    Form {
        styles: Vec<(String, Style)>,
    },
    /// Rust name of the form's type; `None` if the document does not declare its parts.
    Multipart(Option<String>),
    Text {
        media_type: String,
    },
    /// Bytes, with the allowed media types.
    Binary(Vec<String>),
}

#[derive(Default)]
pub(crate) enum Success {
    /// The body, decoded the same way for every status.
    Body(Content),
    /// The same, but some responses have none.
    Optional(Content),
    /// An enum by status.
    ByStatus { accept: String },
    /// The target of a redirect.
    Location,
    #[default]
    Empty,
    /// A redirect of the browser, which a program does not follow. The operation
    /// becomes a builder of its URL.
    Redirect,
}

/// The body of a successful response.
pub(crate) struct Content {
    pub(crate) kind: ContentKind,
    /// The media types for the `Accept` header.
    pub(crate) accept: String,
    /// The property of the JSON that contains the value.
    pub(crate) envelope: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContentKind {
    Json,
    Text,
    /// As a stream.
    Download,
    /// Server-sent events, whose data is JSON.
    Events,
    TextEvents,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Response {
    /// `201`, `4XX` or `default`.
    pub(crate) status: String,
    pub(crate) description: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) success: bool,
    /// The reference to it, if it is one.
    pub(crate) component: Option<String>,
}

/// One status of an enum by status.
pub(crate) struct StatusVariant {
    pub(crate) name: String,
    /// Its property in the schema for progenitor.
    pub(crate) field: String,
    pub(crate) status: String,
    /// How to decode its body; `None` if it has none.
    pub(crate) kind: Option<ContentKind>,
    pub(crate) description: Option<String>,
}

pub(crate) struct Part {
    pub(crate) property: Property,
    pub(crate) kind: PartKind,
    /// Sent once per item of the list.
    pub(crate) many: bool,
}

pub(crate) enum PartKind {
    /// A primitive value, and its media type if it is not `text/plain`.
    Text(Option<String>),
    Json,
    /// The allowed media types, empty for any.
    File(Vec<String>),
}

impl Success {
    /// Returns the property that contains the value.
    pub(crate) fn envelope(&self) -> Option<&str> {
        match self {
            Self::Body(content) | Self::Optional(content) => content.envelope.as_deref(),
            _ => None,
        }
    }
}
