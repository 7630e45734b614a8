//! Accounts, which all records belong to.

use std::fmt;

use crate::Error;
use crate::db::{Row, Value};

/// A user's account at one API. Every record belongs to an account.
///
/// ```
/// use medium_store::Account;
///
/// let account = Account::new("https://api.medium.com/", "blog");
/// assert_eq!(account.origin(), "https://api.medium.com");
/// assert_ne!(account, Account::sandbox("blog"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Account {
    origin: String,
    name: String,
}

impl Account {
    /// Creates the account `name` (a profile, or a user's id) of the API at `origin`, such as
    /// `https://api.medium.com`.
    #[must_use]
    pub fn new(origin: &str, name: impl Into<String>) -> Self {
        // Normalize the origin, so that case and default ports make no difference.
        let origin = match url::Url::parse(origin) {
            Ok(url) if url.origin().is_tuple() => url.origin().ascii_serialization(),
            _ => origin.trim_end_matches('/').to_owned(),
        };
        Self {
            origin,
            name: name.into(),
        }
    }

    /// Creates the account `name` of the sandbox, whichever port it uses.
    #[must_use]
    pub fn sandbox(name: impl Into<String>) -> Self {
        Self {
            origin: "sandbox".to_owned(),
            name: name.into(),
        }
    }

    /// Returns the values of a statement, which start with the account.
    pub(crate) fn values<const N: usize>(&self, more: [Value; N]) -> Vec<Value> {
        let account = [self.origin.as_str().into(), self.name.as_str().into()];
        account.into_iter().chain(more).collect()
    }

    /// Reads the first two columns of a row.
    pub(crate) fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self::from_stored(row.text(0)?, row.text(1)?))
    }

    pub(crate) fn from_stored(origin: &str, name: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Returns the API's origin, or `sandbox`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Returns the profile, or the user's id.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.name, self.origin)
    }
}
