//! Cells that span several columns or rows, laid out as a browser does it: what is below or right of
//! such a cell stands in the column where readers of the page see it.

use std::collections::BTreeSet;

use super::cells::{Cell, Row};

/// No table that people read has as many places.
const MAX_CELLS: usize = 200_000;

/// The cells of each row by columns: a cell that spans several stands in the first of them, and empty
/// ones in the others. Nothing if that would be more than anybody reads.
pub(super) fn laid_out(rows: Vec<Row>) -> Option<Vec<Vec<Cell>>> {
    if !rows.iter().flat_map(|row| &row.cells).any(Cell::spans) {
        return Some(rows.into_iter().map(|row| row.cells).collect());
    }
    let mut grid = Grid::default();
    let rows: Option<Vec<_>> = rows.into_iter().map(|row| grid.placed(row)).collect();
    // Columns in which no cell begins are none to a reader.
    let begun: Vec<_> = grid.begun.into_iter().collect();
    Some(rows?.into_iter().map(|row| filled(row, &begun)).collect())
}

#[derive(Debug, Default)]
struct Grid {
    /// For each column, how many more rows the cell above it spans.
    covered: Vec<usize>,
    /// The columns in which cells begin.
    begun: BTreeSet<usize>,
    resolver: usize,
}

impl Grid {
    /// The cells of a row, each with its column.
    fn placed(&mut self, row: Row) -> Option<Vec<(usize, Cell)>> {
        if row.begins_group {
            self.covered.clear();
        }
        let mut below: Vec<_> = self
            .covered
            .iter()
            .map(|rows| rows.saturating_sub(1))
            .collect();
        let mut placed = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        self.resolver += below.len();
        for cell in row.cells {
            while self.covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = column + cell.columns;
            self.resolver += cell.columns;
            if self.resolver > MAX_CELLS {
                return None;
            }
            below.resize(below.len().max(end), 0);
            for rows in &mut below[column..end] {
                *rows = (*rows).max(cell.rows - 1);
            }
            self.begun.insert(column);
            placed.push((column, cell));
            column = end;
        }
        self.covered = below;
        Some(placed)
    }
}

/// A row with an empty cell for each column of `begun` in which it has none.
fn filled(row: Vec<(usize, Cell)>, begun: &[usize]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut columns = begun.iter();
    for (column, cell) in row {
        let empty = columns.by_ref().take_while(|begun| **begun < column);
        cells.extend(empty.map(|_| Cell::default()));
        cells.push(cell);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, columns: usize, rows: usize) -> Cell {
        Cell {
            text: text.to_owned(),
            columns,
            rows,
            ..Cell::default()
        }
    }

    fn texts(rows: Vec<Vec<Cell>>) -> Vec<String> {
        let row = |row: Vec<Cell>| row.into_iter().map(|cell| cell.text).collect::<Vec<_>>();
        rows.into_iter().map(|cells| row(cells).join("|")).collect()
    }

    fn grid(rows: Vec<Vec<Cell>>) -> Option<Vec<String>> {
        let row = |cells| Row {
            cells,
            begins_group: false,
        };
        laid_out(rows.into_iter().map(row).collect()).map(texts)
    }

    #[test]
    fn cells_stand_in_the_columns_where_a_browser_shows_them() {
        let rows = vec![
            vec![cell("a", 2, 1), cell("b", 1, 1)],
            vec![cell("c", 1, 2), cell("d", 1, 1), cell("e", 1, 3)],
            vec![cell("f", 1, 1)],
            vec![cell("g", 1, 1), cell("h", 1, 1)],
        ];
        assert_eq!(grid(rows).unwrap(), ["a||b", "c|d|e", "|f", "g|h"]);
    }

    #[test]
    fn columns_that_nothing_begins_in_are_left_out() {
        let rows = vec![
            vec![cell("a", 6, 1), cell("b", 6, 1)],
            vec![cell("c", 4, 1), cell("d", 4, 1), cell("e", 4, 1)],
        ];
        assert_eq!(grid(rows).unwrap(), ["a||b", "c|d||e"]);
    }

    #[test]
    fn a_span_ends_with_its_group_and_an_endless_one_as_well() {
        let rows = vec![
            Row {
                cells: vec![cell("a", 1, 65_534), cell("b", 1, 1)],
                begins_group: true,
            },
            Row {
                cells: vec![cell("c", 1, 1)],
                begins_group: false,
            },
            Row {
                cells: vec![cell("d", 1, 1), cell("e", 1, 1)],
                begins_group: true,
            },
        ];
        assert_eq!(laid_out(rows).map(texts).unwrap(), ["a|b", "|c", "d|e"]);
    }

    #[test]
    fn more_places_than_anybody_reads_are_refused() {
        let wide = || (0..300).map(|_| cell("x", 1_000, 65_534)).collect();
        assert_eq!(grid(vec![wide(), wide()]), None);
    }
}
