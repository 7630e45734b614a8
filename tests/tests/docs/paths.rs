//! The files and folders that the guides name exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tests::markdown::{pages, relative};
use tests::root;

/// Pages that name files of this repository.
const GUIDES: [&str; 4] = [
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "docs/releasing.md",
    "docs/style.md",
];

/// Paths that are not in a checkout.
const ELSEWHERE: [(&str, &str); 6] = [
    ("src/bells", "is an example"),
    ("target/", "is written by cargo"),
    ("refs/", "is a reference of git"),
    ("tests/fixtures/<feature>.yaml", "is a placeholder"),
    ("tests/snapshots/code/<feature>.snap", "is a placeholder"),
    ("medium-cli/src/commands/<command>.rs", "is a placeholder"),
];

#[test]
fn files_that_the_guides_name_exist() {
    let files = files();
    let mut counted = 0;
    let mut missing = String::new();
    for page in pages(&root()) {
        if !GUIDES.contains(&page.path.as_str()) {
            continue;
        }
        for (number, span) in page.code_spans() {
            if !is_path(&span) {
                continue;
            }
            counted += 1;
            if !exists(&files, &span) {
                missing.push_str(&format!("{}:{}: {span}\n", page.path, number + 1));
            }
        }
    }
    assert!(counted > 100, "found only {counted} paths");
    assert!(
        missing.is_empty(),
        "No file or folder has these names; correct the pages:\n{missing}"
    );
}

fn is_path(span: &str) -> bool {
    let is_elsewhere = ELSEWHERE.iter().any(|(start, _)| span.starts_with(start));
    let endings = [".rs", ".md", ".yaml", ".yml", ".toml", ".txt", ".html"];
    let has_ending = endings.iter().any(|ending| span.ends_with(ending));
    let is_one_word = !span.contains([' ', ':', '@', '=']) && !span.starts_with(['-', '/']);
    is_one_word && !is_elsewhere && (has_ending || span.contains('/'))
}

/// Returns whether `span` is a path from the root, or the end of one. `*` matches within one name.
fn exists(files: &BTreeSet<String>, span: &str) -> bool {
    let path = span.trim_end_matches('/');
    let suffix = format!("/{path}");
    match path.split_once('*') {
        None => files
            .iter()
            .any(|file| file == path || file.ends_with(&suffix)),
        Some((before, after)) => files.iter().any(|file| {
            let start = file.find(before);
            start.is_some_and(|start| file[start + before.len()..].ends_with(after))
        }),
    }
}

/// Returns all files and folders, from the root.
fn files() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    add(&root(), &root(), &mut all);
    all
}

fn add(root: &Path, folder: &Path, all: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = relative(root, &path);
        if ["target", ".git"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            add(root, &path, all);
        }
        all.insert(name);
    }
}
