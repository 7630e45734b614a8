//! How the value of a parameter becomes text: the styles of OpenAPI, one family
//! a file. A value comes in as what it serializes to, so any type of the
//! document can be a parameter.

mod cookie;
mod encode;
mod header;
mod path;
mod query;
mod value;

use serde::Serialize;

pub(crate) use value::Value;

/// How a parameter is written: OpenAPI's `style`, with what goes with it.
///
/// A constant is the style without `explode`, as the document's
/// `explode: false`:
///
/// ```
/// use medium_runtime::Style;
///
/// const FILTER: Style = Style::DEEP_OBJECT;
/// const TAGS: Style = Style::FORM.exploded();
/// assert_ne!(FILTER, TAGS);
/// ```
///
/// What OpenAPI leaves open is decided here:
///
/// - `null` is left out, as an undefined value of RFC 6570.
/// - A list or an object inside of a list or an object is written as JSON, but for
///   a list in an exploded object of [`FORM`](Self::FORM), `key=1&key=2`, and
///   with [`DEEP_OBJECT`](Self::DEEP_OBJECT) in further brackets: `a[b][c]=1`,
///   `a[b][]=1&a[b][]=2`, `a[b][0][c]=1`.
/// - With [`SPACE_DELIMITED`](Self::SPACE_DELIMITED) and
///   [`PIPE_DELIMITED`](Self::PIPE_DELIMITED), a value that holds the separator
///   itself is refused: it could not be told from two values.
/// - A header's text is sent as it is. Within a list or an object, `,`, `=` and
///   `%` are percent-encoded, because they would separate something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    name: StyleName,
    explode: bool,
    reserved: bool,
    pub(crate) secret: bool,
}

/// The values of `style`; `Plain` is `form`.
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
    /// JSON text, for a parameter that has `content` in place of a schema.
    pub const JSON: Self = Self::new(StyleName::Json);

    const fn new(name: StyleName) -> Self {
        Self {
            name,
            explode: false,
            reserved: false,
            secret: false,
        }
    }

    /// `explode: true`: each value of a list and each property of an object by
    /// itself.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// `allowReserved: true`, in a query: what has a meaning in URLs, such as
    /// `/` and `:`, is not encoded, and neither is what is percent-encoded
    /// already. `&`, `+`, `#`, `[` and `]` are encoded all the same: with them
    /// the value would end, or be another one.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// A secret: no error and no log shows it.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// What `value` is as a parameter of this style. The error is what is wrong
    /// with it.
    pub(crate) fn value(self, value: &(impl Serialize + ?Sized)) -> Result<Value, String> {
        match self.name {
            StyleName::Json => Value::json(value),
            _ => Value::of(value),
        }
    }

    /// What stands in the path in the place of `{name}`.
    pub(crate) fn in_path(self, name: &str, value: &Value) -> String {
        path::written(self, name, value)
    }

    /// `name=value`, or several pairs joined by `&`; empty where nothing is
    /// sent.
    pub(crate) fn in_query(self, name: &str, value: &Value) -> Result<String, &'static str> {
        query::written(self, name, value)
    }

    /// The value of a header.
    pub(crate) fn in_header(self, value: &Value) -> String {
        header::written(self, value)
    }

    /// `name=value`, or several pairs joined by `; `; empty where nothing is
    /// sent.
    pub(crate) fn in_cookie(self, name: &str, value: &Value) -> String {
        cookie::written(self, name, value)
    }
}
