//! A document as a tree whose nodes know their location in the text, so that
//! overlays can change it.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::document::Document;
use crate::error::{join, join_index};

/// A value and its location in the text: `None` if an overlay added it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) kind: NodeValue,
    origin: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) enum NodeValue {
    Plain(Value),
    List(Vec<Node>),
    /// In document order.
    Map(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn from_document(document: &Document) -> Self {
        node(document, document, "", true)
    }

    /// Returns the node at a pointer of an overlay, if there is one.
    pub(super) fn from_overlay(overlay: &Document, pointer: &str) -> Option<Self> {
        let value = overlay.pointer(pointer)?;
        Some(node(overlay, value, pointer, false))
    }

    /// Creates a copy, as if an overlay had added it.
    pub(super) fn copy(&self) -> Self {
        let mut copy = self.clone();
        copy.clear_origin();
        copy
    }

    fn clear_origin(&mut self) {
        self.origin = None;
        match &mut self.kind {
            NodeValue::Plain(_) => {}
            NodeValue::List(items) => items.iter_mut().for_each(Self::clear_origin),
            NodeValue::Map(members) => members.iter_mut().for_each(|(_, node)| node.clear_origin()),
        }
    }

    /// Returns the value, for searching.
    pub(super) fn value(&self) -> Value {
        match &self.kind {
            NodeValue::Plain(value) => value.clone(),
            NodeValue::List(items) => items.iter().map(Self::value).collect(),
            NodeValue::Map(members) => {
                let members = members.iter();
                let members = members.map(|(key, node)| (key.clone(), node.value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// Returns the node at `steps`: keys, or indexes of lists.
    pub(super) fn at_mut(&mut self, steps: &[String]) -> Option<&mut Self> {
        let Some((first, rest)) = steps.split_first() else {
            return Some(self);
        };
        let next = match &mut self.kind {
            NodeValue::Plain(_) => None,
            NodeValue::List(items) => items.get_mut(first.parse::<usize>().ok()?),
            NodeValue::Map(members) => members
                .iter_mut()
                .find(|(key, _)| key == first)
                .map(|(_, node)| node),
        };
        next?.at_mut(rest)
    }

    /// Removes the member or item of this name.
    pub(super) fn remove(&mut self, name: &str) {
        match &mut self.kind {
            NodeValue::Plain(_) => {}
            NodeValue::List(items) => {
                if let Ok(index) = name.parse::<usize>()
                    && index < items.len()
                {
                    items.remove(index);
                }
            }
            NodeValue::Map(members) => members.retain(|(key, _)| key != name),
        }
    }

    pub(super) fn into_document(self) -> Document {
        let mut flat = Flat::default();
        let value = flat.add(self, "", "");
        Document::new(value, flat.order).with_overlaid(flat.overlaid)
    }
}

fn node(document: &Document, value: &Value, pointer: &str, is_text: bool) -> Node {
    let kind = match value {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            NodeValue::List(
                items
                    .map(|(index, item)| node(document, item, &join_index(pointer, index), is_text))
                    .collect(),
            )
        }
        Value::Object(_) => {
            let entries = document.entries(value, pointer).into_iter();
            NodeValue::Map(
                entries
                    .map(|(key, value)| {
                        let below = node(document, value, &join(pointer, key), is_text);
                        (key.clone(), below)
                    })
                    .collect(),
            )
        }
        plain => NodeValue::Plain(plain.clone()),
    };
    Node {
        kind,
        origin: is_text.then(|| pointer.to_owned()),
    }
}

/// A tree converted back to a document.
#[derive(Default)]
struct Flat {
    order: HashMap<String, Vec<String>>,
    overlaid: HashMap<String, String>,
}

impl Flat {
    /// Adds the value of a node at `pointer`. `expected` is its location in the text
    /// unless an overlay moved or added it.
    fn add(&mut self, node: Node, pointer: &str, expected: &str) -> Value {
        // A node that an overlay added gets the location of its parent.
        let parent = expected.rsplit_once('/').map_or("", |(parent, _)| parent);
        let origin = node.origin.unwrap_or_else(|| parent.to_owned());
        if origin != expected {
            self.overlaid.insert(pointer.to_owned(), origin.clone());
        }
        match node.kind {
            NodeValue::Plain(value) => value,
            NodeValue::List(items) => {
                let items = items.into_iter().enumerate();
                let items = items.map(|(index, item)| {
                    let index = index.to_string();
                    self.add(item, &join(pointer, &index), &join(&origin, &index))
                });
                items.collect()
            }
            NodeValue::Map(members) => {
                let keys: Vec<String> = members.iter().map(|(key, _)| key.clone()).collect();
                if !keys.is_sorted() {
                    self.order.insert(pointer.to_owned(), keys);
                }
                let members = members.into_iter().map(|(key, node)| {
                    let value = self.add(node, &join(pointer, &key), &join(&origin, &key));
                    (key, value)
                });
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}
