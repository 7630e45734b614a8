//! Publishes with an installed program into its sandbox.

use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use xtask::workspace;

/// The variables that every program on Windows needs.
const NEEDED: [&str; 2] = ["SystemRoot", "TEMP"];

/// Runs the program in an empty home folder. Only `path` is in its search path, so that Rust is not
/// found.
pub(super) fn check(program: &Path, path: &[PathBuf]) -> Result<()> {
    let home = tempfile::tempdir().context("no folder to publish from")?;
    for name in ["article.md", "the-stand.jpg"] {
        let from = workspace::root().join("examples/liverpool-fc").join(name);
        fs::copy(&from, home.path().join(name))?;
    }
    let environment = NEEDED
        .into_iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)));
    let output = Command::new(program)
        .args(["--sandbox", "publish", "article.md", "--status", "draft"])
        .env_clear()
        .envs(environment)
        .env("HOME", home.path())
        .env("PATH", std::env::join_paths(path)?)
        .current_dir(home.path())
        .output()
        .with_context(|| format!("{}: can't be run", program.display()))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success() && printed.starts_with("http://127.0.0.1:"),
        "{}: did not publish into its sandbox: {printed}{message}",
        program.display()
    );
    println!("{} published {}", program.display(), printed.trim());
    Ok(())
}
