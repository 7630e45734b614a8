//! The documentation is true: its commands, its links, and the files that it names.

mod commands;
mod links;
mod paths;

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap().to_owned()
}
