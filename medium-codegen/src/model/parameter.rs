//! Parameters, and how they are written.

use super::Docs;

pub(crate) struct Parameter {
    pub(crate) pointer: String,
    /// Its name in the document and in the request.
    pub(crate) name: String,
    /// Its name in Rust.
    pub(crate) rust_name: String,
    /// Its name in the lowered document.
    pub(crate) lowered: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) docs: Docs,
    /// How it is written, where that is not what is usual in its place.
    pub(crate) style: Option<Style>,
    /// Whether it can be sent with an empty value that its type does not have.
    pub(crate) can_be_empty: bool,
    /// The only value that it can have: it is sent, and is no argument.
    pub(crate) constant: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) name: StyleName,
    pub(crate) explode: bool,
    pub(crate) reserved: bool,
    pub(crate) secret: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StyleName {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

impl Parameter {
    /// Whether the method takes it: what is optional has a setter, what is
    /// constant neither.
    pub(crate) fn is_argument(&self) -> bool {
        self.required && self.constant.is_none()
    }
}
