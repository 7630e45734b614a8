//! `cargo xtask faults`: writes a table of what the client does on every fault.
//!
//! A test of `medium-api` fills the table, so that these tasks don't depend on client and sandbox.

use fs_err as fs;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use xtask::workspace;

const DOCUMENT: &str = "docs/faults.md";
/// Makes the test write the document instead of comparing it.
const WRITE: &str = "FAULTS_WRITE";

/// Write docs/faults.md: what the client does on every fault.
#[derive(Debug, clap::Args)]
pub(crate) struct Faults {
    /// Only compare, and fail if docs/faults.md is not up to date.
    #[arg(long)]
    check: bool,
}

/// Runs the task.
pub(crate) fn run(arguments: &Faults) -> Result<ExitCode> {
    let root = workspace::root();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut test = Command::new(cargo);
    test.current_dir(&root)
        .args(["test", "--quiet", "--package", "medium-api"])
        .args(["--test", "faults", "--", "every_fault"])
        // The test's output needs no path of the panic.
        .env("RUST_BACKTRACE", "0")
        .env_remove(WRITE);
    if !arguments.check {
        test.env(WRITE, "1");
    }
    // The test's output is shown: the difference, and what to run.
    let passed = test.status().context("cargo can't be run")?.success();
    if !passed {
        return Ok(ExitCode::FAILURE);
    }
    if arguments.check {
        println!("{DOCUMENT} is up to date.");
    } else {
        print!("{}", fs::read_to_string(root.join(DOCUMENT))?);
    }
    Ok(ExitCode::SUCCESS)
}
