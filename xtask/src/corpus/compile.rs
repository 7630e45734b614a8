//! Clients of a random sample of documents, compiled: a crate for each, in one
//! target folder, so that what they depend on is built once.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::document::{Done, Outcome};
use super::package::Document;

/// Clients of more operations are listed, and not compiled: they take minutes.
const MOST_OPERATIONS: usize = 1_000;

/// What became of a sample.
pub(super) struct Compiled {
    compiled: usize,
    /// What has more operations than are compiled.
    large: Vec<String>,
    /// Each with the first lines of what the compiler said.
    failed: Vec<(String, String)>,
    seed: u64,
}

impl Compiled {
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "\n## Compiled\n\nOf a random sample (seed {}), `cargo check` with warnings denied: {} compile, {} fail.\n",
            self.seed,
            self.compiled,
            self.failed.len()
        );
        if !self.large.is_empty() {
            let names = self.large.join(", ");
            text.push_str(&format!(
                "Not compiled, as they have more than {MOST_OPERATIONS} operations: {names}.\n"
            ));
        }
        for (name, said) in &self.failed {
            text.push_str(&format!("\n- {name}\n\n```text\n{said}\n```\n"));
        }
        text
    }
}

pub(super) fn sample(
    root: &Path,
    documents: &[Document],
    outcomes: &[Outcome],
    count: usize,
    seed: u64,
) -> Result<Compiled> {
    let place = root.join("target/corpus/compile");
    fs::create_dir_all(&place)?;
    // They stand under this workspace, and are none of its members.
    fs::write(
        place.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"client\"]\n",
    )?;
    fs::copy(root.join("Cargo.lock"), place.join("Cargo.lock"))?;
    let mut compiled = Compiled {
        compiled: 0,
        large: Vec::new(),
        failed: Vec::new(),
        seed,
    };
    for (outcome, operations) in chosen(outcomes, count, seed) {
        if operations > MOST_OPERATIONS {
            compiled.large.push(outcome.name.clone());
            continue;
        }
        let document = documents.iter().find(|one| one.name == outcome.name);
        let document = document.context("an outcome has its document")?;
        eprintln!("compiling {}", document.name);
        match check(root, &place, document)? {
            None => compiled.compiled += 1,
            Some(said) => compiled.failed.push((document.name.clone(), said)),
        }
    }
    Ok(compiled)
}

/// Some of the documents that were generated, and how many operations each has.
fn chosen(outcomes: &[Outcome], count: usize, seed: u64) -> Vec<(&Outcome, usize)> {
    let mut generated: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| match &outcome.result {
            Done::Generated { operations, .. } => Some((outcome, *operations)),
            _ => None,
        })
        .collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut generated);
    generated.truncate(count);
    generated
}

/// Writes the crate of a document and has it checked; what was said where that is
/// not satisfied, be it by a warning.
fn check(root: &Path, place: &Path, document: &Document) -> Result<Option<String>> {
    let krate = place.join("client");
    if krate.exists() {
        fs::remove_dir_all(&krate)?;
    }
    let program = std::env::current_exe().context("this program is not known")?;
    let mut regen = Command::new(program);
    regen.args(["regen", "--name", "client", "--document"]);
    regen.arg(&document.path).arg("--crate").arg(&krate);
    regen.arg("--runtime-path").arg(root.join("medium-runtime"));
    if let Some(said) = complaint(&mut regen, false)? {
        return Ok(Some(said));
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["check", "--quiet", "--offline"])
        .current_dir(&krate);
    cargo.env("CARGO_TARGET_DIR", place.join("target"));
    complaint(&mut cargo, true)
}

/// The first lines of what a command says where it fails or, where it is `silent`,
/// says anything.
fn complaint(command: &mut Command, silent: bool) -> Result<Option<String>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .with_context(|| format!("{program} can't be run"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let fails = !output.status.success() || (silent && !said.trim().is_empty());
    let first: Vec<&str> = said.lines().take(30).collect();
    Ok(fails.then(|| first.join("\n")))
}
