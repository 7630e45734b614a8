//! The project's folder and the manifest of its workspace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item};

/// The project's root folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Returns a value of `[workspace.package]`, such as `version`.
pub(crate) fn stated(key: &str) -> Result<String> {
    let manifest =
        fs::read_to_string(root().join("Cargo.toml")).context("Cargo.toml can't be read")?;
    let manifest: DocumentMut = manifest.parse().context("Cargo.toml can't be read")?;
    let package = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package"));
    let value = package
        .and_then(|package| package.get(key))
        .and_then(Item::as_str);
    let value = value.with_context(|| format!("Cargo.toml: [workspace.package] has no {key}"))?;
    Ok(value.to_owned())
}
