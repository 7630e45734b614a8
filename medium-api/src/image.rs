//! Images, made conveniently.

use std::path::Path;

use bytes::Bytes;

use crate::types::NewImage;
use crate::{Error, File};

impl NewImage {
    /// An image on disk, read while it is sent. Its type is told from its first
    /// bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where it can't be read.
    pub async fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        File::open(path).await.map(Self::new)
    }

    /// An image in memory. Its type is told from its first bytes.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        Self::new(File::from_bytes(name, bytes))
    }
}
