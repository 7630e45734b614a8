//! `--save-with`: the ledger, kept where it lasts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::PublishError;
use crate::aside::aside;
use crate::error::Result;

/// Runs the program that keeps the ledger, and waits for it. Its words are talk, not data.
pub(super) async fn save(program: &Path) -> Result<()> {
    let (program, run): (PathBuf, PathBuf) = (program.to_owned(), program.to_owned());
    let status = aside(move || {
        Command::new(run)
            .stdin(Stdio::null())
            .stdout(std::io::stderr())
            .status()
    });
    match status.await? {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(PublishError::SaveWithFailed { program, status }.into()),
        Err(source) => Err(PublishError::SaveWithNotRun { program, source }.into()),
    }
}
