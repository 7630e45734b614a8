//! Turns a corrected OpenAPI 3.0 document into the source of a typed client.
//!
//! Text in, files out: nothing here reads a disk, a network or the environment,
//! or prints. The way is [`generate`], readable from its top to its bottom:
//!
//! ```text
//! load ─▶ check ─▶ lower ─▶ progenitor ─▶ passes ─▶ verify ─▶ print
//! ```
//!
//! A document that can't be expressed is refused with one line that names the
//! place and says what to do: nothing is dropped without a word.
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
//! # Ok::<(), medium_codegen::Error>(())
//! ```
#![forbid(unsafe_code)]

mod check;
mod client;
mod error;
mod keywords;
mod load;
mod lower;
mod plan;
mod post;
mod print;
mod refs;
mod surface;
mod verify;
mod words;

pub use error::Error;
pub use print::File;
pub use surface::{Impact, compare, surface};

use error::{Refusal, Result};

/// How a document is turned into code.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The document's name in errors and headers, such as `spec/medium.yaml`.
    pub name: String,
    /// The command that the headers name.
    pub command: String,
    /// The path under which the generated code finds its runtime.
    pub runtime: String,
    /// The crate that the generated examples use.
    pub krate: String,
    /// Whether a client for programs that are not asynchronous is generated
    /// too, behind the feature `blocking` of the crate that it stands in.
    pub blocking: bool,
    /// The pass to leave out, by its name of [`passes`]. The result may not
    /// compile: this is for the test that each pass matters.
    pub without: Option<String>,
}

impl Options {
    /// The options of `medium-api` for a document of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            command: "cargo xtask regen".to_owned(),
            runtime: "crate::runtime".to_owned(),
            krate: "medium_api".to_owned(),
            blocking: false,
            without: None,
        }
    }
}

/// What came out of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// The files of the client, sorted by path.
    pub files: Vec<File>,
    /// Its public surface, one line an item, sorted.
    pub surface: Vec<String>,
    /// How many operations the document has; each is a method.
    pub operations: usize,
    /// How many schemas have a type of their own.
    pub schemas: usize,
}

/// Generates the client of `document`, YAML or JSON.
///
/// # Errors
///
/// [`Error::Syntax`] and [`Error::Document`] where the document is refused,
/// [`Error::Generator`] where it was accepted and no whole client came out.
pub fn generate(document: &str, options: &Options) -> std::result::Result<Output, Error> {
    with_room(|| run(document, options)).map_err(|refusal| refusal.in_file(&options.name))
}

/// Every step follows what is nested by recursion (the parsers see to it that
/// this ends), and progenitor panics on what it does not expect: they get a
/// stack of their own, and a panic is an error.
fn with_room<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    const STACK_BYTES: usize = 256 << 20;
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| Refusal::generator("", format!("no thread for it: {error}")))?
            .join()
            .unwrap_or_else(|panic| Err(Refusal::generator("", said(&*panic))))
    })
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("it did not say why"))
}

fn run(document: &str, options: &Options) -> Result<Output> {
    let document = load::load(document)?;
    check::check(&document)?;
    let lowered = lower::lower(&document)?;
    let mut code = client::generate(&lowered.document, options)?;
    let context = post::Context {
        plan: &lowered.plan,
        runtime: client::runtime_path(&options.runtime)?,
        krate: &options.krate,
        blocking: options.blocking,
    };
    for pass in &post::PASSES {
        if options.without.as_deref() != Some(pass.name) {
            (pass.run)(&context, &mut code)?;
        }
    }
    verify::verify(&lowered.plan, &code)?;
    let files = print::print(code, &options.name, &options.command)?;
    Ok(Output {
        surface: surface(&files),
        operations: lowered.plan.operations.len(),
        schemas: lowered.plan.schemas.len(),
        files,
    })
}

/// The names of the passes, in the order in which they run.
#[must_use]
pub fn passes() -> Vec<&'static str> {
    post::PASSES.iter().map(|pass| pass.name).collect()
}
