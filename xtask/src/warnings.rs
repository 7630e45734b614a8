//! Warnings of the generator, for people and for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use medium_codegen::{Positions, Warning, WarningKind};
use serde::Serialize;

/// A warning with its line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocatedWarning {
    /// `not-represented`, `simplified` or `derived-name`.
    pub kind: &'static str,
    /// Line of the document, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// JSON pointer to the location.
    pub pointer: String,
    /// What the document says, and what the client does instead.
    pub message: String,
}

/// Returns the warnings with their lines, in document order.
#[must_use]
pub fn locate(warnings: &[Warning], text: &str) -> Vec<LocatedWarning> {
    let positions = Positions::find(
        text,
        warnings.iter().map(|warning| warning.pointer.as_str()),
    );
    let mut all: Vec<LocatedWarning> = warnings
        .iter()
        .map(|warning| {
            let (line, column) = positions.line_and_column(&warning.pointer);
            LocatedWarning {
                kind: category(warning.kind),
                line,
                column,
                pointer: warning.pointer.clone(),
                message: warning.message.clone(),
            }
        })
        .collect();
    all.sort_by(|a, b| (a.line, a.column, &a.pointer).cmp(&(b.line, b.column, &b.pointer)));
    all
}

/// Returns the name of a warning's category.
#[must_use]
pub fn category(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::NotRepresented => "not-represented",
        WarningKind::Simplified => "simplified",
        WarningKind::DerivedName => "derived-name",
        _ => "other",
    }
}

/// The maximum number of warnings in reports for people.
const MAX_SHOWN: usize = 50;

/// Returns a line for each of the first warnings, and a line with the counts.
#[must_use]
pub fn text(warnings: &[LocatedWarning], document: &str) -> String {
    let mut text = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in warnings {
        *counts.entry(warning.kind).or_default() += 1;
    }
    for warning in warnings.iter().take(MAX_SHOWN) {
        let _ = writeln!(
            text,
            "{document}:{}:{}: {}: {} (#{})",
            warning.line, warning.column, warning.kind, warning.message, warning.pointer
        );
    }
    if warnings.len() > MAX_SHOWN {
        let _ = writeln!(text, "… and {} more warnings", warnings.len() - MAX_SHOWN);
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    let noun = match warnings.len() {
        1 => "warning",
        _ => "warnings",
    };
    let _ = writeln!(text, "{} {noun}: {}", warnings.len(), counts.join(", "));
    text
}
