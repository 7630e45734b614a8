//! One document in its own process.

use fs_err as fs;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use medium_codegen::{Error, ErrorKind, Options};
use serde::{Deserialize, Serialize};

use xtask::warnings;

/// The result of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Outcome {
    #[serde(default)]
    pub(super) name: String,
    /// Seconds from reading the text to the generated files.
    pub(super) seconds: f64,
    /// The process's peak memory, if known.
    pub(super) peak_kib: Option<u64>,
    pub(super) result: DocumentResult,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum DocumentResult {
    Generated {
        operations: usize,
        /// How often each message occurs, without names, by category.
        warnings: BTreeMap<String, usize>,
    },
    Rejected(Vec<Problem>),
    /// The process crashed or timed out, with the reason.
    Crashed(String),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Problem {
    pub(super) line: usize,
    pub(super) pointer: String,
    pub(super) message: String,
    /// Whether this is a bug in the generator.
    pub(super) is_bug: bool,
}

/// Runs the generator on a document, and prints the result.
pub(super) fn run_and_print(path: &Path) -> Result<ExitCode> {
    let text = fs::read_to_string(path)?;
    std::panic::set_hook(Box::new(|_| {}));
    let start = Instant::now();
    let generated = medium_codegen::generate(&text, &Options::new("document"));
    let seconds = start.elapsed().as_secs_f64();
    let result = match generated {
        Ok(output) => {
            let mut counts = BTreeMap::new();
            for warning in &output.warnings {
                let category = warnings::category(warning.kind);
                let message = without_quoted_text(&warning.message);
                *counts.entry(format!("{category}: {message}")).or_default() += 1;
            }
            DocumentResult::Generated {
                operations: output.operations,
                warnings: counts,
            }
        }
        Err(errors) => DocumentResult::Rejected(errors.iter().map(problem).collect()),
    };
    let outcome = Outcome {
        name: String::new(),
        seconds,
        peak_kib: peak_kib(),
        result,
    };
    println!("{}", serde_json::to_string(&outcome)?);
    Ok(ExitCode::SUCCESS)
}

fn problem(error: &Error) -> Problem {
    Problem {
        line: error.line,
        pointer: error.pointer.clone().unwrap_or_default(),
        message: error.problem.clone(),
        is_bug: error.kind == ErrorKind::Generator,
    }
}

/// Replaces quoted text in a message with `…`, so that equal messages of all documents are counted
/// together.
pub(super) fn without_quoted_text(message: &str) -> String {
    let mut out = String::new();
    let mut chars = message.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '"' { '…' } else { c });
        if c == '"' {
            let mut escaped = false;
            chars.find(|c| {
                let ends = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                ends
            });
        }
    }
    out
}

/// Returns the peak memory of this process (Linux).
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
