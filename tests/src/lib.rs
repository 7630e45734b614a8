//! Shared by all tests: the fixtures, one small document per feature, and their code.
//!
//! `cargo doc` documents every fixture's client too: rustdoc's warnings about
//! generated docs fail the run.
#![deny(missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use medium_codegen::{Errors, Options, Output};
use serde_json::Value;
use snapshot::{Files, Preamble, SECTION, Values};

pub mod markdown;
pub mod snapshot;

/// Includes the clients of fixtures as modules, with their examples.
#[macro_export]
macro_rules! clients {
    ($($name:ident),*) => {
        $(include!(concat!(env!("OUT_DIR"), "/", stringify!($name), "/tested.rs"));)*
    };
}

/// Returns the settings for the snapshots in a folder of `snapshots/`.
#[must_use]
pub fn snapshot_settings(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(self::folder("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[cfg(doc)]
include!(concat!(env!("OUT_DIR"), "/documented.rs"));

/// A test document.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The feature that it tests.
    pub name: String,
    /// Its path from the root of the repository.
    pub path: String,
    /// The document.
    pub text: String,
}

/// Returns the root of the repository.
///
/// # Panics
///
/// Never: this package is in a folder of it.
#[must_use]
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("a package has a parent").to_owned()
}

/// Returns a folder of this package.
#[must_use]
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns the documents of a folder, sorted by name.
///
/// # Panics
///
/// If it can't be read.
#[must_use]
pub fn documents(name: &str) -> Vec<Fixture> {
    let mut all: Vec<Fixture> = fs::read_dir(folder(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            Fixture {
                name: stem.into_owned(),
                path: format!("tests/{name}/{file}"),
                text: fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}")),
            }
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// Returns the documents in `fixtures`, which generate clients.
#[must_use]
pub fn fixtures() -> Vec<Fixture> {
    documents("fixtures")
}

/// Returns the children of an array or object, each with the last segment of its JSON pointer.
#[must_use]
pub fn children(value: &Value) -> Vec<(String, &Value)> {
    let items = value.as_array().into_iter().flatten().enumerate();
    let items = items.map(|(index, item)| (index.to_string(), item));
    let members = value.as_object().into_iter().flatten();
    let members = members.map(|(key, member)| (escape(key), member));
    items.chain(members).collect()
}

/// Returns a key as a segment of a JSON pointer.
#[must_use]
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Returns the fixture of this name.
///
/// # Panics
///
/// If it does not exist.
#[must_use]
pub fn fixture(name: &str) -> Fixture {
    let found = fixtures().into_iter().find(|fixture| fixture.name == name);
    found.unwrap_or_else(|| panic!("there is no fixture {name:?}"))
}

/// Returns `spec/medium.yaml`.
///
/// # Panics
///
/// If it can't be read.
#[must_use]
pub fn medium() -> Fixture {
    let path = "spec/medium.yaml";
    Fixture {
        name: "medium".to_owned(),
        path: path.to_owned(),
        text: fs::read_to_string(root().join(path)).expect("the document can be read"),
    }
}

impl Fixture {
    /// Returns the options for its client: as the module `crate::{name}` of a test.
    #[must_use]
    pub fn options(&self) -> Options {
        let mut options = Options::new(self.path.clone());
        options.client_path = format!("crate::{}", self.name);
        options
    }

    /// Returns the values of its client in the blocks that all clients share.
    ///
    /// # Panics
    ///
    /// If the document has no title.
    #[must_use]
    pub fn values(&self) -> Values {
        let document: serde_yaml::Value = serde_yaml::from_str(&self.text).expect("YAML or JSON");
        let text = |value: &serde_yaml::Value| value.as_str().map(str::to_owned);
        let server = text(&document["servers"][0]["url"]).unwrap_or_default();
        Values {
            document: self.path.clone(),
            title: text(&document["info"]["title"]).expect("a title"),
            server: server.trim_end_matches('/').to_owned(),
            module: format!("crate::{}", self.name),
        }
    }

    /// Generates its client.
    ///
    /// # Errors
    ///
    /// The errors of the generator.
    pub fn generate(&self) -> Result<Output, Errors> {
        medium_codegen::generate(&self.text, &self.options())
    }
}

/// Returns the blocks that all clients share.
///
/// # Panics
///
/// If the smallest fixture is invalid.
#[must_use]
pub fn preamble() -> Preamble {
    let fixture = fixture("preamble");
    let output = fixture.generate().expect("a valid preamble");
    Preamble::new(&files(&output), &output.surface, &fixture.values())
}

/// The order of the files in a snapshot.
#[rustfmt::skip]
const ORDER: [&str; 6] =
    ["client.rs", "builder.rs", "calls.rs", "operations.rs", "types.rs", "mod.rs"];

/// Returns the text of a snapshot, in the order of a review: the document, the surface, the
/// operations, the types. It leaves out what the smallest client, the `preamble`, has too.
#[must_use]
pub fn snapshot_text(fixture: &Fixture, output: &Output, preamble: Option<&Preamble>) -> String {
    let values = fixture.values();
    let everywhere = preamble.map(Preamble::surface).unwrap_or_default();
    let surface = output.surface.iter();
    let surface: Vec<&str> = surface
        .filter(|line| !everywhere.contains(line))
        .map(String::as_str)
        .collect();
    let mut text = section("document", &fixture.text) + &section("surface", &surface.join("\n"));
    let files = files(output);
    for path in ORDER {
        let Some((_, file)) = files.iter().find(|(name, _)| name == path) else {
            continue;
        };
        let own = match preamble {
            Some(preamble) => preamble.fold(path, file, &values),
            None => Some(file.to_owned()),
        };
        text.extend(own.map(|own| section(path, &own)));
    }
    text + &section("values", &values.lines())
}

fn section(name: &str, content: &str) -> String {
    let end = if content.ends_with('\n') { "" } else { "\n" };
    format!("{SECTION}{name}\n{content}{end}")
}

/// Returns the files of a client.
#[must_use]
pub fn files(output: &Output) -> Files {
    let files = output.files.iter();
    files
        .map(|file| (file.path.clone(), file.text.clone()))
        .collect()
}
