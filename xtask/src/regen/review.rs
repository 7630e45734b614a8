//! `cargo xtask review`: what a branch changes in the checked-in clients, for its reviewer.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use medium_codegen::{CodeImpact, WireImpact};
use serde_json::json;

use super::report::{Report, meaning};
use super::target::{SURFACE, Target};
use super::{Both, Format, generate, json, markdown, text};
use crate::git::Repository;
use crate::warnings::{self, LocatedWarning};

/// The branches that a change goes into, by preference.
const BASES: [&str; 2] = ["origin/main", "main"];

/// Say what a branch changes in the clients, for its reviewer.
#[derive(Debug, clap::Args)]
pub struct Review {
    /// What the branch goes into, a branch or a commit; what was changed there since does not count.
    /// Default: origin/main, else main.
    base: Option<String>,
    /// How what changed is told.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    report: Format,
}

/// What a branch changes in a client.
struct Reviewed {
    report: Report,
    /// Its warnings that the base had not; none can be told where the base's document is refused today.
    gained: Vec<LocatedWarning>,
    /// The base's warnings that it has no more.
    lost: Vec<LocatedWarning>,
    /// Why the base's warnings are not known.
    unknown: Option<String>,
}

/// Runs the task.
///
/// # Errors
///
/// Where there is nothing to compare with, or a document is refused.
pub fn run(arguments: &Review) -> Result<ExitCode> {
    let repository = Repository::of(&env::current_dir()?)?;
    let base = match &arguments.base {
        Some(base) => repository.merge_base(base)?,
        None => default_base(&repository)?,
    };
    let targets = Target::checked_in(repository.root())?;
    let reviewed = targets.iter().map(|target| one(target, &base, &repository));
    let reviewed: Vec<Reviewed> = reviewed.collect::<Result<_>>()?;
    print!(
        "{}",
        match arguments.report {
            Format::Text => as_text(&reviewed),
            Format::Json => as_json(&reviewed),
            Format::Markdown => as_markdown(&reviewed),
        }
    );
    Ok(ExitCode::SUCCESS)
}

fn default_base(repository: &Repository) -> Result<String> {
    let mut found = BASES.into_iter().map(|base| repository.merge_base(base));
    let known = found.find_map(Result::ok);
    known.context("there is neither origin/main nor main here: name what to compare with")
}

/// A document of the checkout beside that of `base`, and its surface beside the one checked in there:
/// so a change of the generator counts, too.
fn one(target: &Target, base: &str, repository: &Repository) -> Result<Reviewed> {
    let shown = &target.document_shown;
    let text =
        fs::read_to_string(&target.document).with_context(|| format!("{shown}: can't be read"))?;
    let output = generate(&text, &target.options).with_context(|| shown.clone())?;
    let surface = repository.file_at(base, &format!("{}/{SURFACE}", target.folder_shown))?;
    let there = surface.map(|text| (SURFACE.to_owned(), text));
    let both = Both {
        text,
        there: BTreeMap::from_iter(there),
        output,
        files: Vec::new(),
    };
    let report = Report::of(&both, target);
    let before = repository.file_at(base, shown)?.unwrap_or_default();
    let (before, unknown) = match generate(&before, &target.options) {
        Ok(output) => (warnings::located(&output.warnings, &before), None),
        Err(_) if report.is_new => (Vec::new(), None),
        Err(error) => (report.warnings.clone(), Some(error.to_string())),
    };
    Ok(Reviewed {
        gained: without(&report.warnings, &before),
        lost: without(&before, &report.warnings),
        report,
        unknown,
    })
}

/// Those of `warnings` that are not among `others`, wherever they stand in the text.
fn without(warnings: &[LocatedWarning], others: &[LocatedWarning]) -> Vec<LocatedWarning> {
    let key = |warning: &LocatedWarning| {
        (
            warning.kind,
            warning.pointer.clone(),
            warning.message.clone(),
        )
    };
    let others: Vec<_> = others.iter().map(key).collect();
    let missing = warnings
        .iter()
        .filter(|warning| !others.contains(&key(warning)));
    missing.cloned().collect()
}

/// What all of it means, in words.
fn verdict(reviewed: &[Reviewed]) -> String {
    let code = reviewed.iter().map(|one| one.report.code()).max();
    let wire = reviewed.iter().map(|one| one.report.wire()).max();
    meaning(
        code.unwrap_or(CodeImpact::None),
        wire.unwrap_or(WireImpact::None),
    )
}

fn as_text(reviewed: &[Reviewed]) -> String {
    let mut all = format!("{}\n", verdict(reviewed));
    for one in reviewed {
        all.push_str(&format!("\n{}", text::text(&one.report)));
        for line in warning_lines(one) {
            all.push_str(&format!("{line}\n"));
        }
    }
    all
}

fn as_markdown(reviewed: &[Reviewed]) -> String {
    let mut all = format!("### {}\n", verdict(reviewed));
    for one in reviewed {
        all.push_str(&format!("\n{}", markdown::markdown(&one.report)));
        for line in warning_lines(one) {
            all.push_str(&format!("\n- {}", markdown::inline(&line)));
        }
        all.push('\n');
    }
    all
}

fn as_json(reviewed: &[Reviewed]) -> String {
    let documents = reviewed.iter().map(|one| {
        json!({
            "report": json::value(&one.report),
            "warningsGained": one.gained,
            "warningsLost": one.lost,
            "warningsUnknown": one.unknown,
        })
    });
    let documents: Vec<_> = documents.collect();
    let whole = json!({ "verdict": verdict(reviewed), "documents": documents });
    format!("{whole:#}\n")
}

/// The warnings that come and go, a line each.
fn warning_lines(one: &Reviewed) -> Vec<String> {
    let line = |what: &str, warning: &LocatedWarning| {
        let LocatedWarning {
            kind,
            message,
            pointer,
            ..
        } = warning;
        format!("{what}: {kind}: {message} (#{pointer})")
    };
    let gained = one
        .gained
        .iter()
        .map(|warning| line("warning gained", warning));
    let lost = one.lost.iter().map(|warning| line("warning lost", warning));
    let unknown = one.unknown.iter().map(|why| {
        format!("warnings gained and lost are not known: the document was refused before ({why})")
    });
    gained.chain(lost).chain(unknown).collect()
}
