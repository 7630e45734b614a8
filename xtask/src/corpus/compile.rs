//! Compiles the clients of random documents: a crate each, in one target folder, so that
//! dependencies are built once.

use fs_err as fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::document::{DocumentResult, Outcome};
use super::package::Document;

/// Clients with more operations are listed but not compiled: they take minutes.
const MAX_OPERATIONS: usize = 1_000;

/// The results of a sample.
pub(super) struct Compiled {
    compiled: usize,
    /// Documents with more operations.
    large: Vec<String>,
    /// Each with the first lines of the compiler's output.
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
                "Not compiled, as they have more than {MAX_OPERATIONS} operations: {names}.\n"
            ));
        }
        for (name, output) in &self.failed {
            text.push_str(&format!("\n- {name}\n\n```text\n{output}\n```\n"));
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
    let folder = root.join("target/corpus/compile");
    fs::create_dir_all(&folder)?;
    // They are in this workspace's folder but not members of it.
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"client\"]\n",
    )?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let mut compiled = Compiled {
        compiled: 0,
        large: Vec::new(),
        failed: Vec::new(),
        seed,
    };
    for (outcome, operations) in random_sample(outcomes, count, seed) {
        if operations > MAX_OPERATIONS {
            compiled.large.push(outcome.name.clone());
            continue;
        }
        let document = documents
            .iter()
            .find(|document| document.name == outcome.name);
        let document = document.context("an outcome without a document")?;
        eprintln!("compiling {}", document.name);
        match check(root, &folder, document)? {
            None => compiled.compiled += 1,
            Some(output) => compiled.failed.push((document.name.clone(), output)),
        }
    }
    Ok(compiled)
}

/// Returns random documents that were generated, with their numbers of operations.
fn random_sample(outcomes: &[Outcome], count: usize, seed: u64) -> Vec<(&Outcome, usize)> {
    let mut generated: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| match &outcome.result {
            DocumentResult::Generated { operations, .. } => Some((outcome, *operations)),
            _ => None,
        })
        .collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut generated);
    generated.truncate(count);
    generated
}

/// Writes the crate of a document and checks it. Returns the output if there are errors or
/// warnings.
fn check(root: &Path, folder: &Path, document: &Document) -> Result<Option<String>> {
    let krate = folder.join("client");
    if krate.exists() {
        fs::remove_dir_all(&krate)?;
    }
    let program = std::env::current_exe().context("the path of this program is unknown")?;
    let mut regen = Command::new(program);
    regen.args(["regen", "--name", "client", "--document"]);
    regen.arg(&document.path).arg("--crate").arg(&krate);
    regen.arg("--runtime-path").arg(root.join("medium-runtime"));
    if let Some(output) = failure_output(&mut regen, false)? {
        return Ok(Some(output));
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["check", "--quiet", "--offline"])
        .current_dir(&krate);
    cargo.env("CARGO_TARGET_DIR", folder.join("target"));
    failure_output(&mut cargo, true)
}

/// Returns the first lines of a command's output if it fails, or, with `silent`, if it prints
/// anything.
fn failure_output(command: &mut Command, silent: bool) -> Result<Option<String>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .with_context(|| format!("{program} can't be run"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let fails = !output.status.success() || (silent && !text.trim().is_empty());
    let first: Vec<&str> = text.lines().take(30).collect();
    Ok(fails.then(|| first.join("\n")))
}
