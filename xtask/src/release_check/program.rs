//! The released program.

use fs_err as fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use super::{publish_once, succeed};
use xtask::workspace;

/// The maximum size in bytes. docs/releasing.md lists what it consists of.
const MAX_BYTES: u64 = 22_000_000;

pub(super) fn check(profile: &str) -> Result<()> {
    let program = build(profile)?;
    let size = fs::metadata(&program)?.len();
    #[expect(clippy::cast_precision_loss, reason = "a size to be read")]
    let megabytes = size as f64 / 1e6;
    println!("medium: {megabytes:.1} MB");
    ensure!(
        profile != "dist" || size <= MAX_BYTES,
        "medium has {size} bytes, which is more than {MAX_BYTES}"
    );
    publish_once::check(&program, &[])
}

/// Builds the program, and returns its path.
pub(super) fn build(profile: &str) -> Result<PathBuf> {
    let root = workspace::root();
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--package=medium-cli", "--profile"]);
    succeed(cargo.arg(profile).current_dir(&root))?;
    // The folder of the profile dev is `debug`.
    let folder = if profile == "dev" { "debug" } else { profile };
    let program = format!("medium{}", std::env::consts::EXE_SUFFIX);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    Ok(target.join(folder).join(program))
}
