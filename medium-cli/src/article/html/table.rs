//! Converts an HTML table to preformatted columns, or to a list.

use html5gum::emitters::default::StartTag;

use super::cells::{Cell, Cells};
use super::{Converter, convert, escape_html, grid};
use crate::article::text_table::{Alignment, SPANS_MESSAGE, TextTable, named_columns_have_content};

impl Converter<'_, '_, '_, '_> {
    pub(super) fn table(&mut self, tag: &StartTag<usize>) {
        let (first, start) = (self.offset, tag.span.start);
        let Some(end) = self.end_of(tag, "table") else {
            let message = "the end of this table was not found; write it without empty lines";
            return self.report_lost(start, tag.span.end, message);
        };
        let cells = Cells::read(&self.tokens[first..self.offset], end);
        let message = "Medium has no tables; they become preformatted text or lists";
        let position = self.fragment.position(start);
        self.context
            .findings
            .warn_once(position, "<table>", message);
        self.report_spans(&cells);
        let Some(mut rows) = grid::lay_out(cells.rows) else {
            let message = "the table is too large; write it as a list";
            self.report_lost(start, end, message);
            return self.replace(start, end, "");
        };
        rows.retain(|row| !row.is_empty());
        let caption = cells.caption.filter(|caption| !caption.is_empty());
        let caption = caption.map(|caption| format!("<p>{}</p>", self.cell_content(&caption)));
        let text = match text_table(&rows) {
            Some(text) => format!("<pre>{}</pre>", escape_html(&text)),
            None => self.list(&rows),
        };
        self.replace(start, end, &(caption.unwrap_or_default() + &text));
    }

    fn report_spans(&mut self, cells: &Cells) {
        let cells = cells.rows.iter().flat_map(|row| &row.cells);
        for cell in cells.filter(|cell| cell.is_spanned() && !cell.is_empty()) {
            let position = self.fragment.position(cell.start);
            self.context
                .findings
                .warn(position, &cell.text, SPANS_MESSAGE);
        }
    }

    /// Returns the converted content of a cell.
    fn cell_content(&mut self, cell: &Cell) -> String {
        let source = self.fragment.text.get(cell.start..cell.end);
        let source = source.unwrap_or_default();
        let inner = self.fragment.cell(source, cell.start);
        let content = convert(&inner, self.context).unwrap_or_else(|| source.to_owned());
        content.trim().to_owned()
    }

    /// Returns a list with an item for each row, and the column's name before each cell.
    fn list(&mut self, rows: &[Vec<Cell>]) -> String {
        let has_header = rows.len() > 1
            && rows[0].iter().all(|cell| !cell.has_links)
            && named_columns_have_content(&are_empty(rows));
        let (names, rows) = rows.split_at(usize::from(has_header));
        let names: Vec<_> = names
            .iter()
            .flatten()
            .map(|cell| escape_html(&cell.text))
            .collect();
        let mut list = "<ul>".to_owned();
        for row in rows {
            let mut cells = Vec::new();
            for (column, cell) in row.iter().enumerate() {
                let content = self.cell_content(cell);
                match names.get(column).filter(|name| !name.is_empty()) {
                    _ if content.is_empty() => {}
                    Some(name) => cells.push(format!("<strong>{name}:</strong> {content}")),
                    None => cells.push(content),
                }
            }
            list.push_str(&format!("<li>{}</li>", cells.join(" · ")));
        }
        list.push_str("</ul>");
        list
    }
}

fn are_empty(rows: &[Vec<Cell>]) -> Vec<Vec<bool>> {
    let row = |row: &Vec<Cell>| row.iter().map(Cell::is_empty).collect();
    rows.iter().map(row).collect()
}

/// Returns the rows as preformatted columns, if they are plain text and fit.
fn text_table(rows: &[Vec<Cell>]) -> Option<String> {
    if rows.iter().flatten().any(|cell| cell.has_links) {
        return None;
    }
    let width = rows.iter().map(Vec::len).max()?;
    let texts = rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.clone()).collect());
    let table = TextTable::new(texts.collect(), vec![Alignment::Left; width]);
    table.fits().then(|| table.text())
}
