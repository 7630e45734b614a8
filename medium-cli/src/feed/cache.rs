//! Feeds as they were last read, beside the store: a server is asked whether there is anything newer.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use medium_store::ContentHash;
use serde::{Deserialize, Serialize};
use url::Url;

/// What a server says of the version that it sent.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// Where the feed of one address is kept: one line about its version, then its bytes.
pub(super) struct CachedFeed(PathBuf);

impl CachedFeed {
    /// In the folder of the store's file.
    pub(super) fn beside(store: &Path, url: &Url) -> Option<Self> {
        let name = ContentHash::of(url.as_str()).to_string();
        Some(Self(store.parent()?.join("feeds").join(name)))
    }

    /// What is there, if that can be read.
    pub(super) fn read(&self) -> Option<(Version, Vec<u8>)> {
        let bytes = fs::read(&self.0).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let version = serde_json::from_slice(&bytes[..end]).ok()?;
        Some((version, bytes[end + 1..].to_vec()))
    }

    /// Keeps it for the next time. That it can't be kept costs time alone.
    pub(super) fn write(&self, version: &Version, body: &[u8]) {
        let Ok(mut bytes) = serde_json::to_vec(version) else {
            return;
        };
        bytes.push(b'\n');
        bytes.extend_from_slice(body);
        let folder = self.0.parent().map(make_private);
        // A command that reads it meanwhile has the whole of one or of the other.
        let new = self.0.with_extension(std::process::id().to_string());
        if matches!(folder, Some(Ok(()))) && fs::write(&new, bytes).is_ok() {
            let _ = fs::rename(&new, &self.0);
        }
    }
}

/// The store's folder may not be there yet, and is for this user alone.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
