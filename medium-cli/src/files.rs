//! Files that a command writes where it is told to.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

/// Writes a file, and the folders that it stands in.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    let unwritable = |source| Error::Unwritable {
        path: file.to_owned(),
        source,
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    fs::write(file, bytes).map_err(unwritable)
}
