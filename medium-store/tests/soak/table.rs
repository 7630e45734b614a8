//! Counts beside their expected values.

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
    seen: String,
    due: String,
    /// Further counts, which may differ between runs.
    pub(crate) besides: String,
}

impl Count {
    pub(crate) fn new(
        engine: Engine,
        what: impl Into<String>,
        seen: impl Display,
        due: impl Display,
    ) -> Self {
        Self {
            engine,
            what: what.into(),
            seen: seen.to_string(),
            due: due.to_string(),
            besides: String::new(),
        }
    }

    /// Writes the line, and fails if the count is wrong.
    pub(crate) fn check(&self) {
        let Self {
            engine,
            what,
            seen,
            due,
            besides,
        } = self;
        if let Some(path) = std::env::var_os(TABLE) {
            let table = std::fs::OpenOptions::new().append(true).open(path);
            let line = format!("{engine}\t{what}\t{seen}\t{due}\t{besides}\n");
            let written = table.and_then(|mut table| table.write_all(line.as_bytes()));
            written.expect("a line of the table");
        }
        assert_eq!(seen, due, "{engine}: {what}");
    }
}

/// Counts equal values.
pub(crate) fn listed(seen: &BTreeMap<String, usize>) -> String {
    let seen = seen.iter().map(|(what, count)| format!("{count} × {what}"));
    seen.collect::<Vec<_>>().join("; ")
}
