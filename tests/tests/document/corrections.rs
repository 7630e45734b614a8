//! Every correction has a location, a reason and evidence.

use crate::{document, text};

#[test]
fn every_correction_is_complete_and_points_at_something() {
    let (document, text) = (document(), text("CORRECTIONS.md"));
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let table_lines = text.lines().filter(|line| line.starts_with('|')).count();
    let heads = text
        .lines()
        .filter(|line| line.starts_with("| Where |"))
        .count();
    assert_eq!(
        rows.len(),
        table_lines - 2 * heads,
        "in spec/CORRECTIONS.md, a row does not start with a JSON pointer in backticks"
    );
    assert!(rows.len() > 50, "only {} corrections", rows.len());
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(
            cells.len() == 6 && cells.iter().all(|cell| !cell.is_empty()),
            "in spec/CORRECTIONS.md, fill in all six cells: {row}"
        );
        let pointer = cells[0].trim_matches('`').strip_prefix('#').unwrap();
        assert!(
            document.pointer(pointer).is_some(),
            "in spec/CORRECTIONS.md, {pointer} is not in spec/medium.yaml: correct or remove the row"
        );
        assert!(
            ["observed", "documented", "likely", "guess", "choice"].contains(&cells[5]),
            "in spec/CORRECTIONS.md, the last cell is observed, documented, likely, guess or choice: {row}"
        );
    }
}
