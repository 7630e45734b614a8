//! The surface of a client, one line per item: reviewers read it first, and
//! comparing it gives the impact of a change.

mod attributes;
mod code;
mod compare;
#[cfg(test)]
mod compare_tests;
mod format_tokens;
mod macros;
mod renames;
mod schema_type;
mod wire;

use std::collections::BTreeMap;

pub use compare::{Change, CodeImpact, WireImpact, compare};
pub(crate) use format_tokens::format_tokens;
pub(crate) use wire::{WireItem, wire};

pub(crate) struct Surface {
    /// One line per item, sorted.
    pub(crate) lines: Vec<String>,
    /// Item → its JSON pointer in the document.
    pub(crate) pointers: BTreeMap<String, String>,
}

pub(crate) struct FileSurface {
    /// The module path of the file, with a trailing `::`.
    module: String,
    pub(crate) lines: Vec<String>,
}

impl FileSurface {
    pub(crate) fn new(path: &str) -> Self {
        let module = match path.trim_end_matches(".rs") {
            "builder" | "client" | "mod" => String::new(),
            name => format!("{}::", name.replace('/', "::")),
        };
        Self {
            module,
            lines: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, item: &syn::Item) {
        code::add_item(&self.module, item, &mut self.lines);
    }
}

/// Returns the surface of all files: `lines` for code, and the wire items.
pub(crate) fn surface(mut lines: Vec<String>, wire: Vec<WireItem>) -> Surface {
    let mut pointers = BTreeMap::new();
    for WireItem {
        item,
        pointer,
        attributes,
    } in wire
    {
        lines.push(format!("wire {item} {}", attributes.line()));
        pointers.insert(item, pointer);
    }
    Surface {
        lines: sort_by_item(lines),
        pointers,
    }
}

fn sort_by_item(lines: Vec<String>) -> Vec<String> {
    let with_item = lines
        .into_iter()
        .map(|line| (compare::item(&line).to_owned(), line));
    let mut lines: Vec<(String, String)> = with_item.collect();
    lines.sort_unstable();
    lines.into_iter().map(|(_, line)| line).collect()
}
