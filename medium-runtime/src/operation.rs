//! Operations and scopes as data.

use super::security::{Alternative, TOKEN};

/// What the document says about one operation. The generated `operations`
/// module holds one for each.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// `operationId`, as errors name the operation.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path's template, such as `/v1/users/{userId}/publications`.
    pub path: &'static str,
    /// The document's URL of the server that serves the operation.
    pub server: &'static str,
    /// The credentials that it can be called with: the first alternative whose
    /// credentials a client has is used. Empty where it is called without one.
    pub security: &'static [Alternative],
    /// The scopes that the credential needs; empty where any credential will
    /// do.
    pub scopes: &'static [&'static str],
    /// The key under which a successful response holds its value, such as
    /// `data` in `{"data": …}`; `None` where the response is the value.
    pub envelope: Option<&'static str>,
    /// Whether sending it twice has the same effect as sending it once. From
    /// the method, or from `x-idempotent` where the document knows better.
    /// Only such an operation is sent again after its request may have
    /// arrived.
    pub idempotent: bool,
    /// Whether its response can hold secrets: then no part of it is ever shown
    /// in an error.
    pub secret: bool,
}

impl Operation {
    /// An operation that needs no credential and whose response is its value.
    /// It is idempotent where its method is (RFC 9110, section 9.2.2).
    #[must_use]
    pub const fn new(
        id: &'static str,
        method: &'static str,
        server: &'static str,
        path: &'static str,
    ) -> Self {
        Self {
            id,
            method,
            path,
            server,
            security: &[],
            scopes: &[],
            envelope: None,
            idempotent: matches!(
                method.as_bytes(),
                b"GET" | b"HEAD" | b"PUT" | b"DELETE" | b"OPTIONS" | b"TRACE"
            ),
            secret: false,
        }
    }

    /// With a token, which needs these scopes.
    #[must_use]
    pub const fn authenticated(self, scopes: &'static [&'static str]) -> Self {
        self.security(&TOKEN, scopes)
    }

    /// With the credentials of one of these alternatives, which need these
    /// scopes.
    #[must_use]
    pub const fn security(
        mut self,
        alternatives: &'static [Alternative],
        scopes: &'static [&'static str],
    ) -> Self {
        self.security = alternatives;
        self.scopes = scopes;
        self
    }

    /// Whose successful response holds its value under `key`.
    #[must_use]
    pub const fn envelope(mut self, key: &'static str) -> Self {
        self.envelope = Some(key);
        self
    }

    /// Whether it may be sent twice, where the document knows better than the
    /// method.
    #[must_use]
    pub const fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Whose response can hold secrets.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Whether a credential can go with it.
    #[must_use]
    pub fn is_authenticated(&self) -> bool {
        self.security.iter().any(|schemes| !schemes.is_empty())
    }

    /// Whether sending it twice has the same effect as sending it once.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }
}

/// A scope that the document declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeDescription {
    /// Its name, as a token request sends it.
    pub name: &'static str,
    /// What it grants, in the document's words.
    pub description: &'static str,
}
