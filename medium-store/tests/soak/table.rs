//! What was counted beside what it had to come to.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;

use crate::support::Engine;

/// Names the file that `cargo xtask soak` makes its table of: a line for each count, with tabs.
const TABLE: &str = "MEDIUM_SOAK_TABLE";

/// A count that has to come to something.
pub(crate) struct Count {
    engine: Engine,
    /// What was done.
    what: String,
    seen: String,
    due: String,
    /// What is worth seeing, and may differ from run to run.
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

    /// Writes it down and fails where it is wrong.
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

/// How often what was seen.
pub(crate) fn listed(seen: &BTreeMap<String, usize>) -> String {
    let seen = seen.iter().map(|(what, count)| format!("{count} × {what}"));
    seen.collect::<Vec<_>>().join("; ")
}
