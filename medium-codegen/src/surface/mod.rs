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
    let mut lines = Vec::new();
    for file in files {
        let module = file.path.trim_end_matches(".rs").replace('/', "::");
        let module = if module == "client" || module == "mod" {
            String::new()
        } else {
            format!("{module}::")
        };
        if let Ok(parsed) = syn::parse_file(&file.text) {
            lines::of_file(&module, parsed, &mut lines);
        }
    }
    lines.sort();
    lines
}
