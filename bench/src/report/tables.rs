//! The text of the report.

use std::fmt::Write;

use super::limits::Limit;
use super::machine;
use crate::case::Case;
use crate::paired::Spread;
use crate::run::{Findings, Settings};

/// The text around the tables.
const METHOD: &str = include_str!("method.md");
const BUILDERS: &str = include_str!("builders.md");

/// Returns the text of `performance.md`.
pub(crate) fn document(findings: &Findings, settings: Settings, limits: &[Limit]) -> String {
    let mut text = METHOD.replace("{machine}", &machine::describe());
    let command = if settings.quick {
        "cargo xtask bench --quick"
    } else {
        "cargo xtask bench"
    };
    text = text.replace("{command}", command);
    text = text.replace("{limits}", &limit_table(limits));
    text = text.replace("{calls}", &call_tables(findings));
    text = text.replace("{counts}", &count_table(findings));
    text = text.replace("{memory}", &memory_table(findings));
    text = text.replace("{cold}", &cold_table(findings));
    let regen = regen_table(findings);
    text.push_str(
        &BUILDERS
            .replace("{builds}", &build_table(findings))
            .replace("{regen}", &regen),
    );
    text
}

/// Returns the limits with their measurements.
fn limit_table(limits: &[Limit]) -> String {
    let mut table =
        "| case | at most | measured | upper end | |\n|---|---:|---:|---:|---|\n".to_owned();
    for limit in limits {
        let verdict = if limit.is_met() { "met" } else { "**not met**" };
        let (what, most) = (&limit.what, limit.number(limit.limit));
        let (measured, high) = (limit.number(limit.measured), limit.number(limit.high));
        let _ = writeln!(
            table,
            "| {what} | {most} | {measured} | {high} | {verdict} |"
        );
    }
    table.trim_end().to_owned()
}

/// Returns a table of times for each case.
fn call_tables(findings: &Findings) -> String {
    let mut text = String::new();
    let cases = [
        Case::Me,
        Case::Post20k,
        Case::Post2m,
        Case::Concurrent,
        Case::Upload20m,
    ];
    for case in cases {
        let title = case.title();
        let _ = write!(text, "### {}\n\n", title.trim());
        text.push_str("| | median | min | max | to bare reqwest | 95 % interval |\n|---|---:|---:|---:|---:|---|\n");
        for row in findings.rows.iter().filter(|row| row.case == case) {
            let Spread { median, min, max } = row.micros;
            let ratio = row.ratio;
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {:.2}× | {:.2}–{:.2} |",
                row.who,
                format_micros(median),
                format_micros(min),
                format_micros(max),
                ratio.median,
                ratio.low,
                ratio.high
            );
        }
        if case == Case::Upload20m {
            let _ = writeln!(
                text,
                "| MD5 of the bytes alone | {} | {} | {} | | |",
                format_micros(findings.md5.median),
                format_micros(findings.md5.min),
                format_micros(findings.md5.max)
            );
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// Formats microseconds, in milliseconds from 1,000 on.
fn format_micros(micros: f64) -> String {
    if micros >= 1000.0 {
        format!("{:.2} ms", micros / 1000.0)
    } else {
        format!("{micros:.1} µs")
    }
}

/// Returns instructions, allocations, heap and connections.
fn count_table(findings: &Findings) -> String {
    let mut table =
        "| case | | instructions | allocations | heap at once |\n|---|---|---:|---:|---:|\n"
            .to_owned();
    for counted in &findings.counted {
        let instructions = counted
            .instructions
            .map_or_else(|| "not counted".to_owned(), |number| format!("{number:.0}"));
        let _ = writeln!(
            table,
            "| {} | {} | {instructions} | {} | {:.0} KiB |",
            counted.case.title(),
            counted.who.title(),
            counted.allocations,
            counted.peak as f64 / 1024.0
        );
    }
    for (who, connections) in &findings.connections {
        let _ = writeln!(
            table,
            "| connections of 64 calls at once, 20 times | {} | | {connections} | |",
            who.title()
        );
    }
    table.trim_end().replace("| | | allocations", "")
}

/// Returns the memory of each upload.
fn memory_table(findings: &Findings) -> String {
    let mut table = "| upload | | memory above idle |\n|---:|---|---:|\n".to_owned();
    for grown in &findings.grown {
        let _ = writeln!(
            table,
            "| {} MB | {} | {:.1} MiB |",
            grown.megabytes,
            grown.who,
            grown.kib as f64 / 1024.0
        );
    }
    table.trim_end().to_owned()
}

/// Returns the times of a cold start and their ratio.
fn cold_table(findings: &Findings) -> String {
    let cold = &findings.cold;
    let row = |name: &str, spread: &Spread| {
        format!(
            "| {name} | {} | {} | {} |",
            format_micros(spread.median),
            format_micros(spread.min),
            format_micros(spread.max)
        )
    };
    let ratio = cold.ratio;
    format!(
        "| | median | min | max |\n|---|---:|---:|---:|\n{}\n{}\n\n{:.2}× ({:.2}–{:.2}).",
        row("`medium me`", &cold.medium),
        row("minimal reqwest program", &cold.bare),
        ratio.median,
        ratio.low,
        ratio.high
    )
}

/// Returns the times of the builds.
fn build_table(findings: &Findings) -> String {
    let Some(builds) = &findings.builds else {
        return "Not measured in a quick run.".to_owned();
    };
    let mut table =
        "| cold `cargo build --release` | seconds | crates |\n|---|---:|---:|\n".to_owned();
    for build in &builds.all {
        let _ = writeln!(
            table,
            "| {} | {:.0} | {} |",
            build.what, build.seconds, build.crates
        );
    }
    let _ = write!(
        table,
        "\n`medium-api` and `medium-runtime`, unoptimized: {:.1} s. Crates in two versions in its tree: {}.",
        builds.own_crates, builds.duplicate_crates
    );
    table
}

/// Returns the times of the generator.
fn regen_table(findings: &Findings) -> String {
    if findings.generated.is_empty() {
        return "Not measured in this run: xtask was not built for release.".to_owned();
    }
    let mut table =
        "| | median | min | max | an operation |\n|---|---:|---:|---:|---:|\n".to_owned();
    for generated in &findings.generated {
        let Spread { median, min, max } = generated.millis;
        let each = median / generated.operations as f64;
        let _ = writeln!(
            table,
            "| {} | {median:.0} ms | {min:.0} ms | {max:.0} ms | {each:.2} ms |",
            generated.what
        );
    }
    table.trim_end().to_owned()
}
