//! Turns an OpenAPI document (3.0 or 3.1; 3.2 is read as 3.1) into the source of a typed client.
//!
//! The crate returns text: it does not access the disk, the network or the
//! environment, and prints nothing. [`generate`] runs these steps:
//!
//! ```text
//! load ─▶ check ─▶ normalize ─▶ lower ─▶ progenitor ─▶ verify ─▶ emit ─▶ print
//! ```
//!
//! progenitor chooses the Rust types, by the names of `lower/names/`; all code is written here. An
//! invalid document is rejected with one line per error, which says where and what to do. A
//! [`Warning`] reports what the client of a valid document does not represent, or only in part.
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
mod reduce;
mod stages;
mod surface;
#[cfg(test)]
mod tests;
mod types;
mod verify;
mod warnings;
mod wrap;

pub use document::Positions;
pub use error::{Error, ErrorKind, Errors};
pub use overlay::AppliedAction;
pub use print::File;
pub use surface::{Change, CodeImpact, WireImpact, compare};
pub use warnings::{Warning, WarningKind};

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use error::Result;
use stages::Stages;
use warnings::Warnings;

/// How to generate a client.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The document's name in errors and file headers, such as `spec/medium.yaml`.
    pub document_name: String,
    /// The command that file headers name.
    pub command: String,
    /// The runtime crate that the generated code uses.
    pub runtime_crate: String,
    /// The path of the service's implementation of the runtime's `Service`, if there is one.
    pub service: Option<String>,
    /// The crate or module of the client, as examples name it.
    pub client_path: String,
    /// Whether to generate a blocking client too, behind the feature `blocking` of its crate.
    pub blocking: bool,
    /// Whether to put everything but the types and the operations' data behind the feature `client`
    /// of its crate, so that it builds for targets without a network.
    pub client_feature: bool,
    /// Overlays (OpenAPI Overlay 1.0 or 1.1, YAML or JSON) to apply to the
    /// document, in this order. Errors name their paths.
    pub overlays: Vec<File>,
    /// Whether to fill in [`Output::stages`].
    pub collect_stages: bool,
}

impl Options {
    /// Returns the options for a document: no blocking client, in a crate named `client`.
    #[must_use]
    pub fn new(document_name: impl Into<String>) -> Self {
        Self {
            document_name: document_name.into(),
            command: "cargo xtask regen".to_owned(),
            runtime_crate: "medium_runtime".to_owned(),
            service: None,
            client_path: "client".to_owned(),
            blocking: false,
            client_feature: false,
            overlays: Vec::new(),
            collect_stages: false,
        }
    }
}

/// The result of the generator.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// The title of the document.
    pub title: String,
    /// The files of the client, sorted by path.
    pub files: Vec<File>,
    /// The public surface, one line per item, sorted: code items, and behind `wire`
    /// what is sent and received.
    pub surface: Vec<String>,
    /// Maps each item of the surface to the JSON pointer of its source in the document.
    pub pointers: BTreeMap<String, String>,
    /// The number of operations; each is a method.
    pub operations: usize,
    /// The number of schemas with a separate type.
    pub schemas: usize,
    /// The schemas under `components` without a type, because no operation uses them.
    pub unused_schemas: Vec<String>,
    /// What the client does not represent, or only in part, sorted by pointer.
    pub warnings: Vec<Warning>,
    /// The effects of the actions of [`Options::overlays`].
    pub applied_actions: Vec<AppliedAction>,
    /// The intermediate results of each step, if [`Options::collect_stages`] is set.
    pub stages: Vec<File>,
}

/// Generates the client of `document`, YAML or JSON.
///
/// # Errors
///
/// Returns all errors at once: [`ErrorKind::Syntax`] (alone) and [`ErrorKind::Document`] for an
/// invalid document or overlay, [`ErrorKind::Generator`] for a bug in the generator.
pub fn generate(document: &str, options: &Options) -> std::result::Result<Output, Errors> {
    with_large_stack(|| run(document, options, |code| code))
        .map_err(|errors| with_positions(errors, document, &options.document_name))
}

