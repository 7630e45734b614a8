//! What requests and responses carry.

use super::{Property, Style};

pub(crate) struct Body {
    pub(crate) kind: BodyKind,
    /// Whether it is always sent.
    pub(crate) required: bool,
    /// The argument's name.
    pub(crate) rust_name: String,
    pub(crate) description: Option<String>,
}

pub(crate) enum BodyKind {
    Json {
        media_type: String,
    },
    /// `application/x-www-form-urlencoded`: how the properties are written that
    /// are not written as usual.
    Form {
        styles: Vec<(String, Style)>,
    },
    /// Rust name of the form's type; `None` where the document does not say what
    /// is in it.
    Multipart(Option<String>),
    Text {
        media_type: String,
    },
    /// Bytes, and the media types that the document allows.
    Binary(Vec<String>),
}

/// What a call that went well gives.
#[derive(Default)]
pub(crate) enum Success {
    /// The body, which is read alike whatever the status.
    Body(Content),
    /// Likewise, and some responses have none.
    Optional(Content),
    /// An enum by the status.
    ByStatus { accept: String },
    /// Where a redirect leads.
    Location,
    #[default]
    Empty,
    /// Nothing that a program reads: a browser is sent on. The operation
    /// becomes a builder of its URL.
    Redirect,
}

/// The body of a successful response.
pub(crate) struct Content {
    pub(crate) kind: ContentKind,
    /// The media types that the request asks for.
    pub(crate) accept: String,
    /// The property of the JSON that holds the value.
    pub(crate) envelope: Option<String>,
}

/// How a body is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContentKind {
    Json,
    Text,
    /// While it comes.
    Download,
    /// Server-sent events, whose data is JSON.
    Events,
    TextEvents,
}

/// One documented response.
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
    /// The variant's name.
    pub(crate) name: String,
    /// The property that stands for it before progenitor.
    pub(crate) field: String,
    pub(crate) status: String,
    /// How its body is read; `None` where it has none.
    pub(crate) kind: Option<ContentKind>,
    pub(crate) description: Option<String>,
}

pub(crate) struct Part {
    pub(crate) property: Property,
    pub(crate) kind: PartKind,
    /// Sent as often as the list has items.
    pub(crate) many: bool,
}

pub(crate) enum PartKind {
    /// A plain value, and its media type where it is not `text/plain`.
    Text(Option<String>),
    Json,
    /// The media types that the document allows, empty for any.
    File(Vec<String>),
}

impl Success {
    /// The property that holds the value.
    pub(crate) fn envelope(&self) -> Option<&str> {
        match self {
            Self::Body(content) | Self::Optional(content) => content.envelope.as_deref(),
            _ => None,
        }
    }
}
