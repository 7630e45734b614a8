//! What the tests share: the fixtures, one small document a feature, and how
//! each is turned into code.
//!
//! `cargo doc` documents every fixture's client, too, so that rustdoc's own
//! warnings about generated docs fail the run as those of any crate do.
#![deny(missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use medium_codegen::{Error, Options, Output};

#[cfg(doc)]
include!(concat!(env!("OUT_DIR"), "/documented.rs"));

/// The line that starts a file in a snapshot, with the file's path.
pub const MARKER: &str = "//////// ";

/// A small document of our own.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The feature that it shows.
    pub name: String,
    /// Its path from the root of the project.
    pub path: String,
    /// The document.
    pub text: String,
}

/// A folder of this package.
#[must_use]
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The documents of a folder, sorted by name.
///
/// # Panics
///
/// Where it can't be read.
#[must_use]
pub fn documents(name: &str) -> Vec<Fixture> {
    let mut all: Vec<Fixture> = fs::read_dir(folder(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            Fixture {
                name: path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                path: format!("tests/{name}/{file}"),
                text: fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}")),
            }
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// The documents that are turned into clients.
#[must_use]
pub fn fixtures() -> Vec<Fixture> {
    documents("fixtures")
}

/// The fixture of this name.
///
/// # Panics
///
/// Where there is none.
#[must_use]
pub fn fixture(name: &str) -> Fixture {
    let found = fixtures().into_iter().find(|fixture| fixture.name == name);
    found.unwrap_or_else(|| panic!("there is no fixture {name:?}"))
}

/// `spec/medium.yaml`.
///
/// # Panics
///
/// Where it can't be read.
#[must_use]
pub fn medium() -> Fixture {
    let path = "spec/medium.yaml";
    Fixture {
        name: "medium".to_owned(),
        path: path.to_owned(),
        text: fs::read_to_string(folder("..").join(path)).expect("the document can be read"),
    }
}

impl Fixture {
    /// How its client is generated: on the runtime of `medium-api`, as the module
    /// `crate::{name}` of a test.
    #[must_use]
    pub fn options(&self) -> Options {
        let mut options = Options::new(self.path.clone());
        options.runtime = "medium_api::runtime".to_owned();
        options.krate = format!("crate::{}", self.name);
        options
    }

    /// Its client.
    ///
    /// # Errors
    ///
    /// Those of the generator.
    pub fn generate(&self) -> Result<Output, Error> {
        medium_codegen::generate(&self.text, &self.options())
    }
}

/// All files of a client as one text.
#[must_use]
pub fn joined(output: &Output) -> String {
    output
        .files
        .iter()
        .map(|file| format!("{MARKER}{}\n{}", file.path, file.text))
        .collect()
}
