//! Which credentials a client has.

use std::sync::Arc;

use super::Builder;
use crate::{Credential, Error, Secret, SecurityScheme};

/// A credential as a builder is given it. One that renews itself needs a client
/// of its own, without a credential.
pub(super) enum CredentialConfig<C> {
    Token(Secret),
    Renewed(MakeCredential<C>),
}

type MakeCredential<C> = Box<dyn FnOnce(C) -> Result<Arc<dyn Credential>, Error> + Send>;

/// Credentials. Each goes to the server of the operation that needs it, and to no
/// other.
impl<C> Builder<C> {
    /// The token that goes with every call that needs one: an integration
    /// token, or an OAuth2 access token.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.credential = Some(CredentialConfig::Token(token.into()));
        self
    }

    /// A credential that renews itself, in place of a token: `make` gets a
    /// client that sends to the same places without a credential.
    pub fn credential(
        mut self,
        make: impl FnOnce(C) -> Result<Arc<dyn Credential>, Error> + Send + 'static,
    ) -> Self {
        self.credential = Some(CredentialConfig::Renewed(Box::new(make)));
        self
    }

    /// The credential of one security scheme, in place of one that was given
    /// before. It goes with every call that needs it.
    pub fn scheme(self, scheme: &'static SecurityScheme, secret: impl Into<Secret>) -> Self {
        self.with_scheme(scheme, None, secret.into())
    }

    /// As [`scheme`](Self::scheme), for one that takes a user name and a
    /// password.
    pub fn basic(
        self,
        scheme: &'static SecurityScheme,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        self.with_scheme(scheme, Some(user.into()), password.into())
    }

    fn with_scheme(
        mut self,
        scheme: &'static SecurityScheme,
        user: Option<String>,
        secret: Secret,
    ) -> Self {
        self.schemes.retain(|(known, ..)| known.name != scheme.name);
        self.schemes.push((scheme, user, secret));
        self
    }
}
