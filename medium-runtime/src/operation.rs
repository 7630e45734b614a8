//! Operations and scopes as data.

/// What the document says about one operation. The generated
/// `operations` hold one each.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// `operationId`, as errors name the operation.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path's template, such as `/v1/users/{userId}/publications`.
    pub path: &'static str,
    /// The document's URL of the server that the operation stands on.
    pub server: &'static str,
    /// Whether a credential goes with it.
    pub authenticated: bool,
    /// The scopes that the credential needs; none means that any will do.
    pub scopes: &'static [&'static str],
    /// Whether its answer can hold secrets: then no part of one is ever shown
    /// in an error.
    pub secret: bool,
}

impl Operation {
    /// Whether sending it twice is the same as sending it once.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        matches!(self.method, "GET" | "HEAD" | "PUT" | "DELETE")
    }
}

/// A scope that the document declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Its name on the wire.
    pub name: &'static str,
    /// What it grants, in the document's words.
    pub description: &'static str,
}
