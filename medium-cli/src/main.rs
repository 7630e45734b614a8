//! The command `medium`.
//!
//! ```text
//! args ─▶ commands/ (one file per command) ─▶ output (data on stdout, messages on stderr)
//!            │  └─ session (account) ─▶ backend (API) ─▶ store_location (its store)
//!            └──── error (message, kind, exit code, advice)
//! ```

mod api_error;
mod args;
mod backend;
mod blocking;
mod checked_url;
mod commands;
mod credential_source;
mod destination;
mod environment;
mod error;
mod feed;
mod html_text;
mod image_files;
mod interrupt;
mod jq;
mod ledger;
mod local_pages;
mod output;
mod output_files;
mod plan;
mod post_url;
mod prompt;
mod rich_text;
mod service_name;
mod session;
mod store_location;
mod suggestions;
mod upload;
mod usage_error;

use std::process::ExitCode;

use medium_cli::diagnostic::Exit;

use args::Cli;
use credential_source::CredentialSource;
use error::{Error, Result};
use output::Output;

fn main() -> ExitCode {
    let cli = match Cli::try_parse_and_check(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return exit_with_usage(&error),
    };
    let output = Output::new(&cli.global);
    let code = match run(&cli, &output) {
        Ok(()) if cli.global.keep => return ExitCode::SUCCESS,
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            output.error(&error, CredentialSource::new(&cli.global));
            error.exit_code().into()
        }
    };
    output.note_dead_urls(cli.global.keep);
    code
}

fn run(cli: &Cli, output: &Output) -> Result<()> {
    // The command mostly waits for the network: one thread is enough, and starts faster.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Error::system("start"))?;
    let result = runtime.block_on(commands::run(cli, output));
    // Do not wait for threads that still read input.
    runtime.shutdown_background();
    result
}

/// Prints the help, or an error in the arguments, as JSON if they contain `--json`.
fn exit_with_usage(error: &clap::Error) -> ExitCode {
    let wants_json = usage_error::wants_json(std::env::args_os());
    if usage_error::is_help(error, wants_json) {
        error.exit();
    }
    let (message, advice) = usage_error::message_and_advice(error, std::env::args_os());
    if wants_json {
        output::early_json_error(&usage_error::to_json(message, &advice));
    } else {
        output::early_error(&message, &advice);
    }
    Exit::Usage.into()
}
