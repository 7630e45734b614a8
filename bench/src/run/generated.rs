//! Times of the generator.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::paired::Spread;

/// `regen` of a document: milliseconds from the start of its process to its end.
pub(crate) struct Generation {
    pub(crate) what: String,
    pub(crate) operations: usize,
    pub(crate) millis: Spread,
    /// One per round.
    pub(crate) times: Vec<f64>,
}

impl Generation {
    /// The name of the project's own document.
    pub(crate) const MEDIUM: &str = "Medium's document";
}

/// The numbers of operations of the generated documents.
const OPERATIONS: [usize; 3] = [10, 100, 1000];
const ROUNDS: u32 = 7;

/// Generates clients for Medium's document and for documents of growing size.
pub(crate) fn measure(root: &Path, folder: &Path) -> Result<Vec<Generation>> {
    let xtask = std::env::current_exe()?.with_file_name("xtask");
    if !xtask.exists() {
        // `cargo xtask bench` builds it, `cargo run -p bench` does not.
        return Ok(Vec::new());
    }
    eprintln!("generating …");
    let mut documents = vec![(
        Generation::MEDIUM.to_owned(),
        8,
        root.join("spec/medium.yaml"),
    )];
    for operations in OPERATIONS {
        let file = folder.join(format!("{operations}.yaml"));
        fs::write(&file, document(operations))?;
        documents.push((format!("{operations} operations"), operations, file));
    }
    let mut times = vec![Vec::new(); documents.len()];
    for _ in 0..ROUNDS {
        for ((_, _, file), times) in documents.iter().zip(&mut times) {
            times.push(millis(&xtask, file, folder)?);
        }
    }
    let all = documents.into_iter().zip(times);
    Ok(all
        .map(|((what, operations, _), times)| Generation {
            what,
            operations,
            millis: Spread::of(&times),
            times,
        })
        .collect())
}

/// Returns the milliseconds of one `regen`, into an empty folder so that all files are written.
fn millis(xtask: &Path, document: &Path, folder: &Path) -> Result<f64> {
    let out = tempfile::tempdir_in(folder)?;
    let start = Instant::now();
    let status = Command::new(xtask)
        .args(["regen", "--document"])
        .arg(document)
        .arg("--out")
        .arg(out.path())
        .stdout(Stdio::null())
        .status()?;
    let millis = start.elapsed().as_secs_f64() * 1e3;
    ensure!(status.success(), "regen of {} failed", document.display());
    Ok(millis)
}

/// Returns a document with this many operations, each with its own parameter, body and response.
/// Long because it is a template.
fn document(operations: usize) -> String {
    let mut text = "openapi: 3.0.3\ninfo: {title: Bells, version: '1'}\nservers: [{url: 'https://bells.example'}]\npaths:\n".to_owned();
    for number in 0..operations {
        let _ = write!(
            text,
            "  /towers{number}/{{towerId}}/bells:
    post:
      operationId: ring{number}
      summary: Ring the bells of tower {number}.
      parameters:
        - {{name: towerId, in: path, required: true, schema: {{type: string}}}}
        - {{name: times, in: query, schema: {{type: integer}}}}
      requestBody:
        required: true
        content:
          application/json: {{schema: {{$ref: '#/components/schemas/Peal{number}'}}}}
      responses:
        '200':
          description: They rang.
          content:
            application/json: {{schema: {{$ref: '#/components/schemas/Rung{number}'}}}}
"
        );
    }
    text.push_str("components:\n  schemas:\n");
    for number in 0..operations {
        let _ = write!(
            text,
            "    Peal{number}:
      type: object
      required: [changes]
      properties:
        changes: {{type: array, items: {{type: string}}}}
        method: {{type: string, enum: [plain, grandsire, stedman]}}
    Rung{number}:
      type: object
      required: [id, seconds]
      properties:
        id: {{type: string}}
        seconds: {{type: integer}}
        heard: {{type: boolean}}
"
        );
    }
    text
}
