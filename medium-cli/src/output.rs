//! What people and programs see: data on stdout, talk on stderr.

use std::io::{self, Write};

use crate::failure::Report;

/// Where a command writes.
pub(crate) struct Output;

impl Output {
    pub(crate) fn new() -> Self {
        Self
    }

    /// A line of what the command was called for.
    pub(crate) fn data(&self, line: &str) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{line}")?;
        stdout.flush()
    }

    /// A line about what is going on. Nobody's work stops if it is not read.
    pub(crate) fn talk(&self, line: &str) {
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// Something that the author may want to change.
    pub(crate) fn warn(&self, line: &str) {
        self.talk(&format!("warning: {line}"));
    }

    /// Why the command ends.
    pub(crate) fn error(&self, report: &Report) {
        for line in report.message.lines() {
            self.talk(&format!("error: {line}"));
        }
        for line in report.advice.lines() {
            self.talk(&format!("  {line}"));
        }
    }
}

/// Whether whoever read stdout has heard enough, as `head` does.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
