//! The key that tokens are sealed with: what it is, and where it may come from.

mod choice;
mod file;
#[cfg(feature = "keyring")]
mod ring;

use std::fmt;
use std::path::{Path, PathBuf};

use medium_api::Secret;
use zeroize::Zeroizing;

pub(crate) use choice::{adopt, current, discard, locked, open, place, remember};
#[cfg(feature = "sqlite")]
pub(crate) use file::file_beside;

use crate::{Error, StoreUrl, random};

/// 256 random bits. `Debug` shows none of them; they are wiped from memory when
/// the key goes.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// A new one.
    ///
    /// # Errors
    ///
    /// [`Error::Random`].
    pub fn random() -> Result<Self, Error> {
        random::bytes().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// From 64 hexadecimal digits.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] where it is anything else.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text.trim(), bytes.as_mut_slice()).map_err(|_| {
            let problem = "is not 64 hexadecimal digits: make one with openssl rand -hex 32";
            Error::Key(problem.to_owned())
        })?;
        Ok(Self(bytes))
    }

    /// As 64 hexadecimal digits. Keep them out of logs.
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

/// Where a store's key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeySource {
    /// It is given to the program, as in `MEDIUM_STORE_KEY`.
    Provided,
    /// In the operating system's keyring (feature `keyring`).
    Keyring,
    /// In a file beside the store, for this user alone: `store.ID.key`.
    File,
}

impl KeySource {
    /// `given`, `keyring` or `file`, as the store remembers it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Provided => "given",
            Self::Keyring => "keyring",
            Self::File => "file",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self, Error> {
        match name {
            "given" => Ok(Self::Provided),
            "keyring" => Ok(Self::Keyring),
            "file" => Ok(Self::File),
            other => Err(Error::Unreadable(format!("the key's source {other:?}"))),
        }
    }

    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Provided => "it was given, as in MEDIUM_STORE_KEY",
            Self::Keyring => "it was in the operating system's keyring",
            Self::File => "it was in a key file beside the store",
        }
    }
}

/// Where a store may take its key from. A new store takes the first that there
/// is: the one that is given, the keyring, the file. It remembers which, and
/// never falls back to another by itself.
///
/// The key is looked for when tokens are first stored or read: a store that
/// only keeps images and a ledger needs none.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Keys {
    pub(crate) given: Option<Key>,
    pub(crate) keyring: bool,
    /// The store's own file: the key's is beside it.
    pub(crate) beside: Option<PathBuf>,
}

impl Keys {
    /// From this key alone.
    pub fn given(key: Key) -> Self {
        Self {
            given: Some(key),
            ..Self::default()
        }
    }

    /// From a file beside the store's own. A store that machines share has
    /// none: it needs a key that is given.
    pub fn beside(url: &StoreUrl) -> Self {
        Self {
            beside: url.file().map(Path::to_owned),
            ..Self::default()
        }
    }

    /// From the environment variable `MEDIUM_STORE_KEY`; where it is not set,
    /// and the store is this machine's, from the operating system's keyring or
    /// a file beside the store.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] where it is set to something that is no key.
    pub fn from_env(url: &StoreUrl) -> Result<Self, Error> {
        let keys = Self::beside(url).keyring(!url.is_shared());
        match std::env::var("MEDIUM_STORE_KEY") {
            Ok(text) if !text.trim().is_empty() => Ok(Self {
                given: Some(Key::parse(&text)?),
                ..keys
            }),
            _ => Ok(keys),
        }
    }

    /// What machines share must not be sealed with a key that one of them has.
    pub(crate) fn shared(self) -> Self {
        Self {
            given: self.given,
            ..Self::default()
        }
    }

    /// Whether the operating system's keyring may be asked. It is not, unless
    /// the feature `keyring` is on.
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
        let key = Key::random().expect("a key");
        let text = key.to_hex();
        assert_eq!(text.expose().len(), 64);
        assert_eq!(
            Key::parse(text.expose()).expect("a key").bytes(),
            key.bytes()
        );
        for wrong in ["", "abc", &"g".repeat(64), &"a".repeat(63)] {
            assert!(Key::parse(wrong).is_err());
        }
    }

    #[test]
    fn a_key_is_not_shown() {
        let key = Key::parse(&"ab".repeat(32)).expect("a key");
        let keys = Keys::given(key);
        assert!(!format!("{keys:?}").contains("ab"));
    }
}
