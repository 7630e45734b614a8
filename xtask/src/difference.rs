//! Compares generated files with those on disk: for `regen`, `regen --check` and a test.

use fs_err as fs;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use medium_codegen::File;
use similar::TextDiff;

/// The difference between a folder and the generated files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// A block per file with the problem and a unified diff. Only [`report`] fills it.
    pub report: String,
    /// Files to write, relative to the folder.
    pub outdated: Vec<String>,
    /// Files that are no longer generated, relative to the folder.
    pub orphaned: Vec<String>,
}

impl Difference {
    /// Returns whether there is no difference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outdated.is_empty() && self.orphaned.is_empty()
    }
}

/// Returns the files below `folder`, by their relative path.
pub fn read_folder(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    if folder.exists() {
        collect(folder, "", &mut found)?;
    }
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found)?;
        } else {
            let bytes = fs::read(entry.path())?;
            found.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(())
}

/// Compares byte by byte, without a report: diffs of a long new client take longer than generating
/// it.
#[must_use]
pub fn find(existing: &BTreeMap<String, String>, files: &[File]) -> Difference {
    let outdated = files
        .iter()
        .filter(|file| existing.get(&file.path) != Some(&file.text));
    let orphaned = existing
        .keys()
        .filter(|path| files.iter().all(|file| file.path != **path));
    Difference {
        report: String::new(),
        outdated: outdated.map(|file| file.path.clone()).collect(),
        orphaned: orphaned.cloned().collect(),
    }
}

/// Returns whether a file has the generated content. Ignores the first line, which contains the
/// document's path and the command as they were typed.
fn is_current(existing: Option<&String>, file: &File) -> bool {
    let Some(existing) = existing else {
        return false;
    };
    match (after_header(existing), after_header(&file.text)) {
        (Some(before), Some(now)) => before == now,
        _ => *existing == file.text,
    }
}

/// Returns the text after the header line, if there is one.
fn after_header(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once('\n')?;
    first.contains("@generated from ").then_some(rest)
}

/// Compares like [`find`], with a report, ignoring document and command in headers. `folder` is
/// its name in the report.
#[must_use]
pub fn report(existing: &BTreeMap<String, String>, files: &[File], folder: &str) -> Difference {
    let mut difference = find(existing, files);
    let is_stale = |path: &String| {
        let file = files.iter().find(|file| file.path == *path);
        file.is_some_and(|file| !is_current(existing.get(path), file))
    };
    difference.outdated.retain(is_stale);
    let report = &mut difference.report;
    for file in files {
        let path = format!("{folder}/{}", file.path);
        match existing.get(&file.path) {
            Some(text) if is_current(Some(text), file) => {}
            Some(text) => {
                let diff = TextDiff::from_lines(text, &file.text);
                let diff = diff
                    .unified_diff()
                    .header(&path, "generated now")
                    .to_string();
                block(report, &format!("stale: {path}"), &diff);
            }
            None => block(report, &format!("missing: {path}"), ""),
        }
    }
    for path in &difference.orphaned {
        let line = format!("orphaned: {folder}/{path} (nothing generates it)");
        block(report, &line, "");
    }
    difference
}

fn block(report: &mut String, line: &str, diff: &str) {
    let _ = writeln!(report, "{line}\n{diff}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    fn folder(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn only_the_header_may_differ() {
        let headed =
            |name: &str, rest: &str| format!("// @generated from {name}: edit it.\n{rest}");
        let existing = headed("./a.yaml", "x\n");
        let is_empty = |generated: &str| {
            let existing = folder(&[("a.rs", &existing)]);
            report(&existing, &[file("a.rs", generated)], "out").is_empty()
        };
        assert!(is_empty(&headed("a.yaml", "x\n")));
        assert!(!is_empty(&headed("a.yaml", "y\n")));
        assert!(!is_empty("x\n"));
    }
}
