//! Serializes parameters in OpenAPI's styles. A value is taken as what it
//! serializes to, so any type in the document can be a parameter.

mod cookie;
mod encode;
mod header;
mod path;
mod query;
mod value;

use serde::Serialize;

pub(crate) use value::Value;

/// How a parameter is serialized: `style`, `explode` and `allowReserved` in OpenAPI.
///
/// The constants have `explode: false`:
///
/// ```
/// use medium_runtime::Style;
///
/// const FILTER: Style = Style::DEEP_OBJECT;
/// const TAGS: Style = Style::FORM.exploded();
/// assert_ne!(FILTER, TAGS);
/// ```
///
/// Where OpenAPI is silent:
///
/// - `null` is omitted, as an undefined value of RFC 6570.
/// - Nested lists and objects are JSON. Exceptions: a list in an exploded object with
///   [`FORM`](Self::FORM), `key=1&key=2`, and [`DEEP_OBJECT`](Self::DEEP_OBJECT), which
///   nests brackets: `a[b][c]=1`, `a[b][]=1&a[b][]=2`, `a[b][0][c]=1`.
/// - With [`SPACE_DELIMITED`](Self::SPACE_DELIMITED) and [`PIPE_DELIMITED`](Self::PIPE_DELIMITED),
///   a value that contains the separator is rejected: it would look like two values.
/// - Headers are sent as they are. In lists and objects, `,`, `=` and `%` are
///   percent-encoded, because they are separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    name: StyleName,
    explode: bool,
    allow_reserved: bool,
    pub(crate) secret: bool,
}

/// The value of `style`, or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StyleName {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Deep,
    Json,
}

impl Style {
    /// `simple`, in a path or a header: `a,b`.
    pub const SIMPLE: Self = Self::new(StyleName::Simple);
    /// `label`, in a path: `.a,b`.
    pub const LABEL: Self = Self::new(StyleName::Label);
    /// `matrix`, in a path: `;name=a,b`.
    pub const MATRIX: Self = Self::new(StyleName::Matrix);
    /// `form`, in a query or a cookie: `name=a,b`.
    pub const FORM: Self = Self::new(StyleName::Form);
    /// `spaceDelimited`, in a query: `name=a%20b`.
    pub const SPACE_DELIMITED: Self = Self::new(StyleName::Space);
    /// `pipeDelimited`, in a query: `name=a%7Cb`.
    pub const PIPE_DELIMITED: Self = Self::new(StyleName::Pipe);
    /// `deepObject`, in a query: `name[key]=a`.
    pub const DEEP_OBJECT: Self = Self::new(StyleName::Deep);
    /// JSON text, for a parameter with `content` instead of a schema.
    pub const JSON: Self = Self::new(StyleName::Json);

    const fn new(name: StyleName) -> Self {
        Self {
            name,
            explode: false,
            allow_reserved: false,
            secret: false,
        }
    }

    /// Sets `explode`: each value of a list and each property of an object is separate.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Sets `allowReserved`, in a query: characters with a meaning in URLs, such as
    /// `/` and `:`, and existing percent-encoding are kept. `&`, `+`, `#`, `[` and `]`
    /// are always encoded: they would end or change the value.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Marks the value as secret: neither errors nor logs show it.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Serializes `value` for this style. Errors say what is wrong with it.
    pub(crate) fn value(self, value: &(impl Serialize + ?Sized)) -> Result<Value, String> {
        match self.name {
            StyleName::Json => Value::json(value),
            _ => Value::new(value),
        }
    }

    /// Returns the text that replaces `{name}` in the path.
    pub(crate) fn in_path(self, name: &str, value: &Value) -> String {
        path::serialize(self, name, value)
    }

    /// Returns `name=value`, or several pairs joined by `&`; empty if nothing is sent.
    pub(crate) fn in_query(self, name: &str, value: &Value) -> Result<String, &'static str> {
        query::serialize(self, name, value)
    }

    /// Returns the value of a header.
    pub(crate) fn in_header(self, value: &Value) -> String {
        header::serialize(self, value)
    }

    /// Returns `name=value`, or several pairs joined by `; `; empty if nothing is sent.
    pub(crate) fn in_cookie(self, name: &str, value: &Value) -> String {
        cookie::serialize(self, name, value)
    }
}
