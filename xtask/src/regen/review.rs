//! `cargo xtask review`: reports what a branch changes in the checked-in clients, for reviewers.

use fs_err as fs;
use std::collections::BTreeMap;
use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result};
use medium_codegen::{CodeImpact, WireImpact};
use serde_json::json;

use super::job::{RegenJob, SURFACE};
use super::report::{Report, meaning};
use super::{Format, Generated, generate, json, markdown, text};
use crate::git::Repository;
use crate::warnings::{self, LocatedWarning};

/// The default branches to compare with, in order of preference.
const BASES: [&str; 2] = ["origin/main", "main"];

/// Report what a branch changes in the clients, for reviewers.
#[derive(Debug, clap::Args)]
pub struct Review {
    /// The branch or commit that the branch is merged into. Its later changes don't count. Default:
    /// origin/main, else main.
    base: Option<String>,
    /// The format of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    report: Format,
}

/// The changes of a client.
struct ClientReview {
    report: Report,
    /// Warnings that the base doesn't have; unknown if the generator rejects the base's document.
    added: Vec<LocatedWarning>,
    /// Warnings that only the base has.
    removed: Vec<LocatedWarning>,
    /// Why the base's warnings are unknown.
    unknown: Option<String>,
}

/// Runs the task.
pub fn run(arguments: &Review) -> Result<ExitCode> {
    let repository = Repository::discover(&env::current_dir()?)?;
    let base = match &arguments.base {
        Some(base) => repository.merge_base(base)?,
        None => default_base(&repository)?,
    };
    let jobs = RegenJob::checked_in(repository.root())?;
    let reviews = jobs.iter().map(|job| review_one(job, &base, &repository));
    let reviews: Vec<ClientReview> = reviews.collect::<Result<_>>()?;
    print!(
        "{}",
        match arguments.report {
            Format::Text => as_text(&reviews),
            Format::Json => as_json(&reviews),
            Format::Markdown => as_markdown(&reviews),
        }
    );
    Ok(ExitCode::SUCCESS)
}

fn default_base(repository: &Repository) -> Result<String> {
    let mut bases = BASES.into_iter();
    let base = bases.find_map(|base| repository.merge_base(base).ok());
    base.context("there is neither origin/main nor main: specify BASE")
}

/// Compares a document with that of `base`, and its surface with the one checked in there, so that
/// changes of the generator are included.
fn review_one(job: &RegenJob, base: &str, repository: &Repository) -> Result<ClientReview> {
    let document_name = &job.document_name;
    let text = fs::read_to_string(&job.document)?;
    let output = generate(&text, &job.options).with_context(|| document_name.clone())?;
    let surface = repository.file_at(base, &format!("{}/{SURFACE}", job.folder_name))?;
    let existing = surface.map(|text| (SURFACE.to_owned(), text));
    let generated = Generated {
        text,
        existing: BTreeMap::from_iter(existing),
        output,
        files: Vec::new(),
    };
    let report = Report::new(&generated, job);
    let before = repository.file_at(base, document_name)?.unwrap_or_default();
    let (before, unknown) = match generate(&before, &job.options) {
        Ok(output) => (warnings::locate(&output.warnings, &before), None),
        Err(_) if report.is_new => (Vec::new(), None),
        Err(error) => (report.warnings.clone(), Some(error.to_string())),
    };
    Ok(ClientReview {
        added: without(&report.warnings, &before),
        removed: without(&before, &report.warnings),
        report,
        unknown,
    })
}

/// Returns the warnings that are not in `others`, ignoring their lines.
fn without(warnings: &[LocatedWarning], others: &[LocatedWarning]) -> Vec<LocatedWarning> {
    let is_same = |a: &LocatedWarning, b: &LocatedWarning| {
        (a.kind, &a.pointer, &a.message) == (b.kind, &b.pointer, &b.message)
    };
    let mut missing = warnings.to_vec();
    missing.retain(|warning| !others.iter().any(|other| is_same(warning, other)));
    missing
}

/// Describes all changes.
fn verdict(reviews: &[ClientReview]) -> String {
    let code = reviews.iter().map(|review| review.report.code()).max();
    let wire = reviews.iter().map(|review| review.report.wire()).max();
    meaning(
        code.unwrap_or(CodeImpact::None),
        wire.unwrap_or(WireImpact::None),
    )
}

fn as_text(reviews: &[ClientReview]) -> String {
    let mut all = format!("{}\n", verdict(reviews));
    for review in reviews {
        all.push_str(&format!("\n{}", text::text(&review.report)));
        for line in warning_lines(review) {
            all.push_str(&format!("{line}\n"));
        }
    }
    all
}

fn as_markdown(reviews: &[ClientReview]) -> String {
    let mut all = format!("### {}\n", verdict(reviews));
    for review in reviews {
        all.push_str(&format!("\n{}", markdown::markdown(&review.report)));
        for line in warning_lines(review) {
            all.push_str(&format!("\n- {}", markdown::inline(&line)));
        }
        all.push('\n');
    }
    all
}

fn as_json(reviews: &[ClientReview]) -> String {
    let documents = reviews.iter().map(|review| {
        json!({
            "report": json::value(&review.report),
            "warningsAdded": review.added,
            "warningsRemoved": review.removed,
            "warningsUnknown": review.unknown,
        })
    });
    let documents: Vec<_> = documents.collect();
    let whole = json!({ "verdict": verdict(reviews), "documents": documents });
    format!("{whole:#}\n")
}

/// Returns a line for each new and removed warning.
fn warning_lines(review: &ClientReview) -> Vec<String> {
    let line = |what: &str, warning: &LocatedWarning| {
        let LocatedWarning {
            kind,
            message,
            pointer,
            ..
        } = warning;
        format!("{what}: {kind}: {message} (#{pointer})")
    };
    let added = review
        .added
        .iter()
        .map(|warning| line("warning added", warning));
    let removed = review
        .removed
        .iter()
        .map(|warning| line("warning removed", warning));
    let unknown = review.unknown.iter().map(|reason| {
        format!("new and removed warnings are unknown: the document was invalid before ({reason})")
    });
    added.chain(removed).chain(unknown).collect()
}
