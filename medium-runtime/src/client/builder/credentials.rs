//! Credential settings.

use std::sync::Arc;

use super::Builder;
use crate::{Credential, Error, Secret, SecurityScheme};

/// A credential that the builder received.
pub(super) enum CredentialConfig<C> {
    Token(Secret),
    /// Needs a client without a credential, to refresh itself.
    Refreshed(MakeCredential<C>),
}

type MakeCredential<C> = Box<dyn FnOnce(C) -> Result<Arc<dyn Credential>, Error> + Send>;

/// Credentials. Each is sent only to the server of the operation that requires it.
impl<C> Builder<C> {
    /// Sets the token of calls that require one: an integration or OAuth2 access token.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.credential = Some(CredentialConfig::Token(token.into()));
        self
    }

    /// Sets a credential that refreshes itself, instead of a token. `make` receives a
    /// client for the same servers, without a credential.
    pub fn credential(
        mut self,
        make: impl FnOnce(C) -> Result<Arc<dyn Credential>, Error> + Send + 'static,
    ) -> Self {
        self.credential = Some(CredentialConfig::Refreshed(Box::new(make)));
        self
    }

    /// Sets the credential of a security scheme, replacing an earlier one.
    pub fn scheme(self, scheme: &'static SecurityScheme, secret: impl Into<Secret>) -> Self {
        self.with_scheme(scheme, None, secret.into())
    }

    /// Sets user name and password of a Basic scheme. For others, see [`scheme`](Self::scheme).
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
