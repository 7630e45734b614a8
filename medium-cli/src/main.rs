//! The command `medium`.
//!
//! ```text
//! args ─▶ commands/, one file a command ─▶ output (data, talk)
//!            │  └─ session (whose account) ─ service (which API) ─ place (its store)
//!            └──── error (what went wrong, kind, exit code, advice)
//! ```

mod api_error;
mod args;
mod aside;
mod commands;
mod credential_source;
mod environment;
mod error;
mod feed;
mod files;
mod images;
mod interrupt;
mod jq;
mod ledger;
mod link;
mod local_pages;
mod output;
mod place;
mod plan;
mod post_address;
mod rich_text;
mod service;
mod session;
mod target;
mod upload;
mod usage;
mod usage_error;

use std::process::ExitCode;

use clap::Parser;
use medium_cli::diagnostic::Exit;

use args::Cli;
use credential_source::CredentialSource;
use error::{Error, Result};
use output::Output;

fn main() -> ExitCode {
    let cli = match Cli::try_parse().and_then(Cli::checked) {
        Ok(cli) => cli,
        Err(error) => return wrong_usage(&usage::with_advice(error)),
    };
    let output = Output::new(&cli.global);
    match run(&cli, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            output.error(&error, CredentialSource::of(&cli.global));
            error.exit_code().into()
        }
    }
}

fn run(cli: &Cli, output: &Output) -> Result<()> {
    // One thread is enough to wait on, and starts at once.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Error::system("start"))?;
    let result = runtime.block_on(commands::run(cli, output));
    // Not waiting for what still reads or asks on a thread of its own.
    runtime.shutdown_background();
    result
}

/// Says what is wrong with the arguments, in JSON if they ask for it; or shows the help.
fn wrong_usage(error: &clap::Error) -> ExitCode {
    if usage_error::is_help(error) || !usage_error::wants_json(std::env::args_os()) {
        error.exit();
    }
    output::early_error(&usage_error::to_json(error));
    Exit::Usage.into()
}
