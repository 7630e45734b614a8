//! Turns an OpenAPI document (3.0 or 3.1) into the source of a typed client.
//!
//! Text in, files out: nothing here reads a disk, a network or the environment,
//! or prints. The way is [`generate`], readable from its top to its bottom:
//!
//! ```text
//! load ─▶ check ─▶ normalize ─▶ lower ─▶ progenitor ─▶ verify ─▶ emit ─▶ print
//! ```
//!
//! progenitor decides names and types; every line of the code is written here.
//! An invalid document is refused with one line for each problem, which names the
//! place and says what to do. What of a valid one is not represented, or only
//! loosely, is a [`Warning`]: nothing is dropped without a word.
//!
//! ```
//! use medium_codegen::{Options, generate};
//!
//! let document = r#"
//! openapi: "3.0.3"
//! info: { title: Bells, version: "1" }
//! servers: [{ url: "https://bells.example" }]
//! paths:
//!   /bells/{name}:
//!     post:
//!       operationId: ring
//!       parameters:
//!         - { name: name, in: path, required: true, schema: { type: string } }
//!       responses:
//!         "204": { description: It rings. }
//! "#;
//! let output = generate(document, &Options::new("bells.yaml"))?;
//! assert!(output.surface.iter().any(|line| line.contains("Client::ring")));
//! # Ok::<(), medium_codegen::Errors>(())
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod document;
mod emit;
mod error;
mod lower;
mod markdown;
mod model;
mod overlay;
mod print;
mod progenitor;
mod skim;
mod stages;
mod surface;
#[cfg(test)]
mod tests;
mod types;
mod verify;
mod warnings;
mod wrap;

pub use document::Positions;
pub use error::{Error, Errors};
pub use overlay::AppliedAction;
pub use print::File;
pub use surface::{Change, CodeImpact, WireImpact, compare};
pub use warnings::{Warning, WarningKind};

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use error::{Diagnostic, Result};
use stages::Stages;
use warnings::Warnings;

/// How a document is turned into code.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The document's name in errors and headers, such as `spec/medium.yaml`.
    pub name: String,
    /// The command that the headers name.
    pub command: String,
    /// The crate that the generated code stands on.
    pub runtime: String,
    /// The path to what the service has of its own, an implementation of the
    /// runtime's `Service`, if there is one.
    pub service: Option<String>,
    /// The crate or the module that holds the client, as its examples name it.
    pub client_path: String,
    /// Whether a client for blocking programs is generated
    /// too, behind the feature `blocking` of the crate that it stands in.
    pub blocking: bool,
    /// Whether all but the types and the operations as data stands behind the
    /// feature `client` of the crate that it stands in, so that targets without a
    /// network can build them.
    pub client_feature: bool,
    /// Overlays (OpenAPI Overlay 1.0 or 1.1, YAML or JSON) that change the
    /// document before anything reads it, in this order. Their paths are their
    /// names in errors.
    pub overlays: Vec<File>,
    /// Whether [`Output::stages`] is filled in.
    pub stages: bool,
}

impl Options {
    /// The options for a document of this name: a client without a blocking twin,
    /// in a crate named `client`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            command: "cargo xtask regen".to_owned(),
            runtime: "medium_runtime".to_owned(),
            service: None,
            client_path: "client".to_owned(),
            blocking: false,
            client_feature: false,
            overlays: Vec::new(),
            stages: false,
        }
    }
}

/// What came out of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// The document's title.
    pub title: String,
    /// The files of the client, sorted by path.
    pub files: Vec<File>,
    /// Its public surface, one line an item, sorted by items: what code sees, and
    /// behind `wire` what is sent and received.
    pub surface: Vec<String>,
    /// Items of the surface, and JSON pointers to where the document says them.
    pub pointers: BTreeMap<String, String>,
    /// How many operations the document has; each is a method.
    pub operations: usize,
    /// How many schemas have a type of their own.
    pub schemas: usize,
    /// The schemas under `components` that have none, because no operation uses
    /// them.
    pub unused: Vec<String>,
    /// What the client does not represent, or only loosely, sorted by pointer.
    pub warnings: Vec<Warning>,
    /// What the actions of [`Options::overlays`] did.
    pub applied_actions: Vec<AppliedAction>,
    /// What each step of the generator made of the document, where
    /// [`Options::stages`] asks for it.
    pub stages: Vec<File>,
}

