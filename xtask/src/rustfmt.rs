//! Formats generated files like `cargo fmt`.

use fs_err as fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use medium_codegen::File;

/// The edition for rustfmt.
const EDITION: &str = "2024";

/// Returns `files`, formatted by stable rustfmt.
pub(crate) fn format(files: Vec<File>) -> Result<Vec<File>> {
    let folder = tempfile::tempdir().context("can't create a folder for rustfmt")?;
    for file in &files {
        let path = folder.path().join(&file.path);
        fs::write(&path, &file.text)?;
    }
    let paths = files.iter().map(|file| folder.path().join(&file.path));
    let output = Command::new("rustfmt")
        .args(["--edition", EDITION, "--quiet"])
        .args(paths)
        .output()
        .context("rustfmt can't be run: install it with `rustup component add rustfmt`")?;
    ensure!(
        output.status.success(),
        "rustfmt rejects the generated code: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    files
        .into_iter()
        .map(|file| read(folder.path(), file))
        .collect()
}

fn read(folder: &Path, file: File) -> Result<File> {
    let text = fs::read_to_string(folder.join(&file.path))?;
    Ok(File { text, ..file })
}
