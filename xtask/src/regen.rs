//! `cargo xtask regen`: generates the clients, and reports what the changes mean for their users.

mod corrections;
mod first_call;
mod job;
mod json;
mod markdown;
mod package;
mod report;
mod review;
mod text;

use fs_err as fs;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use medium_codegen::{File, Options, Output};

use crate::difference::{self, Difference};
use crate::rustfmt;
use crate::warnings;
use job::{Package, RegenJob};
use report::Report;
pub use review::{Review, run as review};

/// Generate the clients from their documents.
#[derive(Debug, Default, clap::Args)]
pub struct Regen {
    /// Only compare, and fail if a file is out of date, missing or orphaned.
    #[arg(long)]
    pub check: bool,
    /// Another OpenAPI document (3.0 or 3.1), as YAML or JSON.
    #[arg(long, value_name = "FILE", requires = "output")]
    pub document: Option<PathBuf>,
    /// The folder for the generated modules.
    #[arg(long, value_name = "DIR", requires = "document", group = "output")]
    pub out: Option<PathBuf>,
    /// The folder for a generated crate: the modules, and, if missing, Cargo.toml, README.md and
    /// src/lib.rs.
    #[arg(
        long = "crate",
        value_name = "DIR",
        requires = "document",
        group = "output"
    )]
    pub package: Option<PathBuf>,
    /// The crate or module in generated examples, such as `bells` or `my_crate::bells`. Default:
    /// the folder's name.
    #[arg(long, value_name = "NAME", requires = "document")]
    pub name: Option<String>,
    /// The path to medium-runtime in the crate's Cargo.toml. Default: the released version.
    #[arg(long, value_name = "PATH", requires = "package")]
    pub runtime_path: Option<String>,
    /// Overlays (OpenAPI Overlay 1.0 or 1.1) to apply to the document, in order.
    #[arg(long, value_name = "FILE", requires = "document")]
    pub overlay: Vec<PathBuf>,
    /// The format of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub report: Format,
    /// Reject a document if the client doesn't represent all of it exactly. Medium's document is
    /// always checked.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Also write the result of each step to this folder: as read, normalized, as progenitor's
    /// input and output, and before rustfmt.
    #[arg(long, value_name = "DIR")]
    pub stages: Option<PathBuf>,
}

/// The format of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For programs: a JSON object per document.
    Json,
    /// For a pull request: the verdict, a table, and collapsed details.
    Markdown,
}

/// The generated files of a document, and those on disk.
struct Generated {
    /// The document's text.
    text: String,
    existing: BTreeMap<String, String>,
    output: Output,
    /// The files after rustfmt, by their paths in the target folder.
    files: Vec<File>,
}

/// Returns how each checked-in client differs from its document: the same as `regen --check`, for a
/// test.
pub fn compare_with_disk() -> Result<Vec<Difference>> {
    let jobs = RegenJob::all(&Regen::default())?;
    let difference = |job| generate_files(job).map(|generated| compare(&generated, job));
    jobs.iter().map(difference).collect()
}

fn compare(generated: &Generated, job: &RegenJob) -> Difference {
    difference::report(&generated.existing, &generated.files, &job.folder_name)
}

fn generate_files(job: &RegenJob) -> Result<Generated> {
    let text = fs::read_to_string(&job.document)?;
    let output = generate(&text, &job.options)?;
    let files = job.files(rustfmt::format(output.files.clone())?, &output.surface);
    let existing = job.read()?;
    Ok(Generated {
        text,
        existing,
        output,
        files,
    })
}

/// Runs the task.
pub fn run(arguments: &Regen) -> Result<ExitCode> {
    let mut is_up_to_date = true;
    for job in RegenJob::all(arguments)? {
        is_up_to_date &= run_one(arguments, &job)?;
    }
    Ok(ExitCode::from(u8::from(!is_up_to_date)))
}

/// Processes one document. Returns whether its client was up to date.
fn run_one(arguments: &Regen, job: &RegenJob) -> Result<bool> {
    let generated = generate_files(job)?;
    let report = Report::new(&generated, job);
    if !report.warnings.is_empty() && (arguments.deny_warnings || job.deny_warnings) {
        bail!(
            "{}warnings are errors: change the document, or remove --deny-warnings",
            warnings::text(&report.warnings, &report.document)
        );
    }
    if let Some(folder) = &arguments.stages {
        let folder = job.stages(folder, arguments);
        let mut all = generated.output.stages.iter();
        all.try_for_each(|file| write_file(&folder, file))?;
    }
    if arguments.check {
        return Ok(check(&compare(&generated, job), job));
    }
    let difference = difference::find(&generated.existing, &generated.files);
    // The folder may contain other files: delete only generated ones.
    if job.is_shared() && !difference.orphaned.is_empty() {
        bail!(
            "{}: contains files that are not generated ({}); choose an empty folder, or move them",
            job.folder_name,
            difference.orphaned.join(", ")
        );
    }
    write(&job.folder, &generated.files, &difference)?;
    if let Some(package) = &job.package {
        scaffold(&job.folder, package, &generated)?;
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

/// Writes the missing files of a crate around the modules.
fn scaffold(folder: &Path, package: &Package, generated: &Generated) -> Result<()> {
    let files = package::files(package, &generated.output.title, &generated.files)?;
    let mut missing = files
        .iter()
        .filter(|file| !folder.join(&file.path).exists());
    missing.try_for_each(|file| write_file(folder, file))
}

fn check(difference: &Difference, job: &RegenJob) -> bool {
    let (folder, document) = (&job.folder_name, &job.document_name);
    if difference.is_empty() {
        println!("{folder} is up to date with {document}.");
        return true;
    }
    print!("{}", difference.report);
    eprintln!(
        "{folder} is out of date with {document}: run `{}`.",
        job.options.command
    );
    false
}

/// Generates a client. medium-codegen returns a panic inside progenitor as an error, so that the
/// panic message need not be printed as well.
fn generate(text: &str, options: &Options) -> Result<Output> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let output = medium_codegen::generate(text, options);
    std::panic::set_hook(hook);
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
        fs::remove_file(folder.join(orphan))?;
    }
    Ok(())
}

fn write_file(folder: &Path, file: &File) -> Result<()> {
    let path = folder.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&path, &file.text)?;
    Ok(())
}