/// Generates the client of `document`, YAML or JSON.
///
/// # Errors
///
/// All that is wrong at once: [`Error::Syntax`] (then alone) and
/// [`Error::Document`] where the document or an overlay is refused, [`Error::Generator`] where
/// it was accepted and no whole client came out.
pub fn generate(document: &str, options: &Options) -> std::result::Result<Output, Errors> {
    with_room(|| run(document, options, |code| code))
        .map_err(|refused| placed(refused, document, &options.name))
}

/// Names the file of each problem, and looks up their places in its text.
fn placed(refused: Vec<Diagnostic>, document: &str, name: &str) -> Errors {
    let places = Positions::find(document, refused.iter().filter_map(Error::pointer));
    let located = refused.iter().map(|problem| {
        // What an overlay's fault is has its place.
        if problem.has_file() {
            return problem.clone();
        }
        let problem = problem.clone().in_file(name);
        problem.at_position(|pointer| {
            let (line, column) = places.of(pointer);
            (pointer.to_owned(), line, column)
        })
    });
    Errors::new(located.collect())
}

/// Every step follows what is nested by recursion (the parsers see to it that
/// this ends), and progenitor panics on what it does not expect: they get a
/// stack of their own, and a panic is an error.
fn with_room<T: Send>(
    work: impl FnOnce() -> std::result::Result<T, Vec<Diagnostic>> + Send,
) -> std::result::Result<T, Vec<Diagnostic>> {
    const STACK_BYTES: usize = 256 << 20;
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| {
                vec![Diagnostic::generator(
                    "",
                    format!("can't start a thread: {error}"),
                )]
            })?
            .join()
            .unwrap_or_else(|panic| Err(vec![Diagnostic::generator("", said(&*panic))]))
    })
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("no message"))
}

/// Every step, one after the other. `between` may change what progenitor wrote:
/// tests show by it what depends on that.
fn run(
    text: &str,
    options: &Options,
    between: impl FnOnce(TokenStream) -> TokenStream,
) -> std::result::Result<Output, Vec<Diagnostic>> {
    let mut stages = Stages::new(options.stages);
    let warnings = Warnings::default();
    let document = document::load(text).map_err(|syntax| vec![syntax])?;
    let (document, actions) = overlay::apply(document, &options.overlays)?;
    stages.json("1-loaded.json", &*document);
    let (document, problems) = document::prepare(document, &warnings)?;
    stages.json("2-normalized.json", &*document);
    let lowered = lower::lower(&document, &warnings, &problems);
    let lowered = match lowered {
        Some(lowered) if problems.is_empty() => lowered,
        _ => {
            let all = problems.into_all().into_iter();
            return Err(all.map(|problem| problem.moved_to(&document)).collect());
        }
    };
    let wire = surface::wire(&document, &lowered.model);
    let document = document.without_value();
    let made = client(lowered, wire, options, &mut stages, between);
    let mut output = made.map_err(|fault| vec![fault.moved_to(&document)])?;
    for pointer in output.pointers.values_mut() {
        *pointer = document.origin(pointer);
    }
    output.warnings = warnings.into_sorted(&document);
    output.applied_actions = actions;
    output.stages = stages.files;
    Ok(output)
}

/// The steps behind the lowering, where only the generator can be at fault.
fn client(
    lowered: lower::Lowered,
    wire: Vec<surface::WireItem>,
    options: &Options,
    stages: &mut Stages,
    between: impl FnOnce(TokenStream) -> TokenStream,
) -> Result<Output> {
    let lower::Lowered { document, model } = lowered;
    stages.json("3-lowered.json", &document);
    let code = between(progenitor::generate(&document, &options.runtime)?);
    drop(document);
    stages.code("4-progenitor.rs", &code);
    let decided = progenitor::read(skim::skim(code))?;
    verify::verify(&model, &decided)?;
    let context = emit::Context {
        model: &model,
        decided: &decided,
        options,
    };
    let mut printed = emit::emit(&context)?;
    printed.push(types::file(&context)?);
    drop(decided);
    printed.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    let (files, lines): (Vec<File>, Vec<Vec<String>>) = printed
        .into_iter()
        .map(|one| (one.file, one.surface))
        .unzip();
    stages.files("5-printed", &files);
    let surface::Surface { lines, pointers } = surface::surface(lines.concat(), wire);
    Ok(Output {
        title: model.title,
        surface: lines,
        pointers,
        operations: model.operations.len(),
        schemas: model.schemas.all.len(),
        unused: model.unused,
        warnings: Vec::new(),
        applied_actions: Vec::new(),
        stages: Vec::new(),
        files,
    })
}

/// The code in the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
