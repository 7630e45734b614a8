//! `medium sandbox verify`: compares a recorded service with the document and the sandbox.

use std::path::Path;

use medium_sandbox::Sandbox;
use medium_sandbox::recording::{Basis, Finding, Recording, Verification};
use serde_json::{Value, json};

use super::SandboxError;
use crate::error::Result;
use crate::output::Output;

pub(super) async fn run(path: &Path, output: &Output) -> Result<()> {
    let recording = read_recording(path)?;
    report(&verify(&recording).await?, output)
}

/// Reads a recording.
pub(crate) fn read_recording(path: &Path) -> Result<Recording, SandboxError> {
    let unreadable = |source| SandboxError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    Recording::parse(&text).map_err(|source| SandboxError::Recording {
        path: path.to_owned(),
        source,
    })
}

pub(crate) async fn verify(recording: &Recording) -> Result<Verification> {
    Ok(recording.verify(Sandbox::builder()).await?)
}

/// Prints the differences as a table. Like `diff`, it fails if there are any.
pub(crate) fn report(verification: &Verification, output: &Output) -> Result<()> {
    let Verification {
        findings,
        replayed,
        not_replayed,
        ..
    } = verification;
    output.info(&format!("Replayed {}.", requests(*replayed)));
    for exchange in not_replayed {
        output.info(&format!(
            "Compared with the OpenAPI document only: {exchange}."
        ));
    }
    let rows: Vec<String> = findings.iter().map(Finding::table_row).collect();
    let table = if rows.is_empty() {
        String::new()
    } else {
        output.info("Proposed rows for spec/CORRECTIONS.md:");
        format!("{}\n{}\n", Finding::TABLE_HEAD, rows.join("\n"))
    };
    let list: Vec<Value> = findings.iter().map(json_of).collect();
    output.data(&Value::Array(list), &table)?;
    match findings.len() {
        0 => {
            output.info(match replayed + not_replayed.len() {
                0 => "The recording is empty.",
                _ => "No differences.",
            });
            Ok(())
        }
        count => Err(SandboxError::Differs(count).into()),
    }
}

/// Returns a number of requests in words.
pub(crate) fn requests(count: usize) -> String {
    format!("{count} request{}", if count == 1 { "" } else { "s" })
}

fn json_of(finding: &Finding) -> Value {
    let basis = match finding.basis {
        Basis::Document => "document",
        _ => "sandbox",
    };
    json!({
        "pointer": finding.pointer,
        "comparedWith": basis,
        "expected": finding.expected,
        "observed": finding.observed,
        "evidence": finding.evidence,
    })
}
