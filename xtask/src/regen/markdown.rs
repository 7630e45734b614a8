//! The report for a pull request: the verdict, a table, and collapsed details.

use super::report::{ExplainedChange, Report};
use crate::warnings;

pub(super) fn markdown(report: &Report) -> String {
    let mut text = format!("**{}**\n\n{}\n", report.meaning(), report.summary());
    if !report.changes.is_empty() {
        text.push_str("\n| item | code | wire | document |\n|---|---|---|---|\n");
        for explained in &report.changes {
            text.push_str(&row(report, explained));
        }
        let details: Vec<String> = report.changes.iter().map(details).collect();
        text.push_str(&collapse("What changed in each item", &details.join("\n")));
    }
    let warnings = if report.warnings.is_empty() {
        String::new()
    } else {
        warnings::text(&report.warnings, &report.document)
    };
    let warnings = warnings.lines().map(str::to_owned).collect();
    text + &list("What overlays changed", report.overlay_lines())
        + &list("What the client doesn't represent", warnings)
}

/// Returns a collapsed list, or nothing if it is empty.
fn list(summary: &str, lines: Vec<String>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines = lines.iter().map(|line| format!("- {}\n", inline(line)));
    collapse(summary, &lines.collect::<String>())
}

fn row(report: &Report, explained: &ExplainedChange) -> String {
    let change = &explained.change;
    let position = match &explained.position {
        Some(position) => format!("{}:{}", report.document, position.line),
        None => "removed".to_owned(),
    };
    format!(
        "| {} | {} | {} | {} |\n",
        inline(&change.item),
        emphasize(change.code.as_str()),
        emphasize(change.wire.as_str()),
        inline(&position)
    )
}

fn emphasize(word: &str) -> String {
    match word {
        "breaking" => format!("**{word}**"),
        word => word.to_owned(),
    }
}

fn details(explained: &ExplainedChange) -> String {
    let change = &explained.change;
    let mut text = format!("{}\n\n~~~~diff\n", inline(&change.item));
    for line in &change.before {
        text.push_str(&format!("- {line}\n"));
    }
    for line in &change.after {
        text.push_str(&format!("+ {line}\n"));
    }
    text.push_str("~~~~\n");
    if let Some(correction) = &explained.correction {
        text.push_str(&format!(
            "\n{}. Evidence ({}): {}.\n",
            correction.reason, correction.certainty, correction.evidence
        ));
    }
    text
}

fn collapse(summary: &str, details: &str) -> String {
    format!("\n<details><summary>{summary}</summary>\n\n{details}\n</details>\n")
}

/// Formats text as inline code, which may be in a table cell.
pub(super) fn inline(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace('|', "\\|"))
}
