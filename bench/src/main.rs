//! `cargo xtask bench` runs this: see `docs/performance.md`.
#![forbid(unsafe_code)]

use std::path::PathBuf;

use anyhow::Result;
use bench::case::{Case, Inputs};
use bench::client::{Any, Who};
use bench::paired::{Ratio, Spread, micros};
use bench::served::Served;
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
            None => slice(arguments.quick).await,
        }
    })
}

async fn slice(quick: bool) -> Result<()> {
    let server = Served::start()?;
    let folder = tempfile::tempdir()?;
    let inputs = Inputs::new(folder.path());
    let rounds = if quick { 301 } else { 1001 };
    for (case, calls) in [
        (Case::Me, 300),
        (Case::Post20k, 200),
        (Case::Post2m, 10),
        (Case::Concurrent, 1280),
    ] {
        let whos = [Who::Ours, Who::Bare];
        let mut clients = Vec::new();
        for who in whos {
            let client = Any::new(who, &server.base).await?;
            let before = server.connections()?;
            client.drive(case, calls, &inputs).await?;
            println!("{who:?} {} connections", server.connections()? - before - 1);
            clients.push((client, Vec::new()));
        }
        for round in 0..rounds {
            let mut order: Vec<usize> = (0..clients.len()).collect();
            if round % 2 == 1 {
                order.reverse();
            }
            for i in order {
                let (client, times) = &mut clients[i];
                times.push(micros(calls, client.drive(case, calls, &inputs)).await?);
            }
        }
        for (who, (_, times)) in whos.iter().zip(&clients) {
            println!(
                "{} {who:?} {:?} {:?}",
                case.name(),
                Spread::of(times),
                Ratio::of(times, &clients[1].1)
            );
        }
    }
    Ok(())
}
