//! `--save-with`: a program that saves the ledger elsewhere.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::PublishError;
use crate::blocking::run_blocking;
use crate::error::Result;

/// Variables that the program does not get.
const SECRETS: [&str; 3] = ["MEDIUM_TOKEN", "MEDIUM_CLIENT_SECRET", "MEDIUM_STORE_KEY"];

/// Runs the program and waits for it. Its stdout goes to stderr, as stdout is for data.
pub(super) async fn run(program: &Path) -> Result<()> {
    let (for_error, program): (PathBuf, PathBuf) = (program.to_owned(), program.to_owned());
    let status = run_blocking(move || {
        let mut command = Command::new(program);
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
        Ok(status) => Err(PublishError::SaveWithFailed {
            program: for_error,
            status,
        }
        .into()),
        Err(source) => Err(PublishError::SaveWithNotRun {
            program: for_error,
            source,
        }
        .into()),
    }
}
