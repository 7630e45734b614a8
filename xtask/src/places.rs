//! Which documents are generated, and where their clients go.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use medium_codegen::Options;

use crate::regen::Regen;

const MEDIUM: &str = "spec/medium.yaml";

/// Where a run reads and writes.
pub(crate) struct Places {
    pub(crate) document: PathBuf,
    pub(crate) folder: PathBuf,
    /// Both as the reader knows them.
    pub(crate) document_shown: String,
    pub(crate) folder_shown: String,
    /// Whether a note is an error.
    pub(crate) deny_notes: bool,
    /// Among them the command, which is also what to run where files are stale.
    pub(crate) options: Options,
}

/// What a run is for: the document that it names, or all that are checked in.
pub(crate) fn places(arguments: &Regen) -> Result<Vec<Places>> {
    let mut all = match (&arguments.document, &arguments.out) {
        (Some(document), Some(out)) => vec![foreign(document, out, arguments.name.as_deref())],
        _ => own()?,
    };
    for places in &mut all {
        places.options.stages = arguments.stages.is_some();
        places.deny_notes |= arguments.deny_notes;
    }
    Ok(all)
}

/// The documents whose clients are checked in.
pub(crate) fn own() -> Result<Vec<Places>> {
    Ok(vec![
        checked_in(MEDIUM, "medium-api/src/generated", medium)?,
        checked_in(
            "spec/sandbox.yaml",
            "medium-sandbox/src/client/generated",
            sandbox,
        )?,
    ])
}

/// How Medium's document is generated.
fn medium(options: &mut Options) {
    options.krate = "medium_api".to_owned();
    options.blocking = true;
    options.service = Some("crate::service::Medium".to_owned());
}

/// How the document of the sandbox's control calls is generated.
fn sandbox(options: &mut Options) {
    options.krate = "medium_sandbox::client".to_owned();
}

fn checked_in(document: &str, folder: &str, set: fn(&mut Options)) -> Result<Places> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no folder above it")?;
    let mut options = Options::new(document);
    set(&mut options);
    Ok(Places {
        document: root.join(document),
        folder: root.join(folder),
        document_shown: document.to_owned(),
        folder_shown: folder.to_owned(),
        // The sandbox is on this machine, which is worth a note elsewhere.
        deny_notes: document == MEDIUM,
        options,
    })
}

/// Where another document is tried.
fn foreign(document: &Path, out: &Path, name: Option<&str>) -> Places {
    let shown = document.display().to_string();
    let mut options = Options::new(shown.clone());
    options.command = format!(
        "cargo xtask regen --document {shown} --out {}",
        out.display()
    );
    let folder = out.file_name().unwrap_or_default().to_string_lossy();
    if let Some(name) = name {
        options.command.push_str(&format!(" --name {name}"));
        options.krate = name.to_owned();
    } else if !folder.is_empty() {
        options.krate = folder.replace(['-', '.', ' '], "_");
    }
    Places {
        document: document.to_owned(),
        folder: out.to_owned(),
        document_shown: shown,
        folder_shown: out.display().to_string(),
        deny_notes: false,
        options,
    }
}
