//! Converts footnotes: `text[^name]` becomes `text¹`, with a numbered list at the end.

use std::collections::HashMap;

use comrak::nodes::{
    ListDelimType, ListType, NodeFootnoteDefinition, NodeFootnoteReference, NodeList, NodeValue,
};
use comrak::{Arena, Node};

use super::Transform;
use crate::article::markdown;

const MESSAGE: &str = "Medium has no footnotes; they become numbers and a list at the end";

/// The footnotes that were removed from the text.
#[derive(Debug, Default)]
pub(in crate::article) struct Footnotes<'a> {
    /// The number of each footnote by name.
    numbers: HashMap<String, u32>,
    definitions: Vec<(String, Node<'a>)>,
}

impl<'a> Footnotes<'a> {
    /// The list of footnotes as a document, or `None` without footnotes.
    pub(in crate::article) fn into_list(self, arena: &'a Arena<'a>) -> Option<Node<'a>> {
        let mut notes: Vec<_> = self.definitions;
        if notes.is_empty() {
            return None;
        }
        let numbers = &self.numbers;
        notes.sort_by_key(|(name, _)| numbers.get(name).copied().unwrap_or(u32::MAX));
        let tight = notes
            .iter()
            .all(|(_, note)| note.children().nth(1).is_none());
        let list = NodeList {
            list_type: ListType::Ordered,
            start: 1,
            delimiter: ListDelimType::Period,
            tight,
            ..NodeList::default()
        };
        let root = markdown::node(arena, NodeValue::Document);
        root.append(markdown::node(arena, NodeValue::ThematicBreak));
        let items = markdown::node(arena, NodeValue::List(list));
        root.append(items);
        for (_, note) in notes {
            note.detach();
            note.data_mut().value = NodeValue::Item(list);
            items.append(note);
        }
        Some(root)
    }
}

pub(super) fn reference<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    note: &NodeFootnoteReference,
) {
    transform.warn_once(node, "", MESSAGE);
    let numbers = &mut transform.footnotes.numbers;
    numbers.insert(note.name.to_lowercase(), note.ix);
    transform.set(node, NodeValue::Text(superscript(note.ix).into()));
}

pub(super) fn definition<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    note: &NodeFootnoteDefinition,
) {
    if note.total_references == 0 {
        let source = format!("[^{}]:", note.name);
        let message = "the text doesn't refer to this footnote, so it would be lost; add a reference or remove it";
        transform.error_unless_lossy(node, &source, message);
    } else {
        let name = note.name.to_lowercase();
        transform.footnotes.definitions.push((name, node));
    }
    transform.remove(node);
}

fn superscript(number: u32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits
        .bytes()
        .map(|digit| DIGITS[usize::from(digit - b'0')])
        .collect()
}
