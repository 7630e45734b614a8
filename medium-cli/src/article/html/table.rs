//! A table of HTML, as columns or as a list.

use html5gum::Token;
use html5gum::emitters::default::StartTag;

use super::{Converter, convert, elements, escaped};
use crate::article::columns::{Alignment, Columns};

/// A cell's text, and the range of its content in the source.
#[derive(Debug, Default)]
struct Cell {
    text: String,
    start: usize,
    end: usize,
    has_links: bool,
}

impl Converter<'_, '_, '_, '_> {
    pub(super) fn table(&mut self, tag: &StartTag<usize>) {
        let first = self.at;
        let Some(end) = self.end_of(tag, "table") else {
            let message = "this table has no end here; write it without empty lines";
            return self.say_lost(tag.span.start, tag.span.end, message);
        };
        let rows = rows(&self.tokens[first..self.at], end);
        let place = self.fragment.place(tag.span.start);
        let message = "Medium has no tables; they become text in columns, or lists";
        self.context.notes.warn_once(place, "", message);
        let text = match columns(&rows) {
            Some(columns) => format!("<pre>{}</pre>", escaped(&columns)),
            None => self.list(&rows),
        };
        self.replace(tag.span.start, end, &text);
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
                let source = self
                    .fragment
                    .text
                    .get(cell.start..cell.end)
                    .unwrap_or_default();
                let inner = self.fragment.cell(source, cell.start);
                let shown = convert(&inner, self.context).unwrap_or_else(|| source.to_owned());
                let shown = shown.trim();
                match names.get(column).filter(|name| !name.is_empty()) {
                    _ if shown.is_empty() => {}
                    Some(name) => cells.push(format!("<strong>{name}:</strong> {shown}")),
                    None => cells.push(shown.to_owned()),
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
    let is_empty = |cell: &Cell| cell.text.is_empty() && !cell.has_links;
    let mut named: Vec<_> = header.iter().map(is_empty).collect();
    for row in rows {
        for (is_named, cell) in named.iter_mut().zip(row) {
            *is_named |= !is_empty(cell);
        }
    }
    named.into_iter().all(|is_named| is_named)
}

fn rows(tokens: &[Token<usize>], end: usize) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut open: Option<Cell> = None;
    let close = |open: &mut Option<Cell>, rows: &mut Vec<Vec<Cell>>, end: usize| {
        if let Some(mut cell) = open.take() {
            cell.end = end;
            cell.text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
            match rows.last_mut() {
                Some(row) => row.push(cell),
                None => rows.push(vec![cell]),
            }
        }
    };
    for token in tokens {
        match token {
            Token::StartTag(tag) if *tag.name == *b"tr" => {
                close(&mut open, &mut rows, tag.span.start);
                rows.push(Vec::new());
            }
            Token::StartTag(tag) if matches!(&**tag.name, b"td" | b"th" | b"caption") => {
                close(&mut open, &mut rows, tag.span.start);
                open = Some(Cell {
                    start: tag.span.end,
                    ..Cell::default()
                });
            }
            Token::EndTag(tag)
                if matches!(&**tag.name, b"td" | b"th" | b"tr" | b"caption" | b"table") =>
            {
                close(&mut open, &mut rows, tag.span.start);
            }
            Token::StartTag(tag) => {
                if let Some(cell) = &mut open {
                    let name = String::from_utf8_lossy(&tag.name);
                    cell.has_links |= matches!(&*name, "a" | "img") || elements::is_lost(&name);
                    cell.text.push(' ');
                }
            }
            Token::String(text) => {
                if let Some(cell) = &mut open {
                    cell.text.push_str(&String::from_utf8_lossy(text));
                }
            }
            _ => {}
        }
    }
    close(&mut open, &mut rows, end);
    rows.retain(|row| !row.is_empty());
    rows
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
    let columns = Columns::new(texts.collect(), vec![Alignment::Left; width]);
    columns.fits().then(|| columns.text())
}
