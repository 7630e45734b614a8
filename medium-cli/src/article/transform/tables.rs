//! Converts a table to preformatted columns, or to a list with an item per row if the cells have links or
//! images or are too wide.

use comrak::Node;
use comrak::nodes::{ListType, NodeCodeBlock, NodeList, NodeTable, NodeValue, TableAlignment};

use super::{Transform, lists};
use crate::article::text_table::{Alignment, SPANS_MESSAGE, TextTable, named_columns_have_content};
use crate::article::{markdown, title};

const MESSAGE: &str = "Medium has no tables; they become preformatted text or lists";

pub(super) fn convert<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    table: &NodeTable,
) {
    transform.warn_once(node, "", MESSAGE);
    for row in node.children() {
        report_extra_cells(transform, row, table.num_columns);
        clear_spanned_cells(transform, row);
    }
    // The parser reads a line directly below a table, such as kramdown's attributes, as a row.
    let is_empty = |row: &Node<'a>| row.children().all(|cell| cell.first_child().is_none());
    let empty: Vec<_> = node.children().skip(1).filter(is_empty).collect();
    for row in empty {
        row.detach();
    }
    let text_table = text_table(node, table);
    if node.descendants().any(is_more_than_text) || !text_table.fits() {
        return as_list(transform, node);
    }
    let code = NodeCodeBlock {
        fenced: true,
        fence_char: b'`',
        fence_length: 3,
        literal: text_table.text(),
        closed: true,
        ..NodeCodeBlock::default()
    };
    markdown::detach_children(node);
    transform.set(node, NodeValue::CodeBlock(Box::new(code)));
}

/// Returns the texts of all cells.
fn text_table(node: Node<'_>, table: &NodeTable) -> TextTable {
    let rows = node.children();
    let texts = rows.map(|row| row.children().map(text_of).collect());
    let alignments = table.alignments.iter().map(|alignment| match alignment {
        TableAlignment::Right => Alignment::Right,
        TableAlignment::Center => Alignment::Center,
        TableAlignment::Left | TableAlignment::None => Alignment::Left,
    });
    TextTable::new(texts.collect(), alignments.collect())
}

/// Reports rows with more cells than the header, often because of an unescaped `|` in code. The parser drops
/// the extra cells.
fn report_extra_cells<'a>(transform: &mut Transform<'a, '_, '_>, row: Node<'a>, columns: usize) {
    let position = row.data().sourcepos;
    let (start, end) = (position.start, position.end);
    let start = transform.lines.offset(start.line, start.column);
    let end = transform.lines.offset(end.line, end.column + 1);
    let (Some(start), Some(end)) = (start, end) else {
        return;
    };
    let source = transform.lines.text().get(start..end).unwrap_or_default();
    if cells(source) > columns {
        let message = "this row has more cells than the table has columns, and they would be lost; \
                       inside a cell, also in code, write \\| for |";
        transform.error_unless_lossy(row, source, message);
    }
}

/// Empties MultiMarkdown's `^^`, which means that the cell above spans this row.
fn clear_spanned_cells<'a>(transform: &mut Transform<'a, '_, '_>, row: Node<'a>) {
    for cell in row.children().filter(|cell| text_of(cell) == "^^") {
        transform.warn(cell, "^^", SPANS_MESSAGE);
        markdown::detach_children(cell);
    }
}

/// Returns the number of cells of a row in the source.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut bars, mut escaped, mut ends_with_bar) = (0, false, false);
    for c in row.chars() {
        ends_with_bar = c == '|' && !escaped;
        bars += usize::from(ends_with_bar);
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(!ends_with_bar)
}

fn text_of(node: Node<'_>) -> String {
    title::one_line(&node.collect_text())
}

/// Returns whether a node can't be written as preformatted text.
fn is_more_than_text(node: Node<'_>) -> bool {
    matches!(
        node.data().value,
        NodeValue::Link(_) | NodeValue::Image(_) | NodeValue::HtmlInline(_) | NodeValue::Raw(_)
    )
}

/// Converts the table to a list, with the column's name before each cell. The header becomes an item if it has
/// links, or if a column would lose its name because all its cells are empty.
fn as_list<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>) {
    let mut rows: Vec<_> = node.children().collect();
    let header = rows.first().copied();
    let is_plain = |header: &Node<'a>| {
        !header.descendants().any(is_more_than_text)
            && named_columns_have_content(&are_empty(&rows))
    };
    let names: Vec<String> = match header.filter(is_plain) {
        Some(header) if rows.len() > 1 => {
            rows.remove(0).detach();
            header.children().map(text_of).collect()
        }
        _ => Vec::new(),
    };
    let list = NodeList {
        list_type: ListType::Bullet,
        tight: true,
        bullet_char: b'-',
        ..NodeList::default()
    };
    for row in rows {
        let line = line_of(transform, row, &names);
        row.detach();
        let item = transform.new_node(NodeValue::Item(list));
        item.append(line);
        node.append(item);
    }
    transform.set(node, NodeValue::List(list));
    // The table may be inside a list item.
    lists::flatten(transform, node);
}

fn are_empty(rows: &[Node<'_>]) -> Vec<Vec<bool>> {
    let is_empty = |cell: Node<'_>| cell.first_child().is_none();
    let row = |row: &Node<'_>| row.children().map(is_empty).collect();
    rows.iter().map(row).collect()
}

/// Returns the cells of a row as one paragraph, each after the name of its column.
fn line_of<'a>(transform: &Transform<'a, '_, '_>, row: Node<'a>, names: &[String]) -> Node<'a> {
    let line = transform.new_node(NodeValue::Paragraph);
    for (column, cell) in row.children().enumerate() {
        if cell.first_child().is_none() {
            continue;
        }
        if line.first_child().is_some() {
            line.append(transform.text(" · "));
        }
        if let Some(name) = names.get(column).filter(|name| !name.is_empty()) {
            let strong = transform.new_node(NodeValue::Strong);
            strong.append(transform.text(format!("{name}:")));
            line.append(strong);
            line.append(transform.text(" "));
        }
        markdown::move_children(cell, line);
    }
    line
}
