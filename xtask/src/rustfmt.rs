//! Formats generated files as `cargo fmt` would, so that they read, and are
//! compared, like all others.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use medium_codegen::File;

/// The edition that rustfmt reads the files in.
const EDITION: &str = "2024";

/// `files` as stable rustfmt leaves them.
///
/// # Errors
///
/// Where there is no rustfmt, or it refuses a file.
pub(crate) fn format(files: Vec<File>) -> Result<Vec<File>> {
    let folder = tempfile::tempdir().context("no folder for rustfmt to work in")?;
    for file in &files {
        let path = folder.path().join(&file.path);
        fs::write(&path, &file.text).context("rustfmt can't be given the generated code")?;
    }
    let paths = files.iter().map(|file| folder.path().join(&file.path));
    let output = Command::new("rustfmt")
        .args(["--edition", EDITION, "--quiet"])
        .args(paths)
        .output()
        .context("rustfmt can't be run: install it with `rustup component add rustfmt`")?;
    ensure!(
        output.status.success(),
        "rustfmt refused the generated code: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    files
        .into_iter()
        .map(|file| read(folder.path(), file))
        .collect()
}

fn read(folder: &Path, file: File) -> Result<File> {
    let text =
        fs::read_to_string(folder.join(&file.path)).context("what rustfmt wrote can't be read")?;
    Ok(File { text, ..file })
}
