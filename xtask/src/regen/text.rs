//! The report for a terminal.

use super::report::{ExplainedChange, Report};
use crate::warnings;

pub(super) fn text(report: &Report) -> String {
    let mut text = String::new();
    if !report.changes.is_empty() {
        text.push_str("code         wire      item\n");
    }
    for explained in &report.changes {
        text.push_str(&change(report, explained));
    }
    for action in report.overlay_lines() {
        text.push_str(&format!("{action}\n"));
    }
    if !report.warnings.is_empty() {
        text.push_str(&warnings::text(&report.warnings, &report.document));
    }
    if !report.unused.is_empty() {
        text.push_str(&format!(
            "Without a type, as no operation uses them as JSON: {}.\n",
            report.unused.join(", ")
        ));
    }
    text + &format!("{}\n{}\n", report.summary(), report.meaning())
}

/// Formats impacts and item, then its details, indented.
fn change(report: &Report, explained: &ExplainedChange) -> String {
    let change = &explained.change;
    let mut text = format!(
        "{:<12} {:<9} {}",
        change.code.as_str(),
        change.wire.as_str(),
        change.item
    );
    if let Some(position) = &explained.position {
        text.push_str(&format!(" ({}:{})", report.document, position.line));
    }
    text.push('\n');
    for line in &change.before {
        text.push_str(&format!("    - {line}\n"));
    }
    for line in &change.after {
        text.push_str(&format!("    + {line}\n"));
    }
    if let Some(correction) = &explained.correction {
        text.push_str(&format!(
            "    {}: {}. Evidence: {}.\n",
            correction.certainty, correction.reason, correction.evidence
        ));
    }
    text
}
