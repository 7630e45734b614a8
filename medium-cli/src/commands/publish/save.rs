//! `--save-with`: the ledger, kept where it lasts.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::PublishError;
use crate::aside::aside;
use crate::error::Result;

/// What no program that keeps a file elsewhere has to know.
const SECRETS: [&str; 3] = ["MEDIUM_TOKEN", "MEDIUM_CLIENT_SECRET", "MEDIUM_STORE_KEY"];

/// Runs the program that keeps the ledger, and waits for it. Its words are talk, not data.
pub(super) async fn save(program: &Path) -> Result<()> {
    let (program, run): (PathBuf, PathBuf) = (program.to_owned(), program.to_owned());
    let status = aside(move || {
        let mut command = Command::new(run);
        for secret in SECRETS {
            command.env_remove(secret);
        }
        command
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
