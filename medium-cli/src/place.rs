//! Where logins, uploaded pictures and the ledger are kept.

use std::path::PathBuf;

use medium_store::{Error, Keys, Store, StoreUrl};

/// A store that may not have been made yet.
pub(crate) struct Place {
    pub(crate) url: StoreUrl,
    /// Whether the user said where, so that it can be trusted to last.
    pub(crate) is_named: bool,
    /// Nothing in a sandbox is worth a place in the operating system's keyring.
    sandbox: bool,
}

impl Place {
    /// The one that is `named`, or else this user's, or their sandbox's.
    pub(crate) fn of(named: Option<&str>, sandbox: bool) -> Result<Self, Error> {
        let url = match named {
            Some(url) => url.parse()?,
            None if sandbox => StoreUrl::of_the_sandbox()?,
            None => StoreUrl::of_this_user()?,
        };
        Ok(Self {
            url,
            is_named: named.is_some(),
            sandbox,
        })
    }

    /// Whether nothing was ever kept there.
    pub(crate) fn is_new(&self) -> bool {
        self.url.file().is_some_and(|file| !file.exists())
    }

    pub(crate) async fn open(&self) -> Result<Store, Error> {
        let keys = if self.sandbox && !self.is_named {
            Keys::beside(&self.url)
        } else {
            Keys::from_env(&self.url)?
        };
        Store::open(&self.url, keys).await
    }
}

/// Where the sandbox keeps its posts between runs.
pub(crate) fn sandbox_state() -> Result<PathBuf, Error> {
    let store = StoreUrl::of_the_sandbox()?;
    let file = store.file().map(|file| file.with_file_name("state.db"));
    Ok(file.unwrap_or_default())
}
