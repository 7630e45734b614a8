//! Writes the tables as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use medium_api::runtime::Operation;
use medium_sandbox::faults::Fault;

use crate::CellKey;
use crate::cell::{Cell, Frequency};

const INTRODUCTION: &str = include_str!("introduction.md");
const FAULTS: &str = "\n## Names\n\n\
The name is for JSON and the command line, the variant is of `medium_sandbox::faults::Fault`.\n\n";
const ALWAYS: &str = "\n## Permanent faults\n\n";
const ONCE: &str = "\n## Single faults\n\n\
`refuse` is missing: a closed port stays closed.\n\n";

/// The whole of `docs/faults.md`.
pub(crate) fn document(operations: &[&Operation], cells: &BTreeMap<CellKey, Cell>) -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str(FAULTS);
    table(&mut text, &names());
    for (frequency, heading) in [(Frequency::Always, ALWAYS), (Frequency::Once, ONCE)] {
        text.push_str(heading);
        table(&mut text, &outcomes(operations, cells, frequency));
    }
    text
}

/// Each fault by its names, and what the client sees.
fn names() -> Vec<Vec<String>> {
    let mut rows = vec![
        ["Name", "Variant", "What the client sees"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for fault in Fault::ALL {
        let (name, variant) = (format!("`{fault}`"), format!("`{fault:?}`"));
        rows.push(vec![name, variant, fault.description().to_owned()]);
    }
    rows
}

fn outcomes(
    operations: &[&Operation],
    cells: &BTreeMap<CellKey, Cell>,
    frequency: Frequency,
) -> Vec<Vec<String>> {
    let mut head = vec!["Fault".to_owned()];
    head.extend(
        operations
            .iter()
            .map(|operation| format!("{} {}", operation.method, operation.id)),
    );
    let mut rows = vec![head];
    for fault in Fault::ALL {
        let filled: Vec<String> = operations
            .iter()
            .filter_map(|operation| cells.get(&(frequency, fault, operation.id)))
            .map(|cell| format!("`{}` ×{}", cell.outcome, cell.seen))
            .collect();
        if !filled.is_empty() {
            rows.push([vec![format!("`{fault}`")], filled].concat());
        }
    }
    rows
}

/// Writes a table whose columns are aligned.
fn table(text: &mut String, rows: &[Vec<String>]) {
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| {
            let cells = rows.iter().map(|row| width(&row[column]));
            cells.max().unwrap_or(0)
        })
        .collect();
    for (number, row) in rows.iter().enumerate() {
        line(text, row, &widths);
        if number == 0 {
            let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            line(text, &rule, &widths);
        }
    }
}

fn line(text: &mut String, cells: &[String], widths: &[usize]) {
    for (cell, width) in cells.iter().zip(widths) {
        let fill = width - self::width(cell);
        // Writing to a String never fails.
        let _ = write!(text, "| {cell}{} ", " ".repeat(fill));
    }
    text.push_str("|\n");
}

fn width(text: &str) -> usize {
    text.chars().count()
}
