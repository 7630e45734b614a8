//! Where logins, uploaded images and the ledger are stored.

use std::path::PathBuf;

use medium_store::{Error, Keys, Store, StoreUrl};

/// What to do if `MEDIUM_STORE_KEY` is not a key.
pub(crate) const KEY_ADVICE: &str = "\
For an existing store, set MEDIUM_STORE_KEY to the key that encrypted it.
For a new one, set it to the output of: openssl rand -hex 32";

/// The location of a store that may not exist yet.
pub(crate) struct StoreLocation {
    pub(crate) url: StoreUrl,
    /// Whether the user chose it, rather than the default.
    is_named: bool,
    is_sandbox: bool,
}

impl StoreLocation {
    /// Returns the named location, or the default of this user or of their sandbox.
    pub(crate) fn new(named: Option<&str>, is_sandbox: bool) -> Result<Self, Error> {
        let url = match named {
            Some(url) => url.parse()?,
            None if is_sandbox => StoreUrl::default_for_sandbox()?,
            None => StoreUrl::default_for_user()?,
        };
        Ok(Self {
            url,
            is_named: named.is_some(),
            is_sandbox,
        })
    }

    /// Returns whether there is no store yet.
    pub(crate) fn is_new(&self) -> bool {
        self.url.file().is_some_and(|file| !file.exists())
    }

    /// Opens the store, and creates it if needed.
    pub(crate) async fn open(&self) -> Result<Store, Error> {
        // The sandbox's logins are not worth an entry in the operating system's keyring.
        let keys = if self.is_sandbox && !self.is_named {
            Keys::next_to(&self.url)
        } else {
            Keys::from_env(&self.url)?
        };
        Store::open(&self.url, keys).await
    }
}

/// Returns the file that `--sandbox` saves its posts in between runs.
pub(crate) fn sandbox_state() -> Result<PathBuf, Error> {
    let store = StoreUrl::default_for_sandbox()?;
    let file = store.file().map(|file| file.with_file_name("state.db"));
    Ok(file.unwrap_or_default())
}
