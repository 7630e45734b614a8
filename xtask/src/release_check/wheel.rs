//! The wheel: built for this platform, installed into a new virtual environment.

use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{folder, publish_once, succeed};
use xtask::workspace;

/// The tool that builds the wheel.
const MATURIN: &str = "maturin>=1.9,<2";

pub(super) fn check(profile: &str) -> Result<()> {
    let folder = folder("wheel")?;
    let tools = environment(&folder.join("tools"))?;
    succeed(Command::new(tools.join("pip")).args(["install", "--quiet", MATURIN]))?;
    let wheels = folder.join("wheels");
    let mut maturin = Command::new(tools.join("maturin"));
    maturin.args(["build", "--quiet", "--locked", "--profile", profile]);
    maturin.arg("--out").arg(&wheels);
    succeed(maturin.current_dir(workspace::root().join("packaging/pypi")))?;
    let wheel = only_file(&wheels)?;

    let fresh = environment(&folder.join("fresh"))?;
    let mut pip = Command::new(fresh.join("pip"));
    succeed(pip.args(["install", "--quiet", "--no-index"]).arg(&wheel))?;
    println!("{}", wheel.display());
    let program = fresh.join(format!("medium{}", std::env::consts::EXE_SUFFIX));
    publish_once::check(&program, &[])
}

/// Creates a virtual environment, and returns the folder of its programs.
fn environment(folder: &Path) -> Result<PathBuf> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    succeed(Command::new(python).args(["-m", "venv"]).arg(folder))?;
    Ok(folder.join(if cfg!(windows) { "Scripts" } else { "bin" }))
}

/// Returns the only file in a folder.
fn only_file(folder: &Path) -> Result<PathBuf> {
    let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let files: Vec<PathBuf> = files.collect::<Result<_>>()?;
    let [file] = files.as_slice() else {
        bail!("{}: expected one file, not {files:?}", folder.display());
    };
    Ok(file.clone())
}
