//! A table as preformatted text with aligned columns.

use unicode_width::UnicodeWidthStr;

/// In columns of the screen. Longer preformatted lines wrap even on wide screens.
const MAX_WIDTH: usize = 80;
const GAP: &str = "  ";

/// The warning about a cell that spans several columns or rows.
pub(super) const SPANS_MESSAGE: &str = "Medium has no cells that span columns or rows; the text goes into the first cell, \
                                and the others stay empty";

/// The alignment of a column's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alignment {
    Left,
    Center,
    Right,
}

/// Rows of cells as text. The first row is the header.
#[derive(Debug)]
pub(super) struct TextTable {
    rows: Vec<Vec<String>>,
    alignments: Vec<Alignment>,
    widths: Vec<usize>,
}

impl TextTable {
    pub(super) fn new(rows: Vec<Vec<String>>, alignments: Vec<Alignment>) -> Self {
        let mut widths = vec![0; alignments.len()];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        Self {
            rows,
            alignments,
            widths,
        }
    }

    /// Returns whether the table fits on a screen.
    pub(super) fn fits(&self) -> bool {
        let gaps = GAP.len() * self.widths.len().saturating_sub(1);
        self.widths.iter().sum::<usize>() + gaps <= MAX_WIDTH
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&self.widths).zip(&self.alignments);
            let cells = cells.map(|((cell, width), alignment)| pad(cell, *width, *alignment));
            push_line(&mut text, &cells.collect::<Vec<_>>());
            if number == 0 {
                let rules = self.widths.iter().map(|width| "─".repeat(*width));
                push_line(&mut text, &rules.collect::<Vec<_>>());
            }
        }
        text
    }
}

/// Pads `text` to a width on the screen, where some characters are two columns wide.
fn pad(text: &str, width: usize, alignment: Alignment) -> String {
    let missing = width.saturating_sub(text.width());
    let before = match alignment {
        Alignment::Right => missing,
        Alignment::Center => missing / 2,
        Alignment::Left => 0,
    };
    let spaces = |count| " ".repeat(count);
    format!("{}{text}{}", spaces(before), spaces(missing - before))
}

fn push_line(text: &mut String, cells: &[String]) {
    text.push_str(cells.join(GAP).trim_end());
    text.push('\n');
}

/// Returns whether every column with a name has a cell with content. Otherwise a list would lose its
/// name. `is_empty` has the header's cells first.
pub(super) fn named_columns_have_content(is_empty: &[Vec<bool>]) -> bool {
    let Some((header, rows)) = is_empty.split_first() else {
        return true;
    };
    let has_content = |column| rows.iter().any(|row| row.get(column) == Some(&false));
    let mut columns = header.iter().enumerate();
    columns.all(|(column, has_no_name)| *has_no_name || has_content(column))
}
