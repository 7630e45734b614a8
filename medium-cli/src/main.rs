//! The command `medium`.
//!
//! ```text
//! args ─▶ session (which account) ─▶ commands/, one file a command ─▶ output (data, talk)
//!                                                └─ failure (what went wrong, exit code)
//! ```

mod args;
mod commands;
mod failure;
mod output;
mod session;
mod upload;

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

use args::Cli;
use failure::Report;
use output::Output;
use session::Session;

fn main() -> ExitCode {
    let cli = Cli::parse().checked();
    let output = Output::new();
    match run(&cli, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let report = Report::of(&error, cli.global.sandbox);
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
    runtime.block_on(async {
        let session = Session::open(&cli.global, output).await?;
        let result = commands::run(&cli.command, &session, output).await;
        session.close(&cli.global, output, result.is_ok()).await?;
        result
    })
}