fn with_positions(errors: Vec<Error>, document: &str, name: &str) -> Errors {
    let positions = Positions::find(document, errors.iter().filter_map(Error::pointer));
    let located = errors.iter().cloned().map(|error| {
        // Errors in overlays already have positions.
        if error.has_file() {
            return error;
        }
        error.with_location(name, |pointer| positions.line_and_column(pointer))
    });
    Errors::new(located.collect())
}

/// Runs `work` in a thread with a large stack, since every step recurses into
/// nested values (to a depth that the parsers limit). A panic becomes an error, as
/// progenitor panics on unexpected input.
fn with_large_stack<T: Send>(
    work: impl FnOnce() -> std::result::Result<T, Vec<Error>> + Send,
) -> std::result::Result<T, Vec<Error>> {
    const STACK_BYTES: usize = 256 << 20;
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| {
                vec![Error::generator(
                    "",
                    format!("can't start a thread: {error}"),
                )]
            })?
            .join()
            .unwrap_or_else(|panic| Err(vec![Error::generator("", panic_message(&*panic))]))
    })
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("no message"))
}

/// Runs all steps. `edit_progenitor_output` may change progenitor's output: tests use it to show
/// that nothing depends on its text.
fn run(
    text: &str,
    options: &Options,
    edit_progenitor_output: impl FnOnce(TokenStream) -> TokenStream,
) -> std::result::Result<Output, Vec<Error>> {
    let mut stages = Stages::new(options.collect_stages);
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
            return Err(all
                .map(|problem| problem.with_origin(|pointer| document.origin(pointer)))
                .collect());
        }
    };
    let wire = surface::wire(&document, &lowered.model);
    let document = document.without_value();
    let result = client(lowered, wire, options, &mut stages, edit_progenitor_output);
    let mut output =
        result.map_err(|error| vec![error.with_origin(|pointer| document.origin(pointer))])?;
    for pointer in output.pointers.values_mut() {
        *pointer = document.origin(pointer);
    }
    output.warnings = warnings.into_sorted(|pointer| document.origin(pointer));
    output.applied_actions = actions;
    output.stages = stages.files;
    Ok(output)
}

/// Runs the steps after the lowering: an error in them is a bug in the generator.
fn client(
    lowered: lower::Lowered,
    wire: Vec<surface::WireItem>,
    options: &Options,
    stages: &mut Stages,
    edit_progenitor_output: impl FnOnce(TokenStream) -> TokenStream,
) -> Result<Output> {
    let lower::Lowered { document, model } = lowered;
    stages.json("3-lowered.json", &document);
    let code = edit_progenitor_output(progenitor::generate(&document, &options.runtime_crate)?);
    drop(document);
    stages.code("4-progenitor.rs", &code);
    let chosen_types = progenitor::read(reduce::reduce(code))?;
    verify::verify(&model, &chosen_types)?;
    let context = emit::Context {
        model: &model,
        chosen_types: &chosen_types,
        options,
    };
    let (files, lines) = files(&context)?;
    drop(chosen_types);
    stages.files("5-printed", &files);
    let surface::Surface { lines, pointers } = surface::surface(lines, wire);
    Ok(Output {
        title: model.title,
        surface: lines,
        pointers,
        operations: model.operations.len(),
        schemas: model.schemas.all.len(),
        unused_schemas: model.unused_schemas,
        warnings: Vec::new(),
        applied_actions: Vec::new(),
        stages: Vec::new(),
        files,
    })
}

/// Returns the files of the client, sorted by path, and the lines of their surface.
fn files(context: &emit::Context<'_>) -> Result<(Vec<File>, Vec<String>)> {
    let mut printed = emit::emit(context)?;
    printed.push(types::write_file(context)?);
    printed.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    let files = printed
        .into_iter()
        .map(|printed| (printed.file, printed.surface));
    let (files, lines): (Vec<File>, Vec<Vec<String>>) = files.unzip();
    Ok((files, lines.concat()))
}

/// Compiles the code in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
