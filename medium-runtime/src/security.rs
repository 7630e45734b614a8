//! Security schemes, as in the document.

/// A security requirement of OpenAPI: a call needs the credentials of all these schemes.
/// Empty for a call without credentials.
pub type SecurityRequirement = &'static [&'static SecurityScheme];

/// A security scheme in the document. The generated module `security` has a constant for each.
///
/// ```
/// use medium_runtime::{Operation, Placement, SecurityScheme};
///
/// static KEY: SecurityScheme = SecurityScheme::new("key", Placement::Header("X-API-Key"));
/// static RING: Operation = Operation::new("ring", "POST", "https://bells.example", "/rings")
///     .security(&[&[&KEY]], &[]);
/// assert_eq!(RING.security, [[&KEY]]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecurityScheme {
    /// The name of its credential in the builder.
    pub name: &'static str,
    /// Where the credential is sent.
    pub placement: Placement,
}

/// Where a credential is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Placement {
    /// `Authorization: Bearer …`: a token, also of OAuth2 and OpenID Connect.
    Bearer,
    /// `Authorization: Basic …`: a user name and a password.
    Basic,
    /// `Authorization` with another scheme, followed by the credential.
    Http(&'static str),
    /// A header with this name.
    Header(&'static str),
    /// A query parameter with this name.
    Query(&'static str),
    /// A cookie with this name.
    Cookie(&'static str),
}

impl SecurityScheme {
    /// Creates a scheme.
    #[must_use]
    pub const fn new(name: &'static str, placement: Placement) -> Self {
        Self { name, placement }
    }
}

/// The security of an operation that accepts any token.
pub(crate) static TOKEN: [SecurityRequirement; 1] =
    [&[&SecurityScheme::new("token", Placement::Bearer)]];
