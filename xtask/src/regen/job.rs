//! The document, output paths and options of a run.

use fs_err as fs;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use medium_codegen::{File, Options};

use super::Regen;
use crate::{difference, workspace};

/// The folder of modules in a crate.
const MODULES: &str = "src/generated/";

/// The surface file, for reviewers.
pub(super) const SURFACE: &str = "api.txt";

/// The document, output paths and options of a run.
pub(super) struct RegenJob {
    pub(super) document: PathBuf,
    /// The folder that contains all output.
    pub(super) folder: PathBuf,
    /// The subfolder of the modules: empty, or a path that ends with `/`.
    modules: &'static str,
    /// Document and folder in messages.
    pub(super) document_name: String,
    pub(super) folder_name: String,
    /// Documents that the crate includes, with their paths in the folder: a published crate
    /// contains only its own folder.
    copies: Vec<File>,
    /// Whether a warning is an error.
    pub(super) deny_warnings: bool,
    /// The crate to generate around the modules, if requested.
    pub(super) package: Option<Package>,
    /// Options of the generator. They include the command that updates the files.
    pub(super) options: Options,
}

/// A generated crate.
pub(super) struct Package {
    pub(super) name: String,
    /// The path to the runtime in `Cargo.toml`.
    pub(super) runtime_path: Option<String>,
    /// The command for the README.
    pub(super) command: String,
}

impl Package {
    /// Returns its name in code.
    pub(super) fn krate(&self) -> String {
        self.name.replace('-', "_")
    }
}

impl RegenJob {
    /// Returns the jobs of a run: the given document, or all documents with checked-in clients.
    pub(super) fn all(arguments: &Regen) -> Result<Vec<Self>> {
        let folder = arguments.out.as_ref().or(arguments.package.as_ref());
        match (&arguments.document, folder) {
            (Some(document), Some(folder)) => {
                let job = Self::for_document(document, folder, arguments);
                Ok(vec![job.with_options(arguments)?])
            }
            _ => {
                let own = Self::checked_in(&workspace::root())?.into_iter();
                own.map(|job| job.with_options(arguments)).collect()
            }
        }
    }

    /// Returns the jobs of all checked-in clients.
    pub(super) fn checked_in(root: &Path) -> Result<[Self; 2]> {
        Ok([Self::medium(root), Self::sandbox(root)?])
    }

    fn with_options(mut self, arguments: &Regen) -> Result<Self> {
        for path in &arguments.overlay {
            self.options.overlays.push(File {
                path: path.display().to_string(),
                text: fs::read_to_string(path)?,
            });
        }
        self.options.collect_stages = arguments.stages.is_some();
        Ok(self)
    }

    /// Returns the job of another document: a folder of modules, or a crate.
    fn for_document(document: &Path, folder: &Path, arguments: &Regen) -> Self {
        let document_name = document.display().to_string();
        let name = arguments.name.clone();
        let name = name.unwrap_or_else(|| crate_name(folder));
        let mut options = Options::new(document_name.clone());
        options.command = command(arguments, &document_name, folder);
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
            document_name,
            folder_name: folder.display().to_string(),
            copies: Vec::new(),
            deny_warnings: false,
            package,
            options,
        }
    }

    /// Returns the job for Medium's document.
    fn medium(root: &Path) -> Self {
        let mut job = Self::in_workspace(root, "spec/medium.yaml", "medium-api", MODULES);
        job.deny_warnings = true;
        job.options.client_path = "medium_api".to_owned();
        job.options.blocking = true;
        job.options.client_feature = true;
        job.options.service = Some("crate::service::Medium".to_owned());
        job
    }

    /// Returns the job of the sandbox's control calls, whose client is a module of the sandbox.
    /// Warnings are allowed: a server on this machine causes one, and is intended here.
    fn sandbox(root: &Path) -> Result<Self> {
        let document = "spec/sandbox.yaml";
        let mut job = Self::in_workspace(root, document, "medium-sandbox", "src/client/generated/");
        job.options.client_path = "medium_sandbox::client".to_owned();
        job.copies = vec![copy(root, "medium.yaml")?, copy(root, "sandbox.yaml")?];
        Ok(job)
    }

    /// Returns the job of a document with a checked-in client.
    fn in_workspace(root: &Path, document: &str, folder: &str, modules: &'static str) -> Self {
        Self {
            document: root.join(document),
            folder: root.join(folder),
            modules,
            document_name: document.to_owned(),
            folder_name: folder.to_owned(),
            copies: Vec::new(),
            deny_warnings: false,
            package: None,
            options: Options::new(document),
        }
    }

    /// Returns where `--stages` writes this document's intermediate results: in `folder`, or in a
    /// subfolder of it if there are several documents.
    pub(super) fn stages(&self, folder: &Path, arguments: &Regen) -> PathBuf {
        match arguments.document {
            Some(_) => folder.to_owned(),
            None => folder.join(self.document.file_stem().unwrap_or_default()),
        }
    }

    /// Returns whether the folder of the modules may contain other files.
    pub(super) fn is_shared(&self) -> bool {
        self.modules.is_empty()
    }

    /// Returns all generated files: modules, surface, and copies of documents.
    pub(super) fn files(&self, modules: Vec<File>, surface: &[String]) -> Vec<File> {
        let mut files = modules;
        for file in &mut files {
            file.path.insert_str(0, self.modules);
        }
        let Options {
            document_name,
            command,
            ..
        } = &self.options;
        let mut text = format!(
            "# @generated from {document_name} by `{command}`: one item per line; `wire` says what is sent and received.\n"
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

    /// Reads the files that exist.
    pub(super) fn read(&self) -> io::Result<BTreeMap<String, String>> {
        let modules = difference::read_folder(&self.folder.join(self.modules))?.into_iter();
        let with_folder = |(path, text)| (format!("{}{path}", self.modules), text);
        let mut found: BTreeMap<String, String> = modules.map(with_folder).collect();
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

/// Reads a document of `spec/` that the sandbox includes.
fn copy(root: &Path, name: &str) -> Result<File> {
    Ok(File {
        path: format!("src/document/{name}"),
        text: fs::read_to_string(root.join("spec").join(name))?,
    })
}

/// Returns a folder's name as the name of a crate. Characters that a name can't have become `_`. A name
/// that doesn't start with a letter gets the prefix `client_`.
fn crate_name(folder: &Path) -> String {
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let is_legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name = folder.replace(|c| !is_legal(c), "_");
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("client_{name}").trim_end_matches('_').to_owned()
    }
}

/// Returns the command line of a run, as its user would type it again.
fn command(arguments: &Regen, document: &str, folder: &Path) -> String {
    let mut command = format!("cargo xtask regen --document {document}");
    let mut add = |option: &str, value: &str| command.push_str(&format!(" {option} {value}"));
    for overlay in &arguments.overlay {
        add("--overlay", &overlay.display().to_string());
    }
    let option = match arguments.package {
        Some(_) => "--crate",
        None => "--out",
    };
    add(option, &folder.display().to_string());
    if let Some(name) = &arguments.name {
        add("--name", name);
    }
    command
}
