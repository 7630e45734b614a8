//! Parameters and their serialization.

use super::Docs;

pub(crate) struct Parameter {
    pub(crate) pointer: String,
    /// Its name in the document and in the request.
    pub(crate) name: String,
    pub(crate) rust_name: String,
    /// Its name in the document for progenitor.
    pub(crate) lowered_name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) docs: Docs,
    /// Its style, if it is not the default.
    pub(crate) style: Option<Style>,
    /// OpenAPI's `allowEmptyValue`, if its type has no empty value.
    pub(crate) can_be_empty: bool,
    /// Its only value: it is sent, and is not an argument.
    pub(crate) constant: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) name: StyleName,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
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
    /// Returns whether it is an argument of the method: optional parameters have setters, constants
    /// have neither.
    pub(crate) fn is_argument(&self) -> bool {
        self.required && self.constant.is_none()
    }
}
