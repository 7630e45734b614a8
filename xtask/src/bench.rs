//! `cargo xtask bench`: measures the client, the command and the generator.

use std::process::{Command, ExitCode};

use anyhow::Context;
use clap::Args;
use xtask::workspace;

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
    let cargo = |arguments: &[&str]| {
        Command::new("cargo")
            .args(arguments)
            .current_dir(workspace::root())
            .status()
            .context("can't start cargo")
    };
    // One after the other: a common build would unify their features. `cargo build`, because `cargo
    // run` would not build the benchmark's other programs.
    for package in ["medium-cli", "xtask", "bench"] {
        let build = ["build", "--quiet", "--release", "--bins", "--package"];
        if !cargo(&[&build[..], &[package]].concat())?.success() {
            return Ok(ExitCode::FAILURE);
        }
    }
    let mut arguments = vec!["run", "--quiet", "--release", "--package", "bench", "--"];
    if bench.quick {
        arguments.push("--quick");
    }
    let succeeded = cargo(&arguments)?.success();
    Ok(ExitCode::from(u8::from(!succeeded)))
}
