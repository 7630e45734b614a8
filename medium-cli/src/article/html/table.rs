//! A table of HTML, as columns or as a list.

use html5gum::emitters::default::StartTag;

use super::cells::{Cell, Cells};
use super::{Converter, convert, escaped, grid};
use crate::article::text_table::{Alignment, SPANS, TextTable};

impl Converter<'_, '_, '_, '_> {
    pub(super) fn table(&mut self, tag: &StartTag<usize>) {
        let (first, start) = (self.at, tag.span.start);
        let Some(end) = self.end_of(tag, "table") else {
            let message = "this table has no end here; write it without empty lines";
            return self.report_lost(start, tag.span.end, message);
        };
        let cells = Cells::read(&self.tokens[first..self.at], end);
        let message = "Medium has no tables; they become text in columns, or lists";
        let position = self.fragment.position(start);
        self.context
            .findings
            .warn_once(position, "<table>", message);
        self.report_spans(&cells);
        let Some(mut rows) = grid::laid_out(cells.rows) else {
            let message =
                "its cells span more columns and rows than a post can show; write it as a list";
            self.report_lost(start, end, message);
            return self.replace(start, end, "");
        };
        rows.retain(|row| !row.is_empty());
        let caption = cells.caption.filter(|caption| !caption.is_empty());
        let caption = caption.map(|caption| format!("<p>{}</p>", self.shown(&caption)));
        let text = match columns(&rows) {
            Some(columns) => format!("<pre>{}</pre>", escaped(&columns)),
            None => self.list(&rows),
        };
        self.replace(start, end, &(caption.unwrap_or_default() + &text));
    }

    fn report_spans(&mut self, cells: &Cells) {
        let cells = cells.rows.iter().flat_map(|row| &row.cells);
        for cell in cells.filter(|cell| cell.spans() && !cell.is_empty()) {
            let position = self.fragment.position(cell.start);
            self.context.findings.warn(position, &cell.text, SPANS);
        }
    }

    /// What stands in a cell, as Medium can show it.
    fn shown(&mut self, cell: &Cell) -> String {
        let source = self.fragment.text.get(cell.start..cell.end);
        let source = source.unwrap_or_default();
        let inner = self.fragment.cell(source, cell.start);
        let shown = convert(&inner, self.context).unwrap_or_else(|| source.to_owned());
        shown.trim().to_owned()
    }

    /// A list with an item for each row, each cell behind its column's name.
    fn list(&mut self, rows: &[Vec<Cell>]) -> String {
        let has_header = rows.len() > 1
            && rows[0].iter().all(|cell| !cell.has_links)
            && is_named_in_some_row(&rows[0], &rows[1..]);
        let (names, rows) = rows.split_at(usize::from(has_header));
        let names: Vec<_> = names
            .iter()
            .flatten()
            .map(|cell| escaped(&cell.text))
            .collect();
        let mut list = "<ul>".to_owned();
        for row in rows {
            let mut cells = Vec::new();
            for (column, cell) in row.iter().enumerate() {
                let shown = self.shown(cell);
                match names.get(column).filter(|name| !name.is_empty()) {
                    _ if shown.is_empty() => {}
                    Some(name) => cells.push(format!("<strong>{name}:</strong> {shown}")),
                    None => cells.push(shown),
                }
            }
            list.push_str(&format!("<li>{}</li>", cells.join(" · ")));
        }
        list.push_str("</ul>");
        list
    }
}

/// Whether every column with a name has a cell that is not empty: else its name would be lost.
fn is_named_in_some_row(header: &[Cell], rows: &[Vec<Cell>]) -> bool {
    let mut named: Vec<_> = header.iter().map(Cell::is_empty).collect();
    for row in rows {
        for (is_named, cell) in named.iter_mut().zip(row) {
            *is_named |= !cell.is_empty();
        }
    }
    named.into_iter().all(|is_named| is_named)
}

/// The rows in columns, if they fit and hold text alone.
fn columns(rows: &[Vec<Cell>]) -> Option<String> {
    if rows.iter().flatten().any(|cell| cell.has_links) {
        return None;
    }
    let width = rows.iter().map(Vec::len).max()?;
    let texts = rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.clone()).collect());
    let columns = TextTable::new(texts.collect(), vec![Alignment::Left; width]);
    columns.fits().then(|| columns.text())
}
