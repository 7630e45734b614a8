//! `cargo xtask corpus`: the generator beside thousands of real documents.

mod run;
mod tally;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

/// Try the generator on real documents.
#[derive(Debug, clap::Args)]
pub(crate) struct Corpus {
    /// The folder that holds them.
    #[arg(long, value_name = "DIR")]
    folder: PathBuf,
    /// Only documents whose path contains this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// One document: used for each of them, in a process of its own.
    #[arg(long, hide = true, value_name = "FILE")]
    one: Option<PathBuf>,
    /// Leave out documents with more bytes.
    #[arg(long, value_name = "BYTES")]
    largest: Option<u64>,
    /// Where the outcome of each document is listed.
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
}

/// Runs the task.
///
/// # Errors
///
/// Where a document can't be read.
pub(crate) fn run(arguments: &Corpus) -> Result<ExitCode> {
    let results = run::all(
        &arguments.folder,
        arguments.only.as_deref(),
        arguments.largest,
    )?;
    let tally = tally::Tally::of(&results);
    print!("{}", tally.text());
    if let Some(list) = &arguments.list {
        std::fs::write(list, tally::list(&results))?;
    }
    Ok(ExitCode::SUCCESS)
}
