//! `cargo xtask soak`: tests the store with many processes and `kill -9`, and prints counts as a
//! table.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use xtask::workspace;

/// The options are passed to the tests, whose own time limits end them.
#[derive(Args)]
pub(crate) struct Soak {
    /// Processes that find the same expired token.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(2..=16))]
    processes: u32,
    /// Tasks per process.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..=1000))]
    tasks: u32,
    /// Processes to kill at random times, for each scenario.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(2..=1000))]
    kills: u32,
}

/// Runs the tests on SQLite and PostgreSQL: the server in `MEDIUM_TEST_POSTGRES`, or a temporary
/// one.
pub(crate) fn run(soak: &Soak) -> anyhow::Result<ExitCode> {
    let lines = tempfile::NamedTempFile::new().context("no file for the counts")?;
    let start = Instant::now();
    let status = tests(soak, lines.path())?;
    let lines = fs_err::read_to_string(lines.path())?;
    let (table, wrong) = table(&lines);
    println!("\n{table}");
    let (counts, time) = (lines.lines().count(), start.elapsed().as_secs());
    println!("{counts} counts, {wrong} wrong; {time} s including the build");
    // A test may fail before its first count.
    let succeeded = status.success() && wrong == 0 && counts > 0;
    Ok(ExitCode::from(u8::from(!succeeded)))
}

/// Runs the tests one after the other, as they count what their processes do.
fn tests(soak: &Soak, lines: &Path) -> anyhow::Result<ExitStatus> {
    let size = format!("{} {} {}", soak.processes, soak.tasks, soak.kills);
    Command::new(".ci/with-postgres")
        .args(["cargo", "test", "-p", "medium-store", "--test", "soak"])
        .args(["--", "--test-threads", "1"])
        .env("MEDIUM_SOAK", size)
        .env("MEDIUM_SOAK_TABLE", lines)
        // A skipped PostgreSQL test would omit half of the table.
        .env("CI", "true")
        .current_dir(workspace::root())
        .status()
        .context("can't start .ci/with-postgres")
}

/// Returns the table, and the number of wrong counts. A line contains engine, scenario, count,
/// expected count and details.
fn table(lines: &str) -> (String, usize) {
    let rows = lines.lines().map(|line| line.split('\t').collect());
    let rows: Vec<Vec<&str>> = rows.collect();
    let width = |column: usize| {
        let lengths = rows.iter().filter_map(|row| row.get(column));
        lengths.map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let (engines, scenarios) = (width(0), width(1));
    let (mut table, mut wrong) = (String::new(), 0);
    for row in &rows {
        let [engine, what, found, expected, details] = row[..] else {
            continue;
        };
        let _ = write!(table, "{engine:engines$}  {what:scenarios$}  {found}");
        if found != expected {
            wrong += 1;
            let _ = write!(table, "  WRONG, expected {expected}");
        }
        if !details.is_empty() {
            let _ = write!(table, " ({details})");
        }
        table.push('\n');
    }
    (table, wrong)
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn wrong_counts_are_highlighted() {
        let (table, wrong) = table("SQLite\ta\t1\t1\t\nPostgreSQL\tlonger\t2\t1\tdetails\n");
        assert_eq!(wrong, 1);
        assert_eq!(
            table,
            "SQLite      a       1\nPostgreSQL  longer  2  WRONG, expected 1 (details)\n"
        );
    }
}
