//! The project's folder and the manifest of its workspace.

use fs_err as fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item};

/// Returns the project's root folder.
#[must_use]
pub fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.parent().unwrap_or(crate_folder).to_owned()
}

/// Returns a value of `[workspace.package]` of the project, such as `version`.
pub fn package_value(key: &str) -> Result<String> {
    package_value_of(&fs::read_to_string(root().join("Cargo.toml"))?, key)
}

/// Returns a value of `[workspace.package]` of a manifest.
pub(crate) fn package_value_of(manifest: &str, key: &str) -> Result<String> {
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
