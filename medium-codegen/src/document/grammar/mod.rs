//! The grammar of OpenAPI 3.0.3 as far as it can be expressed: one table an
//! object, one line a keyword. A keyword that stands here as `Refused` is known
//! and can't be expressed; one that doesn't stand here is unknown, most likely
//! misspelt. Extensions (`x-…`) are allowed in every object.

mod document;
mod operation;
mod schema;
mod security;

pub(crate) use document::DOCUMENT;
pub(crate) use schema::SCHEMA;

/// What may stand behind a keyword.
pub(crate) enum Kind {
    Text,
    Bool,
    Number,
    /// A whole number that is not negative.
    Count,
    Any,
    List(&'static Kind),
    /// Free keys, all values of one kind.
    Map(&'static Kind),
    Object(&'static Object),
    /// The object itself, or `{$ref: …}` to one under `components`.
    OrRef(&'static Object),
    /// `true`, `false`, or a schema.
    BoolOrSchema,
    /// Known, but it can't be expressed: what to do instead.
    Refused(&'static str),
}

/// One kind of object in a document.
pub(crate) struct Object {
    /// With its article, as an error says it.
    pub(crate) name: &'static str,
    /// Where under `components` it can be referred to.
    pub(crate) section: Option<&'static str>,
    pub(crate) required: &'static [&'static str],
    pub(crate) keywords: &'static [(&'static str, Kind)],
}

const TEXT_LIST: Kind = Kind::List(&Kind::Text);
