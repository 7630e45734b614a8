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
const ELSEWHERE: [(&str, &str); 7] = [
    ("api.txt", "is in each crate with a client"),
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
    let mut problems = String::new();
    for page in pages(&root()) {
        if !GUIDES.contains(&page.path.as_str()) {
            continue;
        }
        let lines = page.prose();
        let mut next_line = 0;
        // The files and folders that the section or table row has named so far.
        let mut named = Vec::new();
        for (number, span) in page.code_spans() {
            let mut new_lines = lines[next_line..=number].iter();
            if new_lines.any(|line| line.starts_with(['#', '|'])) {
                named.clear();
            }
            next_line = number + 1;
            if files.contains(&span) {
                named.extend([span.clone(), format!("{span}/src")]);
            }
            if !is_path(&span) {
                continue;
            }
            counted += 1;
            match find(&files, &named, &span) {
                Ok(path) => {
                    named.extend(path.rsplit_once('/').map(|(folder, _)| folder.to_owned()));
                    named.push(path);
                }
                Err(why) => {
                    problems.push_str(&format!("{}:{}: {span}: {why}\n", page.path, number + 1));
                }
            }
        }
    }
    assert!(counted > 100, "found only {counted} paths");
    assert!(problems.is_empty(), "Correct these pages:\n{problems}");
}

fn is_path(span: &str) -> bool {
    let is_elsewhere = ELSEWHERE.iter().any(|(start, _)| span.starts_with(start));
    let endings = [".rs", ".md", ".yaml", ".yml", ".toml", ".txt", ".html"];
    let has_ending = endings.iter().any(|ending| span.ends_with(ending));
    let is_one_word = !span.contains([' ', ':', '@', '=']) && !span.starts_with(['-', '/']);
    is_one_word && !is_elsewhere && (has_ending || span.contains('/'))
}

/// Returns the file or folder that `span` names: from the root, from one that was `named` before, or
/// the only one whose path ends like this. `*` matches within one name.
fn find(files: &BTreeSet<String>, named: &[String], span: &str) -> Result<String, String> {
    let path = span.trim_end_matches('/');
    let is_match = |file: &&String| match path.split_once('*') {
        None => *file == path || file.ends_with(&format!("/{path}")),
        Some((before, after)) => {
            let start = file.find(before);
            start.is_some_and(|start| file[start + before.len()..].ends_with(after))
        }
    };
    let below_named = named.iter().rev().map(|folder| format!("{folder}/{path}"));
    let mut paths = [path.to_owned()].into_iter().chain(below_named);
    if let Some(path) = paths.find(|path| files.contains(path)) {
        return Ok(path);
    }
    let matches: Vec<&str> = files.iter().filter(is_match).map(String::as_str).collect();
    match matches[..] {
        [] => Err("no file or folder has this name".to_owned()),
        [first, _, ..] if !path.contains('*') => {
            let count = matches.len();
            Err(format!(
                "{count} paths end like this, such as {first}: name the folder"
            ))
        }
        [first, ..] => Ok(first.to_owned()),
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
