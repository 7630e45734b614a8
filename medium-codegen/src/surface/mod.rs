//! The public surface of a client, one line an item: what a reviewer reads
//! first, and what tells a breaking change from an addition.

mod compare;
mod lines;
mod macros;
mod shown;

use crate::print::File;
pub use compare::{Impact, compare};
pub(crate) use shown::shown;

/// The surface of `files`: sorted, one line an item. A file that is no Rust
/// has none.
#[must_use]
pub fn surface(files: &[File]) -> Vec<String> {
    let parsed = files.iter().filter_map(|file| {
        let items = syn::parse_file(&file.text).ok()?.items;
        Some((file.path.as_str(), items))
    });
    of_items(parsed)
}

/// The surface of files by their paths and items.
pub(crate) fn of_items<'a>(files: impl Iterator<Item = (&'a str, Vec<syn::Item>)>) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, items) in files {
        let module = match path.trim_end_matches(".rs") {
            "client" | "mod" => String::new(),
            name => format!("{}::", name.replace('/', "::")),
        };
        lines::of_file(&module, &items, &mut lines);
    }
    lines.sort();
    lines
}
