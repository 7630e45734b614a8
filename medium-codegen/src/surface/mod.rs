//! The surface of a client, one line an item: what a reviewer reads first, and
//! what tells what a change means, for code and on the wire.

mod code;
mod compare;
#[cfg(test)]
mod compare_tests;
mod facts;
mod macros;
mod renamed;
mod schema_type;
mod shown;
mod wire;

use std::collections::BTreeMap;

pub use compare::{Change, CodeImpact, WireImpact, compare};
pub(crate) use shown::shown;
pub(crate) use wire::{WireItem, wire};

/// What of a client users see.
pub(crate) struct Surface {
    /// An item a line, sorted by items.
    pub(crate) lines: Vec<String>,
    /// Item → where the document says it.
    pub(crate) pointers: BTreeMap<String, String>,
}

/// The lines of one file's surface.
pub(crate) struct FileSurface {
    /// The path of the module that the file is, with `::` behind it.
    module: String,
    pub(crate) lines: Vec<String>,
}

impl FileSurface {
    /// That of the file `path`, still empty.
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

    /// Adds what of an item users see.
    pub(crate) fn add(&mut self, item: &syn::Item) {
        code::of_item(&self.module, item, &mut self.lines);
    }
}

/// The surface of files, of which `lines` are those of their code, and of what is
/// sent and received.
pub(crate) fn surface(mut lines: Vec<String>, wire: Vec<WireItem>) -> Surface {
    let mut pointers = BTreeMap::new();
    for WireItem {
        item,
        pointer,
        facts,
    } in wire
    {
        lines.push(format!("wire {item} {}", facts.line()));
        pointers.insert(item, pointer);
    }
    Surface {
        lines: sorted(lines),
        pointers,
    }
}

/// The lines by their items, those of one item by themselves.
fn sorted(lines: Vec<String>) -> Vec<String> {
    let with_item = lines
        .into_iter()
        .map(|line| (compare::item(&line).to_owned(), line));
    let mut lines: Vec<(String, String)> = with_item.collect();
    lines.sort_unstable();
    lines.into_iter().map(|(_, line)| line).collect()
}
