//! The benchmark that `cargo xtask bench` runs. `docs/performance.md` describes it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use bench::any_client::AnyClient;
use bench::case::{Case, Inputs};
use bench::client::Implementation;
use bench::network;
use bench::report;
use bench::run::{Settings, measure, memory, prepare};
use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Run fewer rounds and skip cold builds
    #[arg(long)]
    quick: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Measure and write the report (the second half of a run, in its own network)
    Measure {
        #[arg(long)]
        quick: bool,
    },
    /// Start the server, which stops when stdin is closed
    Serve,
    /// Run one case, for a profiler
    Calls {
        #[arg(value_enum)]
        implementation: Implementation,
        #[arg(value_enum)]
        case: Case,
        calls: u32,
        /// The server's URL
        #[arg(long)]
        base: String,
        /// The folder with the files to upload
        #[arg(long, default_value = ".")]
        folder: PathBuf,
    },
    /// Upload a file and print the memory that it took, in KiB
    Memory {
        #[arg(value_enum)]
        implementation: Implementation,
        /// The server's URL
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
        return full_run(arguments.quick);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Measure { quick } => {
                let settings = Settings { quick };
                let findings = measure(settings).await?;
                if !report::write(&findings, settings, &settings.report_folder()?)? {
                    return Ok(ExitCode::FAILURE);
                }
            }
            Command::Serve => bench::server::serve()?,
            Command::Calls {
                implementation,
                case,
                calls,
                base,
                folder,
            } => {
                let client = AnyClient::new(implementation, &base).await?;
                let inputs = Inputs::new(&folder);
                client.run(case, calls, &inputs).await?;
            }
            Command::Memory {
                implementation,
                base,
                file,
            } => memory::upload(implementation, &base, &file).await?,
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Fetches what a run needs, then measures in a separate network namespace.
fn full_run(quick: bool) -> Result<ExitCode> {
    prepare(Settings { quick })?;
    let mut command = network::in_own_network(&std::env::current_exe()?);
    command.arg("measure");
    if quick {
        command.arg("--quick");
    }
    replace_process(&mut command).context("can't start the benchmark")
}

/// Replaces this process, so that a signal to it reaches the run.
#[cfg(unix)]
fn replace_process(command: &mut std::process::Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn replace_process(command: &mut std::process::Command) -> std::io::Result<ExitCode> {
    let succeeded = command.status()?.success();
    Ok(ExitCode::from(u8::from(!succeeded)))
}
