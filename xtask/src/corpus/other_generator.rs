//! Runs another generator, openapi-to-rust, on the same documents, if installed.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::cpu_time::{children_seconds, per_operation, seconds};
use super::document::{DocumentResult, Outcome};
use super::package::Document;
use super::pool;

/// A program's results for the sample.
#[derive(Default)]
struct Results {
    generated: usize,
    panicked: usize,
    /// The operations of the documents that this generator accepts.
    operations: usize,
    seconds: Option<f64>,
}

/// Runs this generator and `program` on a random sample: each document by both in turn, so that
/// other load on the machine affects both. Neither writes files.
pub(super) fn run(
    program: &str,
    documents: &[Document],
    count: usize,
    seed: u64,
) -> Result<String> {
    let this = std::env::current_exe().context("the path of this program is unknown")?;
    let version = version(program)?;
    let mut sample: Vec<&Document> = documents.iter().collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut sample);
    sample.truncate(count);
    let (mut own, mut other) = (Results::default(), Results::default());
    for document in &sample {
        let start = children_seconds();
        own.add_own(pool::run_one(&this, document));
        let between = children_seconds();
        other.add(run_other(program, document));
        let end = children_seconds();
        own.seconds = sum(own.seconds, start, between);
        other.seconds = sum(other.seconds, between, end);
    }
    let operations = own.operations;
    let row = |name: &str, results: &Results| {
        format!(
            "| {name} | {} | {} | {} | {} |\n",
            results.generated,
            results.panicked,
            seconds(results.seconds),
            per_operation(results.seconds, operations),
        )
    };
    Ok(format!(
        "\n## Compared with {version}\n\n{} random documents (seed {seed}). Both programs process each of them in one run; neither writes files. The last column divides by the operations that this generator counts, {operations}.\n\n| | generated | panics | processor time | per operation |\n|---|---|---|---|---|\n{}{}",
        sample.len(),
        row("this generator", &own),
        row(&version, &other)
    ))
}

/// Returns the version, such as `openapi-to-rust 0.23.0`.
fn version(program: &str) -> Result<String> {
    let output = Command::new(program)
        .arg("--version")
        .output()
        .with_context(|| format!("{program} can't be run; install it"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn sum(before: Option<f64>, start: Option<f64>, end: Option<f64>) -> Option<f64> {
    Some(before.unwrap_or_default() + end? - start?)
}

/// Returns the exit code, or `None` after a crash or a timeout.
fn run_other(program: &str, document: &Document) -> Option<i32> {
    let child = Command::new(program)
        .arg("generate")
        .arg(&document.path)
        .args(["--dry-run", "--quiet"])
        // An empty folder, so that it finds no configuration.
        .current_dir(document.path.parent().unwrap_or(Path::new(".")))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    pool::wait(child.ok()?).ok()?.0.code()
}

impl Results {
    fn add_own(&mut self, outcome: Outcome) {
        match outcome.result {
            DocumentResult::Generated { operations, .. } => {
                self.generated += 1;
                self.operations += operations;
            }
            DocumentResult::Rejected(_) => {}
            DocumentResult::Crashed(_) => self.panicked += 1,
        }
    }

    fn add(&mut self, code: Option<i32>) {
        /// The exit code of a Rust program that panicked.
        const PANIC: i32 = 101;
        match code {
            Some(0) => self.generated += 1,
            Some(PANIC) | None => self.panicked += 1,
            Some(_) => {}
        }
    }
}
