//! Operations and scopes as data.

use super::security::{SecurityRequirement, TOKEN};

/// An operation in the document. The generated module `operations` has a constant for each.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The template of the path, such as `/v1/users/{userId}/publications`.
    pub path: &'static str,
    /// The server of the operation, spelled as in the document.
    pub server: &'static str,
    /// The security requirements: a client uses the first whose credentials it
    /// has. Empty if the operation requires none.
    pub security: &'static [SecurityRequirement],
    /// The required scopes; empty if any credential is accepted.
    pub scopes: &'static [&'static str],
    /// The key of the value in a response with an envelope, such as `data` in `{"data": …}`.
    pub envelope: Option<&'static str>,
    /// Whether sending it twice has the same effect as sending it once, by its method
    /// or by `x-idempotent` in the document. Only such operations are sent again after
    /// a request that may have arrived.
    pub idempotent: bool,
    /// Whether the request or response may contain secrets. If so, errors show no part of the
    /// response.
    pub secret: bool,
}

impl Operation {
    /// Creates an operation without credentials. Its method sets `idempotent` (RFC 9110, 9.2.2).
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

    /// Requires a token with these scopes.
    #[must_use]
    pub const fn authenticated(self, scopes: &'static [&'static str]) -> Self {
        self.security(&TOKEN, scopes)
    }

    /// Sets the security requirements, any of which is enough, and the scopes.
    #[must_use]
    pub const fn security(
        mut self,
        requirements: &'static [SecurityRequirement],
        scopes: &'static [&'static str],
    ) -> Self {
        self.security = requirements;
        self.scopes = scopes;
        self
    }

    /// Sets the key of the value in a successful response.
    #[must_use]
    pub const fn envelope(mut self, key: &'static str) -> Self {
        self.envelope = Some(key);
        self
    }

    /// Sets whether the operation is idempotent, if its method is misleading.
    #[must_use]
    pub const fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Marks the request or response as secret.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Returns whether a call uses a credential.
    #[must_use]
    pub fn is_authenticated(&self) -> bool {
        self.security.iter().any(|schemes| !schemes.is_empty())
    }
}

/// A scope in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeDescription {
    /// The name, as in a token request.
    pub name: &'static str,
    /// The description in the document.
    pub description: &'static str,
}
