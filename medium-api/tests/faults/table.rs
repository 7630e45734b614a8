//! Writes the tables as Markdown.

use std::collections::BTreeMap;

use medium_api::operations::UPLOAD_IMAGE;
use medium_api::runtime::Operation;
use medium_sandbox::faults::Fault;

use crate::CellKey;
use crate::cell::{Cell, Frequency};

const INTRODUCTION: &str = include_str!("introduction.md");
const FAULTS: &str = "\n## Names\n\n\
A name is used in JSON and on the command line. In Rust, `502-retry-after` is \
`Fault::Status502RetryAfter`,\nand `empty-body` is `Fault::EmptyBody`.\n\n";
const ALWAYS: &str = "\n## The fault occurs at every attempt\n\n";
const ONCE: &str = "\n## The fault occurs once\n\n\
`connection-refused` is omitted: it closes the port for every attempt.\n\n";

/// Returns the content of `docs/faults.md`.
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

fn names() -> Vec<Vec<String>> {
    let mut rows = vec![vec!["Fault".to_owned(), "What happens".to_owned()]];
    for fault in Fault::ALL {
        rows.push(vec![format!("`{fault}`"), fault.description().to_owned()]);
    }
    rows
}

/// Returns the rows of a table, with one column per group of operations that fail alike.
fn outcomes(
    operations: &[&Operation],
    cells: &BTreeMap<CellKey, Cell>,
    frequency: Frequency,
) -> Vec<Vec<String>> {
    let is_upload = |operation: &&Operation| operation.id == UPLOAD_IMAGE.id;
    let (uploads, others): (Vec<_>, Vec<_>) = operations.iter().copied().partition(is_upload);
    let (reads, posts): (Vec<_>, Vec<_>) =
        others.iter().partition(|operation| operation.idempotent);
    let mut rows = vec![
        ["Fault", "`GET`", "`POST`", "`uploadImage`"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for fault in Fault::ALL {
        if cells.contains_key(&(frequency, fault, UPLOAD_IMAGE.id)) {
            let mut row = vec![format!("`{fault}`")];
            row.extend([&reads, &posts, &uploads].map(|group| {
                outcome(group, |operation| &cells[&(frequency, fault, operation.id)])
            }));
            rows.push(row);
        }
    }
    rows
}

/// Returns the outcome of a group. Names the operations only if their outcomes differ.
fn outcome<'c>(operations: &[&Operation], cell: impl Fn(&Operation) -> &'c Cell) -> String {
    let mut by_outcome: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for operation in operations {
        let cell = cell(operation);
        let outcome = format!("`{}` ×{}", cell.outcome, cell.seen);
        by_outcome.entry(outcome).or_default().push(operation.id);
    }
    let differ = by_outcome.len() > 1;
    let texts: Vec<String> = by_outcome
        .into_iter()
        .map(|(outcome, ids)| {
            if differ {
                format!("{outcome} ({})", ids.join(", "))
            } else {
                outcome
            }
        })
        .collect();
    texts.join(", ")
}

fn table(text: &mut String, rows: &[Vec<String>]) {
    for (number, row) in rows.iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if number == 0 {
            text.push_str(&format!("|{}\n", "---|".repeat(row.len())));
        }
    }
}
