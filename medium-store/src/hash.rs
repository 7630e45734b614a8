//! Hashes of contents.

use std::fmt;
use std::io;

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
    /// Hashes bytes.
    #[must_use]
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Hashes everything that `reader` returns, without keeping it in memory.
    ///
    /// # Errors
    ///
    /// An error of the reader.
    pub fn of_reader(mut reader: impl io::Read) -> io::Result<Self> {
        let mut digest = Sha256::new();
        let mut chunk = vec![0; 64 << 10];
        loop {
            match reader.read(&mut chunk) {
                Ok(0) => return Ok(Self(digest.finalize().into())),
                Ok(length) => digest.update(&chunk[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn from_stored(bytes: &[u8]) -> Result<Self, Error> {
        let hash = bytes.try_into();
        hash.map(Self)
            .map_err(|_| Error::Unreadable("a content hash that is not SHA-256".to_owned()))
    }

    /// Returns the 32 bytes of the hash.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_has_the_hash_of_its_bytes() {
        let bytes = vec![7; 200_000];
        let read = ContentHash::of_reader(bytes.as_slice()).unwrap();
        assert_eq!(read, ContentHash::of(&bytes));
    }
}
