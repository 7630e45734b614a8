//! The workspace's version in `[workspace.package]`, and the version requirements between its
//! crates.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use semver::Version;
use serde::Deserialize;
use toml_edit::{DocumentMut, Item};

use crate::workspace;

/// Returns the version of a workspace's manifest.
pub(super) fn version(manifest: &str) -> Result<Version> {
    let version = workspace::package_value_of(manifest, "version")?;
    Version::parse(&version).with_context(|| format!("Cargo.toml: {version:?} is not a version"))
}

/// Returns the manifest of the workspace or of a crate with `version`, including the requirements
/// of other crates of the workspace.
pub(super) fn with_version(manifest: &str, version: &Version) -> Result<String> {
    let mut manifest: DocumentMut = manifest.parse().context("Cargo.toml can't be read")?;
    let workspace = manifest.get_mut("workspace");
    if let Some(package) = workspace.and_then(|workspace| workspace.get_mut("package")) {
        set(package, version);
    }
    set_in_dependencies(manifest.as_item_mut(), version);
    Ok(manifest.to_string())
}

/// Sets the version of each dependency that has a path as well.
fn set_in_dependencies(item: &mut Item, version: &Version) {
    if item.get("path").is_some() {
        return set(item, version);
    }
    if let Some(table) = item.as_table_like_mut() {
        for (_, inner) in table.iter_mut() {
            set_in_dependencies(inner, version);
        }
    }
}

/// Replaces the version in a table, and preserves its formatting.
fn set(table: &mut Item, version: &Version) {
    if let Some(value) = table.get_mut("version").and_then(Item::as_value_mut) {
        let decor = value.decor().clone();
        *value = toml_edit::Value::from(version.to_string());
        *value.decor_mut() = decor;
    }
}

/// Returns the manifests of the workspace and its crates, relative to its root.
pub(super) fn paths(root: &Path) -> Result<Vec<PathBuf>> {
    let crates = metadata(root)?.packages.into_iter();
    let crates = crates.map(|package| package.manifest_path);
    Ok([root.join("Cargo.toml")]
        .into_iter()
        .chain(crates)
        .collect())
}

/// Updates the workspace's own crates in `Cargo.lock`, and nothing else.
pub(super) fn update_lock(root: &Path) -> Result<()> {
    let status = Command::new("cargo")
        .args(["update", "--workspace", "--quiet"])
        .current_dir(root)
        .status()
        .context("cargo can't be run")?;
    ensure!(
        status.success(),
        "Cargo.lock: `cargo update --workspace` failed"
    );
    Ok(())
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    /// The registries that it may be published to; `None` means all.
    publish: Option<Vec<String>>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

fn metadata(root: &Path) -> Result<Metadata> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version=1"])
        .current_dir(root)
        .output()
        .context("cargo can't be run")?;
    ensure!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    serde_json::from_slice(&output.stdout).context("cargo metadata can't be read")
}

/// Returns the crates to publish, dependencies first.
pub(super) fn publish_order(root: &Path) -> Result<Vec<String>> {
    let published = metadata(root)?.packages.into_iter().filter(is_published);
    in_dependency_order(published.map(needs).collect())
}

fn is_published(package: &Package) -> bool {
    package.publish.as_ref().is_none_or(|list| !list.is_empty())
}

/// Returns the dependencies that have to be published first. Cargo removes dev-dependencies without
/// a version.
fn needs(package: Package) -> (String, Vec<String>) {
    let needed = package.dependencies.into_iter();
    let needed = needed.filter(|dependency| dependency.kind.as_deref() != Some("dev"));
    (
        package.name,
        needed.map(|dependency| dependency.name).collect(),
    )
}

/// Sorts by name, but dependencies first.
fn in_dependency_order(mut waiting: BTreeMap<String, Vec<String>>) -> Result<Vec<String>> {
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let is_ready = |needed: &Vec<String>| !needed.iter().any(|name| waiting.contains_key(name));
        let ready = waiting.iter().find(|(_, needed)| is_ready(needed));
        let name = ready.map(|(name, _)| name.clone());
        let name = name.context("the crates depend on each other in a cycle")?;
        waiting.remove(&name);
        order.push(name);
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{in_dependency_order, with_version};

    #[test]
    fn updates_the_version_and_the_requirements_for_it() {
        let manifest = "\
[[bin]]
path = \"src/main.rs\"

[target.'cfg(unix)'.dependencies]
unix = { path = \"../unix\", version = \"0.1.0\" }

[workspace.package]
version = \"0.1.0\"  # of all
edition = \"2024\"

[workspace.dependencies]
ours = { path = \"ours\", version = \"0.1.0\" }
inner = { path = \"inner\" }
other = { version = \"0.1.0\" }
";
        let after = with_version(manifest, &Version::new(0, 2, 0)).unwrap();
        let other = "other = { version = \"0.1.0\" }";
        let expected = manifest.replace("\"0.1.0\"", "\"0.2.0\"");
        let expected = expected.replace(&other.replace("0.1", "0.2"), other);
        assert_eq!(after, expected);
    }

    #[test]
    fn dependencies_come_first() {
        let needs = |name: &str, needed: &[&str]| {
            let needed = needed.iter().map(|name| (*name).to_owned()).collect();
            (name.to_owned(), needed)
        };
        let crates = [
            needs("api", &["runtime", "serde"]),
            needs("cli", &["api", "store"]),
            needs("runtime", &["serde"]),
            needs("store", &["api"]),
        ];
        let order = in_dependency_order(crates.into()).unwrap();
        assert_eq!(order, ["runtime", "api", "store", "cli"]);
        let cycle = [needs("a", &["b"]), needs("b", &["a"])];
        assert!(in_dependency_order(cycle.into()).is_err());
    }
}
