//! `--save-with`: the ledger, kept where it lasts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::aside::aside;

/// Runs the program that keeps the ledger, and waits for it. Its words are talk, not data.
pub(super) async fn save(program: &Path) -> anyhow::Result<()> {
    let program: PathBuf = program.to_owned();
    let name = program.display().to_string();
    let status = aside(move || {
        Command::new(program)
            .stdin(Stdio::null())
            .stdout(std::io::stderr())
            .status()
    });
    let status = status.await?;
    let status = status.with_context(|| format!("--save-with: {name} could not be run"))?;
    if !status.success() {
        bail!("--save-with: {name} failed ({status}), so the ledger is not kept");
    }
    Ok(())
}
