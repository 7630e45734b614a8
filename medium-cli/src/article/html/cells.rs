//! The cells of an HTML table.

use html5gum::Token;
use html5gum::emitters::default::StartTag;

use super::elements;
use super::fragment::attribute;
use crate::article::title;

/// The limits of browsers.
const MAX_COLUMNS: usize = 1_000;
const MAX_ROWS: usize = 65_534;

/// A cell's text, and the range of its content in the source.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) has_links: bool,
    /// The numbers of columns and rows that it spans.
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Default for Cell {
    /// Returns an empty cell.
    fn default() -> Self {
        Self {
            text: String::new(),
            start: 0,
            end: 0,
            has_links: false,
            columns: 1,
            rows: 1,
        }
    }
}

impl Cell {
    fn new(tag: &StartTag<usize>) -> Self {
        let span = |name| attribute(tag, name).and_then(|value| value.parse::<usize>().ok());
        // `rowspan="0"` means all remaining rows of the group.
        let rows = match span("rowspan") {
            Some(0) => MAX_ROWS,
            rows => rows.unwrap_or(1).min(MAX_ROWS),
        };
        Self {
            start: tag.span.end,
            columns: span("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS),
            rows,
            ..Self::default()
        }
    }

    pub(super) fn is_spanned(&self) -> bool {
        self.columns > 1 || self.rows > 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.has_links
    }
}

#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Whether it starts a `thead`, `tbody` or `tfoot`. Cells don't span beyond their group.
    pub(super) starts_group: bool,
}

#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) caption: Option<Cell>,
    pub(super) rows: Vec<Row>,
    open: Option<Cell>,
    is_caption: bool,
    starts_group: bool,
    /// The number of open tables inside a cell. Their text belongs to the cell.
    inner: usize,
}

impl Cells {
    /// Reads the cells of a table, which ends at `end`.
    pub(super) fn read(tokens: &[Token<usize>], end: usize) -> Self {
        let mut cells = Self::default();
        for token in tokens {
            match token {
                Token::StartTag(tag) => cells.start(tag),
                Token::EndTag(tag) if *tag.name == *b"table" && cells.inner > 0 => cells.inner -= 1,
                Token::EndTag(tag) if cells.inner == 0 && ends_cell(&tag.name) => {
                    cells.close(tag.span.start);
                }
                Token::String(text) => {
                    if let Some(cell) = &mut cells.open {
                        cell.text.push_str(&String::from_utf8_lossy(text));
                    }
                }
                _ => {}
            }
        }
        cells.close(end);
        cells
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        self.inner += usize::from(*tag.name == *b"table");
        match &**tag.name {
            name if self.inner > 0 => self.start_inside(name),
            b"thead" | b"tbody" | b"tfoot" => {
                self.close(tag.span.start);
                self.starts_group = true;
            }
            b"tr" => {
                self.close(tag.span.start);
                self.rows.push(Row {
                    cells: Vec::new(),
                    starts_group: std::mem::take(&mut self.starts_group),
                });
            }
            b"td" | b"th" | b"caption" => {
                self.close(tag.span.start);
                self.is_caption = *tag.name == *b"caption";
                self.open = Some(Cell::new(tag));
            }
            name => self.start_inside(name),
        }
    }

    /// Records the start of an element inside the open cell.
    fn start_inside(&mut self, name: &[u8]) {
        if let Some(cell) = &mut self.open {
            let name = String::from_utf8_lossy(name);
            cell.has_links |= matches!(&*name, "a" | "img") || elements::is_lost(&name);
            cell.text.push(' ');
        }
    }

    /// Closes the open cell, if any.
    fn close(&mut self, end: usize) {
        let Some(mut cell) = self.open.take() else {
            return;
        };
        cell.end = end;
        cell.text = title::one_line(&cell.text);
        if self.is_caption {
            self.caption = Some(cell);
            return;
        }
        if self.rows.is_empty() {
            self.rows.push(Row::default());
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }
}

fn ends_cell(name: &[u8]) -> bool {
    matches!(
        name,
        b"td" | b"th" | b"tr" | b"caption" | b"thead" | b"tbody" | b"tfoot" | b"table"
    )
}
