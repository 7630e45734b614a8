//! `cargo xtask bench`: what the client costs beside bare reqwest.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Context;
use clap::Args;

/// The bench is a package of its own: it is built for release, and nobody else
/// needs what it needs.
#[derive(Args)]
pub(crate) struct Bench {
    /// Within five minutes (one or two, where all is built): fewer rounds, and
    /// no cold builds.
    #[arg(long)]
    quick: bool,
}

/// Builds what is measured, and runs the bench.
pub(crate) fn run(bench: &Bench) -> anyhow::Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = |arguments: &[&str]| {
        Command::new("cargo")
            .args(arguments)
            .current_dir(&root)
            .status()
            .context("can't start cargo")
    };
    // One after the other: built together, they would share features. The bench
    // has programs beside its own, which `cargo run` does not build.
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
