//! `cargo xtask faults`: what the client makes of every fault, as a table.
//!
//! The table is filled by a test of `medium-api`, which is run from here: the
//! client and the sandbox are no dependencies of these tasks.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

const DOCUMENT: &str = "docs/faults.md";
/// Has the test write the document in place of comparing it.
const WRITE: &str = "FAULTS_WRITE";

/// See what the client makes of every fault: prints docs/faults.md and writes
/// it.
#[derive(Debug, clap::Args)]
pub(crate) struct Faults {
    /// Write nothing: show how the document differs from what happens now, and
    /// fail if it does.
    #[arg(long)]
    check: bool,
}

/// Runs the task.
pub(crate) fn run(arguments: &Faults) -> Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no folder above it")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut test = Command::new(cargo);
    test.current_dir(root)
        .args(["test", "--quiet", "--package", "medium-api"])
        .args(["--test", "faults", "--", "every_fault"])
        // The difference is what is to be read, not where it was found.
        .env("RUST_BACKTRACE", "0")
        .env_remove(WRITE);
    if !arguments.check {
        test.env(WRITE, "1");
    }
    // What the test says comes through: the difference, and what to run.
    let passed = test.status().context("cargo can't be run")?.success();
    if !passed {
        return Ok(ExitCode::FAILURE);
    }
    if arguments.check {
        println!("{DOCUMENT} is what happens now.");
    } else {
        let document = root.join(DOCUMENT);
        let text = fs::read_to_string(&document)
            .with_context(|| format!("{DOCUMENT}: can't be read after it was written"))?;
        print!("{text}");
    }
    Ok(ExitCode::SUCCESS)
}
