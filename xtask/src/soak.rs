//! `cargo xtask soak`: the store under many processes and under `kill -9`, with
//! the counts shown.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Context;
use clap::Args;

/// Each count is a number of tests' own, and their limits end them: nothing
/// runs on.
#[derive(Args)]
pub(crate) struct Soak {
    /// Processes that meet one expired token.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(2..=16))]
    processes: u32,
    /// Tasks in each of them.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..=1000))]
    tasks: u32,
    /// Publishing processes that are killed at a random moment.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(2..=1000))]
    kills: u32,
}

/// Runs the proof on SQLite, and on PostgreSQL: the one that
/// `MEDIUM_TEST_POSTGRES` names, or one of its own.
pub(crate) fn run(soak: &Soak) -> anyhow::Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let status = Command::new(".ci/with-postgres")
        .args([
            "cargo",
            "test",
            "-p",
            "medium-store",
            "--test",
            "soak",
            "--",
        ])
        // One after the other: what is counted is what the processes do.
        .args(["--nocapture", "--test-threads", "1"])
        .env("MEDIUM_SOAK_PROCESSES", soak.processes.to_string())
        .env("MEDIUM_SOAK_TASKS", soak.tasks.to_string())
        .env("MEDIUM_SOAK_KILLS", soak.kills.to_string())
        // Without PostgreSQL half of it would be missing.
        .env("CI", "true")
        .current_dir(root)
        .status()
        .context("can't start .ci/with-postgres")?;
    if status.success() {
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}
