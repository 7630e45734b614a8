//! `medium sandbox verify`: where a recorded service differs from the document and the sandbox.

use std::path::Path;

use medium_sandbox::Sandbox;
use medium_sandbox::recording::{Basis, Finding, Recording, Verification};
use serde_json::{Value, json};

use super::SandboxError;
use crate::error::Result;
use crate::output::Output;

pub(super) async fn run(path: &Path, output: &Output) -> Result<()> {
    let recording = read_recording(path)?;
    report(&verification(&recording).await?, output)
}

/// The recording in a file.
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

pub(crate) async fn verification(recording: &Recording) -> Result<Verification> {
    Ok(recording.verify(Sandbox::builder()).await?)
}

/// The rows as data, the rest as talk. Differences are an error, as for `diff`.
pub(crate) fn report(verification: &Verification, output: &Output) -> Result<()> {
    let Verification {
        findings,
        replayed,
        not_replayed,
        ..
    } = verification;
    output.talk(&format!("{replayed} exchanges were replayed."));
    for exchange in not_replayed {
        output.talk(&format!("Held against the document only: {exchange}."));
    }
    let rows: Vec<String> = findings.iter().map(Finding::table_row).collect();
    let table = match rows.is_empty() {
        true => String::new(),
        false => format!("{}\n{}\n", Finding::TABLE_HEAD, rows.join("\n")),
    };
    let list: Vec<Value> = findings.iter().map(json_of).collect();
    output.data(&Value::Array(list), &table)?;
    match findings.len() {
        0 => {
            output.talk(match replayed + not_replayed.len() {
                0 => "The recording is empty: nothing was compared.",
                _ => "It differs nowhere.",
            });
            Ok(())
        }
        places => Err(SandboxError::Differs(places).into()),
    }
}

fn json_of(finding: &Finding) -> Value {
    let basis = match finding.basis {
        Basis::Document => "document",
        _ => "sandbox",
    };
    json!({
        "pointer": finding.pointer,
        "basis": basis,
        "published": finding.expected,
        "seen": finding.observed,
        "evidence": finding.evidence,
    })
}
