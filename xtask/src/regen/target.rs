//! Where a run reads and writes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use medium_codegen::{File, Options};

use super::Regen;
use crate::fresh;

/// Where the modules of a crate stand.
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
    /// Documents that the crate includes, each with its path in the folder: a
    /// published crate has nothing outside of its folder.
    copies: Vec<File>,
    /// Whether a warning is an error.
    pub(super) deny_warnings: bool,
    /// The crate to make of the modules, where one is asked for.
    pub(super) package: Option<Package>,
    /// Among them the command, which is also what to run where files are stale.
    pub(super) options: Options,
}

/// A crate of its own.
pub(super) struct Package {
    pub(super) name: String,
    /// The path to the runtime, as `Cargo.toml` names it.
    pub(super) runtime_path: Option<String>,
    /// What writes it.
    pub(super) command: String,
}

impl Package {
    /// Its name in code.
    pub(super) fn krate(&self) -> String {
        self.name.replace('-', "_")
    }
}

impl Target {
    /// What a run is for: the document that it names, or all whose clients are checked in.
    pub(super) fn all(arguments: &Regen) -> Result<Vec<Self>> {
        let place = arguments.out.as_ref().or(arguments.package.as_ref());
        match (&arguments.document, place) {
            (Some(document), Some(folder)) => {
                let target = Self::other(document, folder, arguments);
                Ok(vec![target.with(arguments)?])
            }
            _ => {
                let root = Path::new(env!("CARGO_MANIFEST_DIR"))
                    .parent()
                    .context("xtask has no folder above it")?;
                let own = Self::checked_in(root)?;
                own.into_iter()
                    .map(|target| target.with(arguments))
                    .collect()
            }
        }
    }

    /// All whose clients are checked in, in a checkout.
    ///
    /// # Errors
    ///
    /// Where a document that the sandbox includes can't be read.
    pub(super) fn checked_in(root: &Path) -> Result<[Self; 2]> {
        Ok([Self::medium(root), Self::sandbox(root)?])
    }

    fn with(mut self, arguments: &Regen) -> Result<Self> {
        for path in &arguments.overlay {
            let shown = path.display().to_string();
            let text = fs::read_to_string(path)
                .with_context(|| format!("{shown}: can't be read; is the path right?"))?;
            self.options.overlays.push(File { path: shown, text });
        }
        self.options.stages = arguments.stages.is_some();
        Ok(self)
    }

    /// Another document, whose modules go to a folder, or to a crate in it.
    fn other(document: &Path, folder: &Path, arguments: &Regen) -> Self {
        let shown = document.display().to_string();
        let name = arguments.name.clone();
        let name = name.unwrap_or_else(|| crate_name(folder));
        let mut options = Options::new(shown.clone());
        options.command = command(arguments, &shown, folder);
        options.client_path = name.replace('-', "_");
        options.blocking = arguments.package.is_some();
        let package = arguments.package.as_ref().map(|_| Package {
            name,
            runtime_path: arguments.runtime_path.clone(),
            command: options.command.clone(),
        });
        Self {
            document: document.to_owned(),
            folder: folder.to_owned(),
            modules: package.as_ref().map_or("", |_| MODULES),
            document_shown: shown,
            folder_shown: folder.display().to_string(),
            copies: Vec::new(),
            deny_warnings: false,
            package,
            options,
        }
    }

    /// Medium's document and its client.
    fn medium(root: &Path) -> Self {
        let mut target = Self::own(root, "spec/medium.yaml", "medium-api", MODULES);
        target.deny_warnings = true;
        target.options.client_path = "medium_api".to_owned();
        target.options.blocking = true;
        target.options.client_feature = true;
        target.options.service = Some("crate::service::Medium".to_owned());
        target
    }

    /// The control calls of the sandbox, whose client is a module of it. That it is on this machine
    /// is worth a note elsewhere.
    fn sandbox(root: &Path) -> Result<Self> {
        let document = "spec/sandbox.yaml";
        let mut target = Self::own(root, document, "medium-sandbox", "src/client/generated/");
        target.options.client_path = "medium_sandbox::client".to_owned();
        target.copies = vec![copy(root, "medium.yaml")?, copy(root, "sandbox.yaml")?];
        Ok(target)
    }

    /// A document whose client is checked in.
    fn own(root: &Path, document: &str, folder: &str, modules: &'static str) -> Self {
        Self {
            document: root.join(document),
            folder: root.join(folder),
            modules,
            document_shown: document.to_owned(),
            folder_shown: folder.to_owned(),
            copies: Vec::new(),
            deny_warnings: false,
            package: None,
            options: Options::new(document),
        }
    }

    /// Where the steps of this document go: below a folder of its own, where there are several.
    pub(super) fn stages(&self, folder: &Path, arguments: &Regen) -> PathBuf {
        let stem = self.document.file_stem().unwrap_or_default();
        match arguments.document {
            Some(_) => folder.to_owned(),
            None => folder.join(stem),
        }
    }

    /// Whether files of somebody else may stand where the modules go.
    pub(super) fn is_shared(&self) -> bool {
        self.modules.is_empty()
    }

    /// All that is generated: the modules, the surface, and copies of documents.
    pub(super) fn files(&self, modules: Vec<File>, surface: &[String]) -> Vec<File> {
        let mut files = modules;
        for file in &mut files {
            file.path.insert_str(0, self.modules);
        }
        let Options { name, command, .. } = &self.options;
        let mut text = format!(
            "# @generated from {name} by `{command}`: one item per line; `wire` says what is sent and received.\n"
        );
        for line in surface {
            text.push_str(line);
            text.push('\n');
        }
        files.push(File {
            path: SURFACE.to_owned(),
            text,
        });
        files.extend(self.copies.iter().cloned());
        files
    }

    /// What of that is there.
    pub(super) fn read(&self) -> io::Result<BTreeMap<String, String>> {
        let found = fresh::read(&self.folder.join(self.modules))?.into_iter();
        let mut found: BTreeMap<String, String> = found
            .map(|(path, text)| (format!("{}{path}", self.modules), text))
            .collect();
        let copies = self.copies.iter().map(|copy| copy.path.as_str());
        for path in copies.chain([SURFACE]) {
            let file = self.folder.join(path);
            if file.exists() {
                found.insert(path.to_owned(), fs::read_to_string(file)?);
            }
        }
        Ok(found)
    }
}

/// A document of `spec/`, as the sandbox includes it.
fn copy(root: &Path, name: &str) -> Result<File> {
    let document = root.join("spec").join(name);
    let text = fs::read_to_string(&document)
        .with_context(|| format!("spec/{name}: can't be read; is it there?"))?;
    let path = format!("src/document/{name}");
    Ok(File { path, text })
}

/// What the crate or the module in a folder is called: as the folder, where that
/// is a name in Rust.
fn crate_name(folder: &Path) -> String {
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let is_legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name = folder.replace(|c| !is_legal(c), "_");
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => format!("client_{name}").trim_end_matches('_').to_owned(),
    }
}

/// The command line of a run, as its reader would write it again.
fn command(arguments: &Regen, document: &str, folder: &Path) -> String {
    let mut command = format!("cargo xtask regen --document {document}");
    let mut add = |option: &str, value: &str| command.push_str(&format!(" {option} {value}"));
    for overlay in &arguments.overlay {
        add("--overlay", &overlay.display().to_string());
    }
    let place = match arguments.package {
        Some(_) => "--crate",
        None => "--out",
    };
    add(place, &folder.display().to_string());
    if let Some(name) = &arguments.name {
        add("--name", name);
    }
    command
}
