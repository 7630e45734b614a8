//! Lays out cells that span several columns or rows, as a browser does.

use std::collections::BTreeSet;

use super::cells::{Cell, Row};

/// The limit of columns times rows.
const MAX_SIZE: usize = 200_000;

/// Returns the cells of each row by column. A cell that spans several columns is in the first one;
/// the others are empty. Returns `None` if the table is too large.
pub(super) fn lay_out(rows: Vec<Row>) -> Option<Vec<Vec<Cell>>> {
    if !rows.iter().flat_map(|row| &row.cells).any(Cell::is_spanned) {
        return Some(rows.into_iter().map(|row| row.cells).collect());
    }
    let mut grid = Grid::default();
    let rows: Option<Vec<_>> = rows.into_iter().map(|row| grid.place(row)).collect();
    // Columns in which no cell starts are not visible.
    let starts: Vec<_> = grid.starts.into_iter().collect();
    Some(rows?.into_iter().map(|row| fill(row, &starts)).collect())
}

#[derive(Debug, Default)]
struct Grid {
    /// For each column, the number of further rows that the cell above spans.
    covered: Vec<usize>,
    /// The columns in which cells start.
    starts: BTreeSet<usize>,
    size: usize,
}

impl Grid {
    /// Returns the cells of a row with their columns.
    fn place(&mut self, row: Row) -> Option<Vec<(usize, Cell)>> {
        if row.starts_group {
            self.covered.clear();
        }
        let mut below: Vec<_> = self
            .covered
            .iter()
            .map(|rows| rows.saturating_sub(1))
            .collect();
        let mut placed = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        self.size += below.len();
        for cell in row.cells {
            while self.covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = column + cell.columns;
            self.size += cell.columns;
            if self.size > MAX_SIZE {
                return None;
            }
            below.resize(below.len().max(end), 0);
            for rows in &mut below[column..end] {
                *rows = (*rows).max(cell.rows - 1);
            }
            self.starts.insert(column);
            placed.push((column, cell));
            column = end;
        }
        self.covered = below;
        Some(placed)
    }
}

/// Adds an empty cell for each column of `starts` without one.
fn fill(row: Vec<(usize, Cell)>, starts: &[usize]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut columns = starts.iter();
    for (column, cell) in row {
        let empty = columns.by_ref().take_while(|start| **start < column);
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
            starts_group: false,
        };
        lay_out(rows.into_iter().map(row).collect()).map(texts)
    }

    #[test]
    fn lays_out_cells_like_a_browser() {
        let rows = vec![
            vec![cell("a", 2, 1), cell("b", 1, 1)],
            vec![cell("c", 1, 2), cell("d", 1, 1), cell("e", 1, 3)],
            vec![cell("f", 1, 1)],
            vec![cell("g", 1, 1), cell("h", 1, 1)],
        ];
        assert_eq!(grid(rows).unwrap(), ["a||b", "c|d|e", "|f", "g|h"]);
    }

    #[test]
    fn removes_columns_in_which_no_cell_starts() {
        let rows = vec![
            vec![cell("a", 6, 1), cell("b", 6, 1)],
            vec![cell("c", 4, 1), cell("d", 4, 1), cell("e", 4, 1)],
        ];
        assert_eq!(grid(rows).unwrap(), ["a||b", "c|d||e"]);
    }

    #[test]
    fn spans_end_with_their_group() {
        let rows = vec![
            Row {
                cells: vec![cell("a", 1, 65_534), cell("b", 1, 1)],
                starts_group: true,
            },
            Row {
                cells: vec![cell("c", 1, 1)],
                starts_group: false,
            },
            Row {
                cells: vec![cell("d", 1, 1), cell("e", 1, 1)],
                starts_group: true,
            },
        ];
        assert_eq!(lay_out(rows).map(texts).unwrap(), ["a|b", "|c", "d|e"]);
    }

    #[test]
    fn limits_the_size_of_a_table() {
        let wide = || (0..300).map(|_| cell("x", 1_000, 65_534)).collect();
        assert_eq!(grid(vec![wide(), wide()]), None);
    }
}
