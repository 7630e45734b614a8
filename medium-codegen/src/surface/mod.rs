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

use crate::print::File;

/// What of a client users see.
pub(crate) struct Surface {
    /// An item a line, sorted by items.
    pub(crate) lines: Vec<String>,
    /// Item → where the document says it.
    pub(crate) pointers: BTreeMap<String, String>,
}

/// The surface of files, by their items, and of what is sent and received.
pub(crate) fn surface<'a>(
    files: impl Iterator<Item = (&'a File, Vec<syn::Item>)>,
    wire: Vec<WireItem>,
) -> Surface {
    let mut lines = Vec::new();
    for (file, items) in files {
        let module = match file.path.trim_end_matches(".rs") {
            "builder" | "client" | "mod" => String::new(),
            name => format!("{}::", name.replace('/', "::")),
        };
        code::of_file(&module, &items, &mut lines);
    }
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
    lines.sort_by_cached_key(|line| (compare::item(line).to_owned(), line.clone()));
    Surface { lines, pointers }
}
