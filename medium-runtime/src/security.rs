//! Security schemes: where each kind of credential travels, as data of the
//! document.

/// One of the alternatives with which an operation can be called: the schemes
/// whose credentials it needs, all of them at once. An empty one is a call
/// without a credential.
pub type Alternative = &'static [&'static SecurityScheme];

/// A security scheme of the document. The generated `security` module holds one
/// for each.
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
    /// What the client's builder calls its credential.
    pub name: &'static str,
    /// Where the credential travels.
    pub placement: Placement,
}

/// Where a credential travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Placement {
    /// `Authorization: Bearer …`: a token, that of OAuth2 and OpenID Connect
    /// too.
    Bearer,
    /// `Authorization: Basic …`: a user name and a password.
    Basic,
    /// `Authorization` with this scheme, and the credential behind it as it was
    /// given.
    Http(&'static str),
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
}

impl SecurityScheme {
    /// A scheme of this name.
    #[must_use]
    pub const fn new(name: &'static str, placement: Placement) -> Self {
        Self { name, placement }
    }
}

/// What an operation needs that any token will do for.
pub(crate) static TOKEN: [Alternative; 1] = [&[&SecurityScheme::new("token", Placement::Bearer)]];
