//! The npm packages: packed, and installed into an empty folder.

use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{folder, program, publish_once, succeed};
use crate::npm::{NAME, packages};

/// On Windows, npm is a script.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

pub(super) fn check(profile: &str) -> Result<()> {
    let folder = folder("npm")?;
    let built = program::build(profile)?;
    let programs = folder.join("programs").join(host()?);
    let name = built.file_name().context("the program has no name")?;
    fs::create_dir_all(&programs)?;
    fs::copy(&built, programs.join(name))?;

    let packed = folder.join("packed");
    fs::create_dir_all(&packed)?;
    let folders = packages(&folder.join("programs"), &folder.join("packages"))?;
    let mut pack = npm(&["pack", "--silent", "--pack-destination"]);
    succeed(pack.arg(&packed).args(folders))?;

    let installed = folder.join("installed");
    install(&packed, &installed)?;
    println!("{}", installed.join("node_modules").join(NAME).display());
    let medium = if cfg!(windows) {
        "medium.cmd"
    } else {
        "medium"
    };
    let bin = installed.join("node_modules/.bin");
    publish_once::check(&bin.join(medium), &node()?)
}

/// Installs the packages of a folder into an empty folder, offline.
fn install(packed: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into)?;
    fs::write(into.join("package.json"), "{ \"private\": true }\n")?;
    let tarballs = fs::read_dir(packed)?.map(|entry| Ok(entry?.path()));
    let tarballs: Vec<PathBuf> = tarballs.collect::<Result<_>>()?;
    let mut install = npm(&["install", "--silent", "--offline"]);
    install.args(["--no-audit", "--no-fund"]).args(tarballs);
    succeed(install.current_dir(into))
}

fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new(NPM);
    npm.args(arguments);
    npm
}

/// Returns Rust's name of this platform.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output();
    let output = output.context("rustc can't be run")?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let host = printed.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc names no host")
}

/// Returns a folder with Node alone, which the launcher needs.
fn node() -> Result<Vec<PathBuf>> {
    let script = "process.stdout.write(require('path').dirname(process.execPath))";
    let output = Command::new("node").args(["-e", script]).output();
    let output = output.context("node can't be run")?;
    ensure!(output.status.success(), "node can't be run");
    let folder = String::from_utf8(output.stdout).context("the path of node is not UTF-8")?;
    Ok(vec![PathBuf::from(folder)])
}
