//! Counts next to their expected values.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;

use crate::support::Engine;

/// Names the file for the table of `cargo xtask soak`: a line for each count, separated by tabs.
const TABLE: &str = "MEDIUM_SOAK_TABLE";

/// A count with its expected value.
pub(crate) struct Count {
    engine: Engine,
    /// The scenario.
    what: String,
    found: String,
    expected: String,
    /// Further counts, which may differ between runs.
    pub(crate) details: String,
}

impl Count {
    pub(crate) fn new(
        engine: Engine,
        what: impl Into<String>,
        found: impl Display,
        expected: impl Display,
    ) -> Self {
        Self {
            engine,
            what: what.into(),
            found: found.to_string(),
            expected: expected.to_string(),
            details: String::new(),
        }
    }

    /// Writes the line, and fails if the count is wrong.
    pub(crate) fn check(&self) {
        let Self {
            engine,
            what,
            found,
            expected,
            details,
        } = self;
        if let Some(path) = std::env::var_os(TABLE) {
            let table = std::fs::OpenOptions::new().append(true).open(path);
            let line = format!("{engine}\t{what}\t{found}\t{expected}\t{details}\n");
            let written = table.and_then(|mut table| table.write_all(line.as_bytes()));
            written.unwrap();
        }
        assert_eq!(found, expected, "{engine}: {what}");
    }
}

/// Formats counts, such as `3 × ok; 1 × log in`.
pub(crate) fn list(counts: &BTreeMap<String, usize>) -> String {
    let counts = counts
        .iter()
        .map(|(what, count)| format!("{count} × {what}"));
    counts.collect::<Vec<_>>().join("; ")
}
