//! What people and programs see: data on stdout, talk on stderr.

mod json;
mod trace;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use medium_api::runtime::printable;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::args::{Color, Global};
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::jq;

const RED: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const YELLOW: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();

/// Where a command writes.
pub(crate) struct Output {
    quiet: bool,
    /// The fields that are asked for, all if none; `None` for people's eyes.
    json: Option<Vec<String>>,
    /// Whether errors are JSON, too. `--jq` alone is for people and shells, so they are not.
    json_errors: bool,
    /// What is to be made of the JSON.
    jq: Option<String>,
    bars: MultiProgress,
}

impl Output {
    pub(crate) fn new(global: &Global) -> Self {
        match global.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        let bars = MultiProgress::new();
        if global.quiet || !io::stderr().is_terminal() {
            bars.set_draw_target(ProgressDrawTarget::hidden());
        }
        if global.verbose {
            trace::start(&bars);
        }
        Self {
            quiet: global.quiet,
            json: match (&global.json, &global.jq) {
                (None, Some(_)) => Some(Vec::new()),
                (json, _) => json.clone(),
            },
            json_errors: global.json.is_some(),
            jq: global.jq.clone(),
            bars,
        }
    }

    /// What the command was called for: JSON for programs, or `lines` for people.
    pub(crate) fn data(&self, value: &Value, lines: &str) -> Result<()> {
        let text = match (&self.json, &self.jq) {
            (Some(fields), None) => json::text(value, fields),
            // A program gets what it asked for as it is; a person's terminal does not.
            (Some(fields), Some(filter)) => {
                let text = jq::text(filter, &json::chosen(value, fields))?;
                if io::stdout().is_terminal() {
                    printable(&text).into_owned()
                } else {
                    text
                }
            }
            (None, _) => printable(lines).into_owned(),
        };
        if text.is_empty() {
            return Ok(());
        }
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{}", text.trim_end_matches('\n'))
            .and_then(|()| stdout.flush())
            .map_err(Error::Output)
    }

    /// What goes into a file as it is.
    pub(crate) fn file(&self, bytes: &[u8]) -> Result<()> {
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(bytes)
            .and_then(|()| stdout.flush())
            .map_err(Error::Output)
    }

    /// Whether `data` shows JSON, so that it is better shown once than in pieces.
    pub(crate) fn is_json(&self) -> bool {
        self.json.is_some()
    }

    /// A line about what is going on.
    pub(crate) fn talk(&self, line: &str) {
        if !self.quiet {
            self.line("", line);
        }
    }

    /// What somebody has to act on, whatever else they want to hear.
    pub(crate) fn ask(&self, lines: &str) {
        self.line("", lines);
    }

    /// Something that the author may want to change.
    pub(crate) fn warn(&self, line: &str) {
        if !self.quiet {
            self.line(&format!("{YELLOW}warning:{YELLOW:#} "), line);
        }
    }

    /// Why the command ends, or left something out: lines for people, or with `--json` an object
    /// for each problem, each on a line.
    pub(crate) fn error(&self, error: &Error, source: CredentialSource<'_>) {
        let (diagnostics, advice) = (error.diagnostics(), error.advice(source));
        if self.json_errors {
            for diagnostic in diagnostics {
                self.line("", &json::escaped(&diagnostic.to_json(&advice)));
            }
            return;
        }
        for line in diagnostics.iter().flat_map(|one| one.message.lines()) {
            self.line(&format!("{RED}error:{RED:#} "), line);
        }
        for line in advice.lines() {
            self.line("  ", line);
        }
    }

    /// A bar for `bytes` to be sent. It is gone when it is dropped or finished.
    pub(crate) fn bar(&self, name: &str, bytes: u64) -> ProgressBar {
        let bar = self.bars.add(ProgressBar::new(bytes));
        let style = ProgressStyle::with_template(
            "{prefix} {bar:30} {decimal_bytes}/{decimal_total_bytes} {eta}",
        );
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_prefix(printable(name).into_owned());
        bar
    }

    /// Our `prefix`, and a line that may hold text of an article or a server. That it can't be
    /// written is no failure.
    fn line(&self, prefix: &str, line: &str) {
        self.bars.suspend(|| {
            let _ = writeln!(anstream::stderr().lock(), "{prefix}{}", printable(line));
        });
    }
}

/// An error in JSON before there is an [`Output`].
pub(crate) fn early_error(json: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", json::escaped(json));
}

/// A path in JSON. A name that is no text is shown as near as can be.
pub(crate) fn path(path: &Path) -> Value {
    path.to_string_lossy().into()
}

/// Rows as columns, each as wide as its widest cell.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].width());
        cells.max().unwrap_or_default()
    };
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
