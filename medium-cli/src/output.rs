//! Output: data on stdout, messages on stderr.

mod json;
mod trace;

use std::cell::{Cell, OnceCell};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use medium_api::runtime::{is_unsafe_for_terminal, sanitize_for_terminal};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::args::{Color, Global};
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::jq;

const RED: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const YELLOW: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();

/// Where a command prints.
pub(crate) struct Output {
    quiet: bool,
    /// The fields of `--json`, all if empty. `None` prints text for people.
    json: Option<Vec<String>>,
    /// Whether errors are also JSON. With `--jq` alone, they are text.
    json_errors: bool,
    /// The filter of `--jq`.
    jq: Option<String>,
    bars: MultiProgress,
    /// The URL of the sandbox of `--sandbox`, and whether a printed line contains it.
    sandbox_url: OnceCell<String>,
    shows_sandbox_url: Cell<bool>,
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
            sandbox_url: OnceCell::new(),
            shows_sandbox_url: Cell::new(false),
        }
    }

    /// Sets the URL of the sandbox that ends with this command.
    pub(crate) fn set_sandbox_url(&self, url: &str) {
        let _ = self.sandbox_url.set(url.to_owned());
    }

    /// Says that URLs of the sandbox were printed that no longer work. With `--keep`, only an error stops
    /// the sandbox.
    pub(crate) fn note_dead_urls(&self, keep: bool) {
        if !self.shows_sandbox_url.get() {
            return;
        }
        self.info(if keep {
            "The sandbox has stopped because of the error, so its URLs no longer work. Its posts are \
             saved."
        } else {
            "The sandbox has stopped, so its URLs no longer work. Its posts are saved: to open them in \
             a browser, add --keep."
        });
    }

    fn watch(&self, text: &str) {
        let url = self.sandbox_url.get();
        if url.is_some_and(|url| text.contains(url)) {
            self.shows_sandbox_url.set(true);
        }
    }

    /// Prints the command's result: `value` as JSON for programs, or `lines` for people.
    pub(crate) fn data(&self, value: &Value, lines: &str) -> Result<()> {
        let text = match (&self.json, &self.jq) {
            (Some(fields), None) => json::text(value, fields),
            // Programs get the text unchanged; a terminal must not interpret it.
            (Some(fields), Some(filter)) => {
                let text = jq::text(filter, &json::select(value, fields))?;
                if io::stdout().is_terminal() {
                    sanitize_for_terminal(&text).into_owned()
                } else {
                    text
                }
            }
            (None, _) => sanitize_for_terminal(lines).into_owned(),
        };
        if text.is_empty() {
            return Ok(());
        }
        self.watch(&text);
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{}", text.trim_end_matches('\n'))
            .and_then(|()| stdout.flush())
            .map_err(Error::Output)
    }

    /// Prints bytes that users redirect into a file.
    pub(crate) fn file(&self, bytes: &[u8]) -> Result<()> {
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(bytes)
            .and_then(|()| stdout.flush())
            .map_err(Error::Output)
    }

    /// Returns whether [`Output::data`] prints JSON, so that it must be called once only.
    pub(crate) fn is_json(&self) -> bool {
        self.json.is_some()
    }

    /// Prints a status line, unless `--quiet` is set.
    pub(crate) fn info(&self, line: &str) {
        if !self.quiet {
            self.line("", line);
        }
    }

    /// Prints lines that the user has to act on, even with `--quiet`.
    pub(crate) fn ask(&self, lines: &str) {
        self.line("", lines);
    }

    /// Prints a warning, unless `--quiet` is set.
    pub(crate) fn warn(&self, line: &str) {
        if !self.quiet {
            self.line(&format!("{YELLOW}warning:{YELLOW:#} "), line);
        }
    }

    /// Prints an error: lines for people, or with `--json` one object per problem and line.
    pub(crate) fn error(&self, error: &Error, source: CredentialSource<'_>) {
        let (diagnostics, advice) = (error.diagnostics(), error.advice(source));
        if self.json_errors {
            for diagnostic in diagnostics {
                self.line("", &json::escape(&diagnostic.to_json(&advice)));
            }
            return;
        }
        for line in diagnostics
            .iter()
            .flat_map(|diagnostic| diagnostic.message.lines())
        {
            // Indented lines continue the message above.
            let is_continued = line.starts_with(' ');
            let prefix = format!("{RED}error:{RED:#} ");
            self.line(if is_continued { "" } else { &prefix }, line);
        }
        for line in advice.lines() {
            self.line("  ", line);
        }
    }

    /// Shows a progress bar for an upload. It disappears when finished or dropped.
    pub(crate) fn bar(&self, name: &str, bytes: u64) -> ProgressBar {
        let bar = self.bars.add(ProgressBar::new(bytes));
        let style = ProgressStyle::with_template(
            "{prefix} {bar:30} {decimal_bytes}/{decimal_total_bytes} {eta}",
        );
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_prefix(sanitize_for_terminal(name).into_owned());
        bar
    }

    /// Prints our own `prefix` and a line that may contain text of an article or a server. A closed
    /// stderr is not an error.
    fn line(&self, prefix: &str, line: &str) {
        self.watch(line);
        self.bars.suspend(|| {
            let _ = writeln!(
                anstream::stderr().lock(),
                "{prefix}{}",
                sanitize_for_terminal(line)
            );
        });
    }
}

/// Prints an error before there is an [`Output`].
pub(crate) fn early_error(message: &str, advice: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = writeln!(
        stderr,
        "{RED}error:{RED:#} {}",
        sanitize_for_terminal(message)
    );
    for line in advice.lines() {
        let _ = writeln!(stderr, "  {}", sanitize_for_terminal(line));
    }
}

/// Prints an error as JSON before there is an [`Output`].
pub(crate) fn early_json_error(json: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", json::escape(json));
}

/// Converts a path to JSON. Invalid Unicode is replaced.
pub(crate) fn path(path: &Path) -> Value {
    path.to_string_lossy().into()
}

/// Like [`columns`], with headings if a person reads them. Scripts get only the rows.
pub(crate) fn table<const N: usize>(headings: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() || !io::stdout().is_terminal() {
        return columns(rows);
    }
    let headings = headings.map(str::to_uppercase);
    columns(&[&[headings], rows].concat())
}

/// Formats rows as aligned columns. Line breaks in cells are replaced: a user's name must not start a
/// forged row.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let rows: Vec<[String; N]> = rows
        .iter()
        .map(|row| {
            row.clone()
                .map(|cell| cell.replace(is_unsafe_for_terminal, "\u{fffd}"))
        })
        .collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].width());
        cells.max().unwrap_or_default()
    };
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for row in &rows {
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
