//! What the generator noted about a document, for a reader and for a program.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use medium_codegen::{Positions, Warning, WarningKind};
use serde::Serialize;

/// A warning, with the line that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocatedWarning {
    /// `not-represented`, `loose` or `derived-name`.
    pub kind: &'static str,
    /// Line of the document, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// JSON pointer to the place.
    pub pointer: String,
    /// What the document says, and what the client makes of it.
    pub message: String,
}

/// The warnings with their lines in the text of the document, in its order.
#[must_use]
pub fn located(warnings: &[Warning], text: &str) -> Vec<LocatedWarning> {
    let places = Positions::find(
        text,
        warnings.iter().map(|warning| warning.pointer.as_str()),
    );
    let mut all: Vec<LocatedWarning> = warnings
        .iter()
        .map(|warning| {
            let (line, column) = places.of(&warning.pointer);
            LocatedWarning {
                kind: kind(warning.kind),
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

/// The word for a kind of warnings.
#[must_use]
pub fn kind(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::NotRepresented => "not-represented",
        WarningKind::Loose => "loose",
        WarningKind::DerivedName => "derived-name",
        _ => "other",
    }
}

/// How many warnings are shown; a report for programs has all of them.
const MOST_SHOWN: usize = 50;

/// A line for each of the first warnings, and one that counts them.
#[must_use]
pub fn text(warnings: &[LocatedWarning], document: &str) -> String {
    let mut text = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in warnings {
        *counts.entry(warning.kind).or_default() += 1;
    }
    for warning in warnings.iter().take(MOST_SHOWN) {
        // Writing to a String never fails.
        let _ = writeln!(
            text,
            "{document}:{}:{}: {}: {} (#{})",
            warning.line, warning.column, warning.kind, warning.message, warning.pointer
        );
    }
    if warnings.len() > MOST_SHOWN {
        let _ = writeln!(text, "… and {} more warnings", warnings.len() - MOST_SHOWN);
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
