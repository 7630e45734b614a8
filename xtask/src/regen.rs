//! `cargo xtask regen`: each document → its client, and what that means for
//! those who use it.

mod corrections;
mod first_call;
mod json;
mod markdown;
mod package;
mod report;
mod review;
mod target;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use medium_codegen::{File, Options, Output};

use crate::fresh::{self, Difference};
use crate::rustfmt;
use crate::warnings;
use report::Report;
pub use review::{Review, run as review};
use target::{Package, Target};

/// Turn the documents into their clients.
#[derive(Debug, Default, clap::Args)]
pub struct Regen {
    /// Write nothing: report what is stale, missing or orphaned, and fail if
    /// anything is.
    #[arg(long)]
    pub check: bool,
    /// Another OpenAPI document (3.0 or 3.1), YAML or JSON.
    #[arg(long, value_name = "FILE", requires = "place")]
    pub document: Option<PathBuf>,
    /// The folder for the modules that come out of it.
    #[arg(long, value_name = "DIR", requires = "document", group = "place")]
    pub out: Option<PathBuf>,
    /// The folder for a crate: its modules and, where they are not there yet, its
    /// Cargo.toml, README.md and src/lib.rs.
    #[arg(
        long = "crate",
        value_name = "DIR",
        requires = "document",
        group = "place"
    )]
    pub package: Option<PathBuf>,
    /// The crate or the module that holds what comes out, as its examples name
    /// it, such as `bells` or `my_crate::bells`. Default: the folder's name.
    #[arg(long, value_name = "NAME", requires = "document")]
    pub name: Option<String>,
    /// Where the crate finds medium-runtime, as its Cargo.toml names it. Default:
    /// by its version.
    #[arg(long, value_name = "PATH", requires = "package")]
    pub runtime_path: Option<String>,
    /// Corrections of the document, by OpenAPI Overlay 1.0 or 1.1. Several are
    /// applied one after the other.
    #[arg(long, value_name = "FILE", requires = "document")]
    pub overlay: Vec<PathBuf>,
    /// How what changed is told.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub report: Format,
    /// Refuse a document of which something is not represented, or only loosely.
    /// Medium's own always is.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Also write what each step of the generator made of the document: as it
    /// was read, in its normal form, as progenitor gets it, what progenitor
    /// writes, and the result before rustfmt.
    #[arg(long, value_name = "DIR")]
    pub stages: Option<PathBuf>,
}

/// How what changed is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For programs: one object for each document.
    Json,
    /// For a pull request: the verdict, a table, and the details folded.
    Markdown,
}

/// What the document gives now, beside what is there.
struct Both {
    /// The document's text.
    text: String,
    there: BTreeMap<String, String>,
    output: Output,
    /// The files as rustfmt leaves them, by their paths in the target's folder.
    files: Vec<File>,
}

/// How each checked-in client differs from what its document gives: what `regen
/// --check` reports, for a test.
///
/// # Errors
///
/// Where the document is refused, or something can't be read.
pub fn freshness() -> Result<Vec<Difference>> {
    let difference = |target: &Target| {
        let both = both(target)?;
        Ok(compared(&both, target))
    };
    Target::all(&Regen::default())?
        .iter()
        .map(difference)
        .collect()
}

fn compared(both: &Both, target: &Target) -> Difference {
    fresh::compare(&both.there, &both.files, &target.folder_shown)
}

fn both(target: &Target) -> Result<Both> {
    let shown = &target.document_shown;
    let text = fs::read_to_string(&target.document)
        .with_context(|| format!("{shown}: can't be read; is the path right?"))?;
    let output = generate(&text, &target.options)?;
    let files = target.files(rustfmt::format(output.files.clone())?, &output.surface);
    let there = target
        .read()
        .with_context(|| format!("{}: can't be read", target.folder_shown))?;
    Ok(Both {
        text,
        there,
        output,
        files,
    })
}

/// Runs the task.
///
/// # Errors
///
/// Where the document is refused, or something can't be read or written.
pub fn run(arguments: &Regen) -> Result<ExitCode> {
    let mut is_fresh = true;
    for target in Target::all(arguments)? {
        is_fresh &= run_one(arguments, &target)?;
    }
    Ok(match is_fresh {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// One document. Whether its client is as it should be.
fn run_one(arguments: &Regen, target: &Target) -> Result<bool> {
    let both = both(target)?;
    let report = Report::of(&both, target);
    if !report.warnings.is_empty() && (arguments.deny_warnings || target.deny_warnings) {
        bail!(
            "{}warnings are errors here: change the document, or leave out --deny-warnings",
            warnings::text(&report.warnings, &report.document)
        );
    }
    if let Some(folder) = &arguments.stages {
        let folder = target.stages(folder, arguments);
        let mut all = both.output.stages.iter();
        all.try_for_each(|file| write_file(&folder, file))?;
    }
    if arguments.check {
        return Ok(check(&compared(&both, target), target));
    }
    let difference = fresh::differing(&both.there, &both.files);
    // A folder of the caller's may hold anything: only our own files go.
    if target.is_shared() && !difference.orphaned.is_empty() {
        bail!(
            "{}: holds files that are not generated ({}); name an empty folder, or move them away",
            target.folder_shown,
            difference.orphaned.join(", ")
        );
    }
    write(&target.folder, &both.files, &difference)?;
    if let Some(package) = &target.package {
        scaffold(&target.folder, package, &both)?;
    }
    print!(
        "{}",
        match arguments.report {
            Format::Text => text::text(&report),
            Format::Json => json::json(&report),
            Format::Markdown => markdown::markdown(&report),
        }
    );
    Ok(true)
}

/// Writes what makes a crate of the modules, but for what is there already.
fn scaffold(folder: &Path, package: &Package, both: &Both) -> Result<()> {
    let files = package::files(package, &both.output.title, &both.files)?;
    let mut missing = files
        .iter()
        .filter(|file| !folder.join(&file.path).exists());
    missing.try_for_each(|file| write_file(folder, file))
}

fn check(difference: &Difference, target: &Target) -> bool {
    let (folder, document) = (&target.folder_shown, &target.document_shown);
    if difference.is_empty() {
        println!("{folder} is what {document} gives.");
        return true;
    }
    print!("{}", difference.report);
    eprintln!(
        "{folder} is not what {document} gives: run `{}`.",
        target.options.command
    );
    false
}

/// Generates in silence: a panic inside progenitor comes back as an error that
/// says more than the panic's own words.
fn generate(text: &str, options: &Options) -> Result<Output> {
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let output = medium_codegen::generate(text, options);
    std::panic::set_hook(loud);
    Ok(output?)
}

fn write(folder: &Path, files: &[File], difference: &Difference) -> Result<()> {
    for file in files
        .iter()
        .filter(|file| difference.outdated.contains(&file.path))
    {
        write_file(folder, file)?;
    }
    for orphan in &difference.orphaned {
        let path = folder.join(orphan);
        fs::remove_file(&path).with_context(|| format!("{}: can't be removed", path.display()))?;
    }
    Ok(())
}

fn write_file(folder: &Path, file: &File) -> Result<()> {
    let path = folder.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("{}: can't be made", parent.display()))?;
    }
    fs::write(&path, &file.text).with_context(|| format!("{}: can't be written", path.display()))
}
