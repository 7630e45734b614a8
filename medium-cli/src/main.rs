//! The command `medium`.
//!
//! ```text
//! args ─▶ commands/, one file a command ─▶ output (data, talk)
//!            │  └─ session (whose account) ─ service (which API) ─ place (its store)
//!            └──── failure (what went wrong, exit code)
//! ```

mod args;
mod commands;
mod environment;
mod failure;
mod interrupt;
mod ledger;
mod link;
mod output;
mod place;
mod plan;
mod service;
mod session;
mod target;
mod upload;

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

use args::Cli;
use failure::Report;
use output::Output;
use session::Source;

fn main() -> ExitCode {
    let cli = Cli::parse().checked();
    let output = Output::new(&cli.global);
    match run(&cli, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let report = Report::of(&error, Source::of(&cli.global));
            output.error(&report);
            report.exit.into()
        }
    }
}

fn run(cli: &Cli, output: &Output) -> anyhow::Result<()> {
    // One thread is enough to wait on, and starts at once.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start")?;
    runtime.block_on(commands::run(cli, output))
}
