//! Clients of a random sample of documents, compiled: a crate for each, in one
//! target folder, so that what they depend on is built once.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use medium_codegen::Options;

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

/// Writes the crate of a document and has it checked; what the compiler said where
/// it is not satisfied.
fn check(root: &Path, place: &Path, document: &Document) -> Result<Option<String>> {
    let text = fs::read_to_string(&document.path)?;
    let mut options = Options::new(document.name.clone());
    options.krate = "client".to_owned();
    let output = medium_codegen::generate(&text, &options)?;
    let krate = place.join("client");
    let source = krate.join("src");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    fs::create_dir_all(&source)?;
    for file in &output.files {
        let path = match file.path.as_str() {
            "mod.rs" => "lib.rs",
            other => other,
        };
        let text = match path {
            "lib.rs" => format!("#![deny(warnings, missing_docs)]\n{}", file.text),
            _ => file.text.clone(),
        };
        fs::write(source.join(path), text)?;
    }
    fs::write(krate.join("Cargo.toml"), manifest(root)?)?;
    fs::copy(root.join("Cargo.lock"), krate.join("Cargo.lock"))?;
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(&krate)
        .env("CARGO_TARGET_DIR", place.join("target"))
        .output()
        .context("cargo can't be run")?;
    let said = String::from_utf8_lossy(&checked.stderr);
    let said: Vec<&str> = said.lines().take(30).collect();
    Ok((!checked.status.success()).then(|| said.join("\n")))
}

/// The dependencies that a client may have, in the versions of this workspace.
fn manifest(root: &Path) -> Result<String> {
    let workspace = fs::read_to_string(root.join("Cargo.toml"))?;
    let mut text = String::from(
        "[package]\nname = \"client\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n",
    );
    let runtime = root.join("medium-runtime");
    text.push_str(&format!("medium-runtime = {{ path = {runtime:?} }}\n"));
    const NAMES: [&str; 7] = [
        "serde",
        "serde_json",
        "url",
        "jiff",
        "bytes",
        "futures-util",
        "uuid",
    ];
    let lines = workspace
        .lines()
        .skip_while(|line| *line != "[workspace.dependencies]");
    for line in lines {
        let name = line.split(" = ").next().unwrap_or_default();
        if NAMES.contains(&name) {
            text.push_str(line);
            text.push('\n');
        }
    }
    Ok(text)
}
