//! A table → its columns as preformatted text; or, where the cells hold links or pictures or are
//! too wide, a list with an item for each row.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::{NodeValue, TableAlignment};
use unicode_width::UnicodeWidthStr;

use super::{Edit, range_of};
use crate::article::text::Lines;

/// Beyond that, preformatted lines wrap even on wide screens.
const WIDEST: usize = 80;
const GAP: &str = "  ";

pub(super) fn edits(text: &str, lines: &Lines<'_>, root: Node<'_>) -> Option<Vec<Edit>> {
    root.descendants()
        .filter(|node| matches!(node.data().value, NodeValue::Table(_)))
        .map(|node| edit(text, lines, node))
        .collect()
}

fn edit(text: &str, lines: &Lines<'_>, node: Node<'_>) -> Option<Edit> {
    let position = node.data().sourcepos;
    let range = range_of(lines, position)?;
    let table = Table::read(text, lines, node)?;
    let plain = if table.has_links || table.width() > WIDEST {
        table.as_list()
    } else {
        table.as_text()
    };
    // What a quote or a list puts before each line, as the line below the header has it.
    let second = lines.offset(position.start.line + 1, 1)?;
    let before = text.get(second..)?;
    let before = before
        .bytes()
        .take(position.start.column - 1)
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'>'))
        .count();
    let prefix = text.get(second..second + before)?;
    let replacement = plain.trim_end().replace('\n', &format!("\n{prefix}"));
    Some((range, replacement))
}

struct Table {
    alignments: Vec<TableAlignment>,
    /// The header first.
    rows: Vec<Vec<Cell>>,
    has_links: bool,
}

struct Cell {
    /// As a reader sees it.
    text: String,
    /// As it is written.
    source: String,
}

impl Table {
    fn read(text: &str, lines: &Lines<'_>, node: Node<'_>) -> Option<Self> {
        let NodeValue::Table(table) = &node.data().value else {
            return None;
        };
        let mut rows = Vec::new();
        for row in node.children() {
            let cells = row.children().map(|cell| Cell::read(text, lines, cell));
            rows.push(cells.collect::<Option<Vec<_>>>()?);
        }
        let is_link = |node: Node<'_>| {
            matches!(
                node.data().value,
                NodeValue::Link(_)
                    | NodeValue::Image(_)
                    | NodeValue::HtmlInline(_)
                    | NodeValue::FootnoteReference(_)
            )
        };
        Some(Self {
            alignments: table.alignments.clone(),
            rows,
            has_links: node.descendants().any(is_link),
        })
    }

    fn widths(&self) -> Vec<usize> {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let widths = cells.map(|cell| cell.text.width());
            widths.max().unwrap_or_default()
        };
        (0..self.alignments.len()).map(width).collect()
    }

    fn width(&self) -> usize {
        let gaps = GAP.len() * self.alignments.len().saturating_sub(1);
        self.widths().iter().sum::<usize>() + gaps
    }

    fn as_text(&self) -> String {
        let widths = self.widths();
        let mut text = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&widths).zip(&self.alignments);
            let cells =
                cells.map(|((cell, width), alignment)| padded(&cell.text, *width, *alignment));
            push_line(&mut text, &cells.collect::<Vec<_>>());
            if number == 0 {
                let rules = widths.iter().map(|width| "─".repeat(*width));
                push_line(&mut text, &rules.collect::<Vec<_>>());
            }
        }
        let fence = fence_around(&text);
        format!("{fence}\n{text}{fence}\n")
    }

    /// Each cell of a row behind its column's name. A header with links of its own is a row.
    fn as_list(&self) -> String {
        let (header, rows) = self
            .rows
            .split_first()
            .map_or((&[][..], &[][..]), |(header, rows)| {
                (header.as_slice(), rows)
            });
        let plain = header.iter().all(|cell| cell.source == cell.text);
        let names: Vec<_> = header.iter().map(|cell| cell.text.as_str()).collect();
        let mut text = String::new();
        if !plain {
            let cells: Vec<_> = header.iter().map(|cell| cell.source.as_str()).collect();
            text.push_str(&format!("- {}\n", cells.join(" · ")));
        }
        for row in rows {
            let cells = row
                .iter()
                .enumerate()
                .filter(|(_, cell)| !cell.source.is_empty());
            let cells = cells.map(|(column, cell)| match names.get(column) {
                Some(name) if plain && !name.is_empty() => format!("**{name}:** {}", cell.source),
                _ => cell.source.clone(),
            });
            let cells = cells.collect::<Vec<_>>().join(" · ");
            text.push_str(&format!("- {cells}\n"));
        }
        text
    }
}

impl Cell {
    fn read(text: &str, lines: &Lines<'_>, node: Node<'_>) -> Option<Self> {
        let inner = node
            .children()
            .map(|child| range_of(lines, child.data().sourcepos));
        let inner = inner.collect::<Option<Vec<Range<usize>>>>()?;
        let source = match (inner.first(), inner.last()) {
            (Some(first), Some(last)) => text.get(first.start..last.end)?,
            _ => "",
        };
        let words = node.collect_text();
        Some(Self {
            text: words.split_whitespace().collect::<Vec<_>>().join(" "),
            source: source.trim().replace("\\|", "|"),
        })
    }
}

/// Filled up to a width on the screen, where some characters are twice as wide as others.
fn padded(text: &str, width: usize, alignment: TableAlignment) -> String {
    let missing = width.saturating_sub(text.width());
    let before = match alignment {
        TableAlignment::Right => missing,
        TableAlignment::Center => missing / 2,
        TableAlignment::Left | TableAlignment::None => 0,
    };
    let spaces = |count| " ".repeat(count);
    format!("{}{text}{}", spaces(before), spaces(missing - before))
}

fn push_line(text: &mut String, cells: &[String]) {
    text.push_str(cells.join(GAP).trim_end());
    text.push('\n');
}

/// A fence that nothing in the text closes.
fn fence_around(text: &str) -> String {
    let mut longest = 2;
    for run in text.split(|c| c != '`') {
        longest = longest.max(run.len());
    }
    "`".repeat(longest + 1)
}
