//! Another generator on the same documents, where it is installed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use super::package::Document;

/// Runs `program` on each document, one after the other, and says what came out.
pub(super) fn run(program: &str, documents: &[Document]) -> Result<String> {
    let out = tempfile::tempdir().context("there is no room for a folder")?;
    let start = Instant::now();
    let (mut generated, mut panicked) = (0, 0);
    for document in documents {
        let (done, panic) = one(program, document, out.path())?;
        generated += usize::from(done);
        panicked += usize::from(panic);
    }
    Ok(format!(
        "\n## Beside {program}\n\n{program} generates {generated} of {} documents in {:.0} s, and panics on {panicked}.\n",
        documents.len(),
        start.elapsed().as_secs_f64()
    ))
}

/// Whether a document was generated, and whether the program panicked.
fn one(program: &str, document: &Document, out: &Path) -> Result<(bool, bool)> {
    let said = Command::new(program)
        .arg("generate")
        .arg("--spec")
        .arg(&document.path)
        .arg("--output")
        .arg(out.join("client"))
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{program} can't be run: is it installed?"))?;
    let stderr = String::from_utf8_lossy(&said.stderr);
    Ok((said.status.success(), stderr.contains("panicked at")))
}
