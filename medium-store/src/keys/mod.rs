//! The key that encrypts tokens, and its sources.

mod file;
#[cfg_attr(not(feature = "keyring"), path = "no_keyring.rs")]
mod keyring;
mod selection;

use std::fmt;
use std::path::{Path, PathBuf};

use medium_api::Secret;
use zeroize::Zeroizing;

#[cfg(feature = "sqlite")]
pub(crate) use file::find_key_file;
pub(crate) use selection::{
    cipher, create, create_and_record, lock_and_read_record, read_record, record, remove,
};

use crate::{Error, StoreUrl, random};

/// 256 random bits. `Debug` doesn't show them, and they are wiped from memory on drop.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// Creates a random key.
    ///
    /// # Errors
    ///
    /// [`Error::Random`].
    pub fn random() -> Result<Self, Error> {
        random::bytes().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// Parses 64 hexadecimal digits.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] for any other text.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text.trim(), bytes.as_mut_slice()).map_err(|_| {
            let problem = "is not 64 hexadecimal digits";
            Error::Key(problem.to_owned())
        })?;
        Ok(Self(bytes))
    }

    /// Returns 64 hexadecimal digits. Keep them out of logs.
    #[must_use]
    pub fn to_hex(&self) -> Secret {
        Secret::from(hex::encode(self.0.as_slice()))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The source of a store's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeySource {
    /// The program provides it, such as from `MEDIUM_STORE_KEY`.
    Provided,
    /// In the operating system's keyring (feature `keyring`).
    Keyring,
    /// A private file next to the store: `store.ID.key`.
    File,
}

impl KeySource {
    /// Returns the name that the store records: `given` is the historical name of `Provided`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Provided => "given",
            Self::Keyring => "keyring",
            Self::File => "file",
        }
    }

    pub(crate) fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "given" => Ok(Self::Provided),
            "keyring" => Ok(Self::Keyring),
            "file" => Ok(Self::File),
            other => Err(Error::Unreadable(format!("the key's source {other:?}"))),
        }
    }

    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Provided => "it was provided, such as in MEDIUM_STORE_KEY",
            Self::Keyring => "it was in the operating system's keyring",
            Self::File => "it was in a key file next to the store",
        }
    }
}

/// The permitted sources of a store's key. A new store uses the first that is available: the
/// provided key, the keyring, the file. It records which one, and never falls back to another. The
/// key is read when tokens are first stored or read: a store with only images and a ledger needs
/// none.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Keys {
    pub(crate) provided: Option<Key>,
    pub(crate) keyring: bool,
    /// The store's file, if the key may be in a file next to it.
    pub(crate) store_file: Option<PathBuf>,
}

impl Keys {
    /// Uses only this key.
    pub fn provided(key: Key) -> Self {
        Self {
            provided: Some(key),
            ..Self::default()
        }
    }

    /// Uses a file next to the store. A shared store has no such file, and needs a provided key.
    pub fn next_to(url: &StoreUrl) -> Self {
        Self {
            store_file: url.file().map(Path::to_owned),
            ..Self::default()
        }
    }

    /// Uses the environment variable `MEDIUM_STORE_KEY`. If it is not set and the store is on this
    /// machine, uses the operating system's keyring or a file next to the store.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if the variable contains no valid key.
    pub fn from_env(url: &StoreUrl) -> Result<Self, Error> {
        let keys = Self::next_to(url).keyring(!url.is_shared());
        match std::env::var("MEDIUM_STORE_KEY") {
            Ok(text) if !text.trim().is_empty() => Ok(Self {
                provided: Some(Key::parse(&text)?),
                ..keys
            }),
            _ => Ok(keys),
        }
    }

    /// Drops local sources if the store is shared: it must not depend on a key that only one machine
    /// has.
    pub(crate) fn for_store(self, is_shared: bool) -> Self {
        if !is_shared {
            return self;
        }
        Self {
            provided: self.provided,
            ..Self::default()
        }
    }

    /// Sets whether to use the operating system's keyring. Has no effect without the feature
    /// `keyring`.
    pub fn keyring(mut self, allowed: bool) -> Self {
        self.keyring = allowed;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_64_hexadecimal_digits() {
        let key = Key::random().unwrap();
        let text = key.to_hex();
        assert_eq!(text.expose().len(), 64);
        assert_eq!(Key::parse(text.expose()).unwrap().bytes(), key.bytes());
        for wrong in ["", "abc", &"g".repeat(64), &"a".repeat(63)] {
            assert!(Key::parse(wrong).is_err());
        }
    }

    #[test]
    fn debug_does_not_show_a_key() {
        let key = Key::parse(&"ab".repeat(32)).unwrap();
        let keys = Keys::provided(key);
        assert!(!format!("{keys:?}").contains("ab"));
    }
}
