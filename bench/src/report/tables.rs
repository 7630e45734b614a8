//! The text of the report.

use std::fmt::Write;

use super::limits::Limit;
use super::machine;
use crate::case::Case;
use crate::paired::{Ratio, Spread};
use crate::run::{Findings, Settings};

/// The text around the tables.
const TEMPLATE: &str = include_str!("template.md");

/// Returns the text of `performance.md`.
pub(crate) fn document(findings: &Findings, settings: Settings, limits: &[Limit]) -> String {
    let command = if settings.quick {
        "cargo xtask bench --quick"
    } else {
        "cargo xtask bench"
    };
    let mut text = TEMPLATE.to_owned();
    for (placeholder, part) in [
        ("{machine}", machine::describe()),
        ("{command}", command.to_owned()),
        ("{limits}", limit_table(limits)),
        ("{calls}", call_tables(findings)),
        ("{counts}", count_table(findings)),
        ("{memory}", memory_table(findings)),
        ("{cold}", cold_table(findings)),
        ("{builds}", build_table(findings)),
        ("{regen}", regen_table(findings)),
    ] {
        text = text.replace(placeholder, &part);
    }
    text
}

/// Returns the limits with their measurements.
fn limit_table(limits: &[Limit]) -> String {
    let mut table =
        "| case | at most | measured | upper end | |\n|---|---:|---:|---:|---|\n".to_owned();
    for limit in limits {
        let result = if limit.is_met() { "met" } else { "**not met**" };
        let numbers = [limit.limit, limit.measured, limit.high];
        let [max, measured, high] = numbers.map(|number| limit.number(number));
        let what = &limit.what;
        let _ = writeln!(table, "| {what} | {max} | {measured} | {high} | {result} |");
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
        let _ = write!(text, "### {}\n\n", case.title());
        text.push_str("| | median | min | max | ÷ bare reqwest | 95 % interval |\n|---|---:|---:|---:|---:|---|\n");
        for row in findings.timings.iter().filter(|row| row.case == case) {
            let Ratio { median, low, high } = row.ratio;
            let (client, times) = (row.client, format_spread(row.micros));
            let _ = writeln!(
                text,
                "| {client} | {times} | {median:.2}× | {low:.2}–{high:.2} |"
            );
        }
        if case == Case::Upload20m {
            let times = format_spread(findings.md5);
            let _ = writeln!(text, "| MD5 of the bytes alone | {times} | | |");
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// Formats median, minimum and maximum as three cells.
fn format_spread(micros: Spread) -> String {
    let Spread { median, min, max } = micros;
    [median, min, max].map(format_micros).join(" | ")
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
        "| case | | instructions | allocations | peak heap |\n|---|---|---:|---:|---:|\n"
            .to_owned();
    for counts in &findings.counts {
        let instructions = counts
            .instructions
            .map_or_else(|| "not counted".to_owned(), |number| format!("{number:.0}"));
        let _ = writeln!(
            table,
            "| {} | {} | {instructions} | {} | {:.0} KiB |",
            counts.case.title(),
            counts.implementation.title(),
            counts.allocations,
            counts.peak as f64 / 1024.0
        );
    }
    for (implementation, connections) in &findings.connections {
        let _ = writeln!(
            table,
            "| connections of 64 calls at once, 20 times | {} | | {connections} | |",
            implementation.title()
        );
    }
    table.trim_end().to_owned()
}

/// Returns the memory of each upload.
fn memory_table(findings: &Findings) -> String {
    let mut table = "| upload | | memory above idle |\n|---:|---|---:|\n".to_owned();
    for upload in &findings.upload_memory {
        let (megabytes, client, mib) =
            (upload.megabytes, upload.client, upload.kib as f64 / 1024.0);
        let _ = writeln!(table, "| {megabytes} MB | {client} | {mib:.1} MiB |");
    }
    table.trim_end().to_owned()
}

/// Returns the times of a cold start and their ratio.
fn cold_table(findings: &Findings) -> String {
    let cold = &findings.cold;
    let Ratio { median, low, high } = cold.ratio;
    let (medium, reqwest) = (format_spread(cold.medium), format_spread(cold.reqwest));
    format!(
        "| | median | min | max |\n|---|---:|---:|---:|\n| `medium me` | {medium} |\n\
         | minimal reqwest program | {reqwest} |\n\n{median:.2}× ({low:.2}–{high:.2})."
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
        "| | median | min | max | per operation |\n|---|---:|---:|---:|---:|\n".to_owned();
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
