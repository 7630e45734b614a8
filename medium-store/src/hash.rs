//! What bytes are known by.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::Error;

/// The SHA-256 of an article's content or of an image.
///
/// ```
/// use medium_store::ContentHash;
///
/// let hash = ContentHash::of(b"You'll never walk alone.");
/// assert_eq!(hash, ContentHash::of(b"You'll never walk alone."));
/// assert_eq!(hash.to_string().len(), 64);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Of these bytes.
    #[must_use]
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub(crate) fn stored(bytes: &[u8]) -> Result<Self, Error> {
        let hash = bytes.try_into();
        hash.map(Self)
            .map_err(|_| Error::Unreadable("a content hash that is no SHA-256".to_owned()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// In hexadecimal.
impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}
