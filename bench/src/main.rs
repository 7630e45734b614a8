//! `cargo xtask bench` runs this: see `docs/performance.md`.
#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use bench::case::{Case, Inputs};
use bench::client::{Any, Who};
use bench::network;
use bench::run::{Settings, measure, memory, prepare};
use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Fewer rounds, and none of what takes minutes.
    #[arg(long)]
    quick: bool,
}

#[derive(Subcommand)]
enum Command {
    /// What a run does once everything is there, in a network of its own.
    Measure {
        #[arg(long)]
        quick: bool,
    },
    /// Answers until stdin ends.
    Serve,
    /// Does a case's work, and nothing else: for a profiler.
    Calls {
        #[arg(value_enum)]
        who: Who,
        #[arg(value_enum)]
        case: Case,
        calls: u32,
        /// A server's address.
        #[arg(long)]
        base: String,
        /// Where the files to be uploaded are.
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Uploads a file, and prints how much memory that took, in KiB.
    Memory {
        #[arg(value_enum)]
        who: Who,
        /// A server's address.
        #[arg(long)]
        base: String,
        #[arg(long)]
        file: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let Some(command) = arguments.command else {
        return whole(arguments.quick);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Measure { quick } => {
                if !measure(Settings { quick }).await? {
                    return Ok(ExitCode::FAILURE);
                }
            }
            Command::Serve => bench::server::serve()?,
            Command::Calls {
                who,
                case,
                calls,
                base,
                folder,
            } => {
                let client = Any::new(who, &base).await?;
                let inputs = Inputs::new(&folder);
                client.drive(case, calls, &inputs).await?;
            }
            Command::Memory { who, base, file } => memory::upload(who, &base, &file).await?,
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Fetches what a run needs, and becomes that run, where nobody else is.
fn whole(quick: bool) -> Result<ExitCode> {
    prepare(Settings { quick })?;
    let mut command = network::apart(&std::env::current_exe()?);
    command.arg("measure");
    if quick {
        command.arg("--quick");
    }
    become_it(&mut command).context("the bench can't be started")
}

/// In place of this process, so that what ends this one ends that.
#[cfg(unix)]
fn become_it(command: &mut std::process::Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn become_it(command: &mut std::process::Command) -> std::io::Result<ExitCode> {
    let done = command.status()?.success();
    Ok(if done {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
