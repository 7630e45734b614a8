//! `cargo xtask npm`: packages the command for npm. One package contains a launcher and depends on
//! a package per platform, of which npm installs the matching one.

use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use xtask::workspace;

/// The package that users install. Platform packages are in its scope.
pub(crate) const NAME: &str = "medium-cli";

/// The launcher and the README, from `packaging/npm/`.
const FILES: [&str; 2] = ["bin/medium.js", "README.md"];

/// Platforms by Rust's and npm's names. On Linux, the static program works on all distributions.
const SYSTEMS: [(&str, &str, &str); 6] = [
    ("x86_64-unknown-linux-musl", "linux", "x64"),
    ("aarch64-unknown-linux-musl", "linux", "arm64"),
    ("x86_64-apple-darwin", "darwin", "x64"),
    ("aarch64-apple-darwin", "darwin", "arm64"),
    ("x86_64-pc-windows-msvc", "win32", "x64"),
    // For tests on this machine: a release contains the static one instead.
    ("x86_64-unknown-linux-gnu", "linux", "x64"),
];

/// Create npm packages from built programs.
#[derive(Debug, clap::Args)]
pub(crate) struct Npm {
    /// A folder with a folder per target, such as `x86_64-apple-darwin`, which contains the
    /// program.
    #[arg(long, value_name = "DIR")]
    programs: PathBuf,
    /// The output folder.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(crate) fn run(arguments: &Npm) -> Result<ExitCode> {
    for package in packages(&arguments.programs, &arguments.out)? {
        println!("{}", package.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the packages, and returns their folders, platform packages first, as the main package
/// depends on them.
pub(crate) fn packages(programs: &Path, out: &Path) -> Result<Vec<PathBuf>> {
    let common = common()?;
    let mut folders = Vec::new();
    let mut optional = serde_json::Map::new();
    for (target, os, cpu) in SYSTEMS {
        let program = match os {
            "win32" => "medium.exe",
            _ => "medium",
        };
        let built = programs.join(target).join(program);
        let folder = out.join(format!("{os}-{cpu}"));
        if !built.exists() || folders.contains(&folder) {
            continue;
        }
        let name = format!("@{NAME}/{os}-{cpu}");
        let mut manifest = common.clone();
        manifest["name"] = json!(name);
        manifest["os"] = json!([os]);
        manifest["cpu"] = json!([cpu]);
        write(&folder, &manifest)?;
        copy(&built, &folder.join("bin").join(program))?;
        optional.insert(name, common["version"].clone());
        folders.push(folder);
    }
    ensure!(
        !folders.is_empty(),
        "{}: contains no program, such as x86_64-unknown-linux-musl/medium",
        programs.display()
    );
    let folder = out.join(NAME);
    launcher(&folder, common, optional)?;
    folders.push(folder);
    Ok(folders)
}

/// Writes the main package.
fn launcher(folder: &Path, common: Value, optional: serde_json::Map<String, Value>) -> Result<()> {
    let mut manifest = common;
    manifest["name"] = json!(NAME);
    manifest["bin"] = json!({ "medium": "bin/medium.js" });
    manifest["engines"] = json!({ "node": ">=18" });
    manifest["optionalDependencies"] = Value::Object(optional);
    write(folder, &manifest)?;
    let sources = workspace::root().join("packaging/npm");
    let mut files = FILES.iter();
    files.try_for_each(|file| copy(&sources.join(file), &folder.join(file)))
}

/// Returns the common fields of all packages.
fn common() -> Result<Value> {
    Ok(json!({
        "version": workspace::package_value("version")?,
        "description": "The command medium: publish Markdown to Medium, safely and from scripts.",
        "license": workspace::package_value("license")?,
        "repository": workspace::package_value("repository")?,
        "files": ["bin"],
    }))
}

fn write(folder: &Path, manifest: &Value) -> Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("package.json"), format!("{manifest:#}\n"))?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    fs::copy(from, to)?;
    Ok(())
}
