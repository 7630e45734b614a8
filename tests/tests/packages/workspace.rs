//! Cargo's data about the workspace.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tests::root;

/// Packages for this repository only.
const INTERNAL: [&str; 3] = ["bench", "tests", "xtask"];

/// Runs cargo offline with these arguments, and returns its output.
pub(crate) fn cargo(
    folder: &Path,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(folder)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// `cargo metadata` with all features, for every platform.
pub(crate) fn metadata() -> &'static Value {
    static METADATA: OnceLock<Value> = OnceLock::new();
    METADATA.get_or_init(|| {
        let arguments = [
            "metadata",
            "--format-version=1",
            "--all-features",
            "--locked",
        ];
        serde_json::from_str(&cargo(&root(), arguments)).unwrap()
    })
}

pub(crate) fn packages() -> &'static [Value] {
    metadata()["packages"].as_array().unwrap()
}

/// Returns the packages of this workspace.
pub(crate) fn members() -> Vec<&'static Value> {
    let ids = metadata()["workspace_members"].as_array().unwrap();
    let is_member = |package: &&Value| ids.contains(&package["id"]);
    packages().iter().filter(is_member).collect()
}

/// Returns the packages that are published.
pub(crate) fn published() -> Vec<&'static Value> {
    let all = members().into_iter();
    let found: Vec<_> = all.filter(|package| !is_internal(name(package))).collect();
    assert!(found.len() > 5, "{} are published", found.len());
    found
}

pub(crate) fn is_internal(name: &str) -> bool {
    INTERNAL.contains(&name)
}

pub(crate) fn name(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

/// Returns the folder of a package.
pub(crate) fn folder(package: &Value) -> &Path {
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap()
}
