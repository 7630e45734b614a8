//! `cargo xtask regen`: the document → the client, and what that means for
//! those who use it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use medium_codegen::{File, Impact, Options, Output};

use crate::fresh::{self, Difference};
use crate::notes::{self, Noted};
use crate::rustfmt;

const DOCUMENT: &str = "spec/medium.yaml";
const GENERATED: &str = "medium-api/src/generated";

/// Turn the document into the client.
#[derive(Debug, Default, clap::Args)]
pub struct Regen {
    /// Write nothing: report what is stale, missing or orphaned, and fail if
    /// anything is.
    #[arg(long)]
    pub check: bool,
    /// Another OpenAPI document (3.0 or 3.1), YAML or JSON, to try the generator on.
    #[arg(long, value_name = "FILE", requires = "out")]
    pub document: Option<PathBuf>,
    /// The folder for what comes out of it.
    #[arg(long, value_name = "DIR", requires = "document")]
    pub out: Option<PathBuf>,
    /// The crate or the module that holds what comes out, as its examples name
    /// it, such as `bells` or `my_crate::bells`. Default: the folder's name.
    #[arg(long, value_name = "NAME", requires = "document")]
    pub name: Option<String>,
    /// Refuse a document of which something is not represented, or only loosely.
    /// Medium's own always is.
    #[arg(long)]
    pub deny_notes: bool,
    /// Also write what each step of the generator made of the document: as it
    /// was read, in its normal form, as progenitor gets it, what progenitor writes, and the result
    /// before rustfmt.
    #[arg(long, value_name = "DIR")]
    pub stages: Option<PathBuf>,
}

/// Where a run reads and writes.
struct Places {
    document: PathBuf,
    folder: PathBuf,
    /// Both as the reader knows them.
    document_shown: String,
    folder_shown: String,
    /// Whether a note is an error.
    deny_notes: bool,
    /// Among them the command, which is also what to run where files are stale.
    options: Options,
}

/// What the document gives now, beside what is there.
struct Both {
    there: BTreeMap<String, String>,
    /// Its files as rustfmt leaves them.
    output: Output,
    notes: Vec<Noted>,
}

/// How the checked-in client differs from what the document gives: what `regen
/// --check` reports, for a test.
///
/// # Errors
///
/// Where the document is refused, or something can't be read.
pub fn freshness() -> Result<Difference> {
    let places = places(&Regen::default())?;
    Ok(compared(&both(&places)?, &places))
}

fn compared(both: &Both, places: &Places) -> Difference {
    fresh::compare(&both.there, &both.output.files, &places.folder_shown)
}

fn both(places: &Places) -> Result<Both> {
    let text = fs::read_to_string(&places.document).with_context(|| {
        format!(
            "{}: can't be read; is the path right?",
            places.document_shown
        )
    })?;
    let mut output = generate(&text, &places.options)?;
    let notes = notes::noted(&output.notes, &text);
    if places.deny_notes && !notes.is_empty() {
        bail!(
            "{}notes are errors here: change the document, or leave out --deny-notes",
            notes::text(&notes, &places.document_shown)
        );
    }
    output.files = rustfmt::format(output.files)?;
    let there = fresh::read(&places.folder)
        .with_context(|| format!("{}: can't be read", places.folder_shown))?;
    Ok(Both {
        there,
        output,
        notes,
    })
}

/// Runs the task.
///
/// # Errors
///
/// Where the document is refused, or something can't be read or written.
pub fn run(arguments: &Regen) -> Result<ExitCode> {
    let places = places(arguments)?;
    let both = both(&places)?;
    if let Some(folder) = &arguments.stages {
        let mut all = both.output.stages.iter();
        all.try_for_each(|file| write_file(folder, file))?;
    }
    if arguments.check {
        return Ok(check(&compared(&both, &places), &places));
    }
    let Both {
        there,
        output,
        notes,
    } = both;
    let difference = fresh::differing(&there, &output.files);
    // A folder of the caller's may hold anything: only our own files go.
    if arguments.out.is_some() && !difference.orphaned.is_empty() {
        bail!(
            "{}: holds files that are not generated ({}); name an empty folder, or move them away",
            places.folder_shown,
            difference.orphaned.join(", ")
        );
    }
    write(&places.folder, &output.files, &difference)?;
    if !notes.is_empty() {
        print!("{}", notes::text(&notes, &places.document_shown));
    }
    report(&there, &output, &places);
    Ok(ExitCode::SUCCESS)
}

fn check(difference: &Difference, places: &Places) -> ExitCode {
    if difference.is_empty() {
        println!(
            "{} is what {} gives.",
            places.folder_shown, places.document_shown
        );
        return ExitCode::SUCCESS;
    }
    print!("{}", difference.report);
    eprintln!(
        "{} is not what {} gives: run `{}`.",
        places.folder_shown, places.document_shown, places.options.command
    );
    ExitCode::FAILURE
}

fn places(arguments: &Regen) -> Result<Places> {
    let mut places = match (&arguments.document, &arguments.out) {
        (Some(document), Some(out)) => foreign(document, out, arguments.name.as_deref()),
        _ => medium()?,
    };
    places.options.stages = arguments.stages.is_some();
    places.deny_notes |= arguments.deny_notes;
    Ok(places)
}

/// Where another document is tried.
fn foreign(document: &Path, out: &Path, name: Option<&str>) -> Places {
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
    Places {
        document: document.to_owned(),
        folder: out.to_owned(),
        document_shown: shown,
        folder_shown: out.display().to_string(),
        deny_notes: false,
        options,
    }
}

/// Where Medium's document and its client are.
fn medium() -> Result<Places> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no folder above it")?;
    Ok(Places {
        document: root.join(DOCUMENT),
        folder: root.join(GENERATED),
        document_shown: DOCUMENT.to_owned(),
        folder_shown: GENERATED.to_owned(),
        deny_notes: true,
        options: medium_options(),
    })
}

/// How Medium's document is generated.
fn medium_options() -> Options {
    let mut options = Options::new(DOCUMENT);
    options.krate = "medium_api".to_owned();
    options.blocking = true;
    options.service = Some("crate::service::Medium".to_owned());
    options
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

/// What changed in the public surface, an item a line, and what that means.
fn report(there: &BTreeMap<String, String>, output: &Output, places: &Places) {
    let before: Vec<File> = there
        .iter()
        .map(|(path, text)| File {
            path: path.clone(),
            text: text.clone(),
        })
        .collect();
    let (lines, impact) =
        medium_codegen::compare(&medium_codegen::surface(&before), &output.surface);
    for line in &lines {
        println!("{line}");
    }
    let meaning = match impact {
        Impact::None => "nothing changes for users of the client",
        Impact::Addition => "an addition: users of the client need to change nothing",
        Impact::Breaking => "breaking: users of the client may have to change their code",
    };
    if !output.unused.is_empty() {
        println!(
            "without a type, as no operation uses them as JSON: {}",
            output.unused.join(", ")
        );
    }
    println!(
        "{} → {}: {} operations, {} types; {meaning}.",
        places.document_shown, places.folder_shown, output.operations, output.schemas
    );
}
