//! `cargo xtask bench` runs this: see `docs/performance.md`.
#![forbid(unsafe_code)]

use std::path::PathBuf;

use anyhow::Result;
use bench::case::{Case, Inputs};
use bench::client::{Any, Who};
use bench::run::{Settings, memory, run};
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

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match arguments.command {
            Some(Command::Serve) => bench::server::serve().await,
            Some(Command::Calls {
                who,
                case,
                calls,
                base,
                folder,
            }) => {
                let client = Any::new(who, &base).await?;
                client.drive(case, calls, &Inputs::new(&folder)).await
            }
            Some(Command::Memory { who, base, file }) => memory::upload(who, &base, &file).await,
            None => {
                let quick = arguments.quick;
                let kept = run(Settings { quick }).await?;
                anyhow::ensure!(kept, "a limit is not kept");
                Ok(())
            }
        }
    })
}
