//! Caches feeds next to the store, for conditional requests.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use medium_store::ContentHash;
use serde::{Deserialize, Serialize};
use url::Url;

/// The validators of a response.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// The cache file of one feed: a line with the validators, then the body.
pub(super) struct CachedFeed(PathBuf);

impl CachedFeed {
    /// Returns the cache file for `url`, in the folder of the store's file.
    pub(super) fn next_to(store: &Path, url: &Url) -> Option<Self> {
        let name = ContentHash::of(url.as_str()).to_string();
        Some(Self(store.parent()?.join("feeds").join(name)))
    }

    /// Reads the cached feed, if there is a valid one.
    pub(super) fn read(&self) -> Option<(Validators, Vec<u8>)> {
        let bytes = fs::read(&self.0).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let validators = serde_json::from_slice(&bytes[..end]).ok()?;
        Some((validators, bytes[end + 1..].to_vec()))
    }

    /// Writes the cache file. Ignores errors: the cache only saves time.
    pub(super) fn write(&self, validators: &Validators, body: &[u8]) {
        let Ok(mut bytes) = serde_json::to_vec(validators) else {
            return;
        };
        bytes.push(b'\n');
        bytes.extend_from_slice(body);
        let folder = self.0.parent().map(create_private);
        // Renames a complete file, so that another command never reads a partial one.
        let new = self.0.with_extension(std::process::id().to_string());
        if matches!(folder, Some(Ok(()))) && fs::write(&new, bytes).is_ok() {
            let _ = fs::rename(&new, &self.0);
        }
    }
}

/// Creates the folder, with access for this user alone.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
