//! Whose record it is.

use std::fmt;

/// A user's account at one place: every record belongs to one.
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
    /// The account that is called `name` (a profile, or a user's id) at the API
    /// of `origin`, such as `https://api.medium.com`.
    #[must_use]
    pub fn new(origin: &str, name: impl Into<String>) -> Self {
        // One place has one spelling: letters and default ports must not make
        // two of it.
        let origin = match url::Url::parse(origin) {
            Ok(url) if url.origin().is_tuple() => url.origin().ascii_serialization(),
            _ => origin.trim_end_matches('/').to_owned(),
        };
        Self {
            origin,
            name: name.into(),
        }
    }

    /// The account `name` of the sandbox, whatever its port is this time.
    #[must_use]
    pub fn sandbox(name: impl Into<String>) -> Self {
        Self {
            origin: "sandbox".to_owned(),
            name: name.into(),
        }
    }

    pub(crate) fn stored(origin: &str, name: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            name: name.to_owned(),
        }
    }

    /// The API's origin, or `sandbox`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The profile or user.
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
