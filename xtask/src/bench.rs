//! `cargo xtask bench`: measures the client against bare reqwest.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Context;
use clap::Args;

/// Builds and runs the benchmark, a separate package because only it needs a release build and its
/// dependencies.
#[derive(Args)]
pub(crate) struct Bench {
    /// Run fewer rounds and no cold builds: one to two minutes after the first build.
    #[arg(long)]
    quick: bool,
}

/// Builds the programs and runs the benchmark.
pub(crate) fn run(bench: &Bench) -> anyhow::Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = |arguments: &[&str]| {
        Command::new("cargo")
            .args(arguments)
            .current_dir(&root)
            .status()
            .context("can't start cargo")
    };
    // One after the other: a common build would unify their features. `cargo build`, because `cargo
    // run` would not build the benchmark's other programs.
    for package in ["medium-cli", "xtask", "bench"] {
        let build = [
            "build",
            "--quiet",
            "--release",
            "--bins",
            "--package",
            package,
        ];
        if !cargo(&build)?.success() {
            return Ok(ExitCode::FAILURE);
        }
    }
    let mut arguments = vec!["run", "--quiet", "--release", "--package", "bench", "--"];
    if bench.quick {
        arguments.push("--quick");
    }
    let done = cargo(&arguments)?.success();
    Ok(if done {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
