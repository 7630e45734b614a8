//! Where a run reads and writes.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use medium_codegen::{File, Options};

use super::Regen;
use crate::fresh;

const DOCUMENT: &str = "spec/medium.yaml";
const FOLDER: &str = "medium-api";
const MODULES: &str = "src/generated/";

/// The file that lists the surface, for reviewers.
pub(super) const SURFACE: &str = "api.txt";

/// Where a run reads and writes.
pub(super) struct Target {
    pub(super) document: PathBuf,
    /// What all files stand in.
    pub(super) folder: PathBuf,
    /// Where in it the modules stand: a path that ends in `/`, or nothing.
    modules: &'static str,
    /// Document and folder as the reader knows them.
    pub(super) document_shown: String,
    pub(super) folder_shown: String,
    /// Whether this is the project's own document.
    pub(super) is_own: bool,
    /// Among them the command, which is also what to run where files are stale.
    pub(super) options: Options,
}

impl Target {
    pub(super) fn of(arguments: &Regen) -> Result<Self> {
        let mut target = match (&arguments.document, &arguments.out) {
            (Some(document), Some(out)) => Self::other(document, out, arguments.name.as_deref()),
            _ => Self::own()?,
        };
        target.options.stages = arguments.stages.is_some();
        Ok(target)
    }

    /// Another document, whose modules go to a folder.
    fn other(document: &Path, out: &Path, name: Option<&str>) -> Self {
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
        Self {
            document: document.to_owned(),
            folder: out.to_owned(),
            modules: "",
            document_shown: shown,
            folder_shown: out.display().to_string(),
            is_own: false,
            options,
        }
    }

    /// Medium's document and its client.
    fn own() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask has no folder above it")?;
        let mut options = Options::new(DOCUMENT);
        options.krate = "medium_api".to_owned();
        options.blocking = true;
        options.service = Some("crate::service::Medium".to_owned());
        Ok(Self {
            document: root.join(DOCUMENT),
            folder: root.join(FOLDER),
            modules: MODULES,
            document_shown: DOCUMENT.to_owned(),
            folder_shown: FOLDER.to_owned(),
            is_own: true,
            options,
        })
    }

    /// All that is written: the modules, and the surface.
    pub(super) fn files(&self, modules: Vec<File>, surface: &[String]) -> Vec<File> {
        let mut files = modules;
        for file in &mut files {
            file.path.insert_str(0, self.modules);
        }
        let Options { name, command, .. } = &self.options;
        let mut text = format!(
            "# @generated from {name} by `{command}`: an item a line, what travels behind `wire`.\n"
        );
        for line in surface {
            text.push_str(line);
            text.push('\n');
        }
        files.push(File {
            path: SURFACE.to_owned(),
            text,
        });
        files
    }

    /// What of that is there.
    pub(super) fn read(&self) -> io::Result<BTreeMap<String, String>> {
        let found = fresh::read(&self.folder.join(self.modules))?.into_iter();
        let mut found: BTreeMap<String, String> = found
            .map(|(path, text)| (format!("{}{path}", self.modules), text))
            .collect();
        let surface = self.folder.join(SURFACE);
        if surface.exists() {
            found.insert(SURFACE.to_owned(), std::fs::read_to_string(surface)?);
        }
        Ok(found)
    }
}
