//! What a call authenticates itself with.

use std::fmt;

use reqwest::header::HeaderValue;

use super::{BoxFuture, Error, Operation, Secret};

/// The value of an `Authorization` header, marked sensitive, and which issue of
/// the token it holds.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub(crate) header: HeaderValue,
    pub(crate) version: u64,
}

/// Something that gives tokens, and can renew one that the service refuses.
pub trait Credential: Send + Sync + fmt::Debug {
    /// The token for a call of `operation`.
    ///
    /// # Errors
    ///
    /// Where there is none, or none that will do: nothing is sent then.
    fn bearer(&self, operation: &'static Operation) -> BoxFuture<'_, Result<Bearer, Error>>;

    /// A newer token than `refused`, which the service did not accept; `None`
    /// where there is no way to get one.
    ///
    /// # Errors
    ///
    /// Where getting one failed.
    fn renew(
        &self,
        operation: &'static Operation,
        refused: Bearer,
    ) -> BoxFuture<'_, Result<Option<Bearer>, Error>>;
}

impl Bearer {
    /// `Bearer …` with this token. `version` tells one issue of a renewed token
    /// from the next.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where the token can't stand in a header.
    pub fn new(token: &Secret, version: u64) -> Result<Self, Error> {
        let refused = || {
            let problem = "can't stand in a header: it is empty, or has white space or characters outside of ASCII";
            Error::input("client", "token", problem)
        };
        let text = token.expose();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refused());
        }
        let mut header = HeaderValue::try_from(format!("Bearer {text}")).map_err(|_| refused())?;
        header.set_sensitive(true);
        Ok(Self { header, version })
    }

    /// Which issue of the token this is.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
}
