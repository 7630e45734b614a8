//! Whether generated files on disk are what the generator gives now: one
//! function, for `regen --check`, for `regen` and for a test.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use medium_codegen::File;
use similar::TextDiff;

/// How a folder differs from what was generated.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// One block a file: what is wrong with it, with a unified diff. Only
    /// [`compare`] writes it.
    pub report: String,
    /// Paths relative to the folder, of what has to be written.
    pub outdated: Vec<String>,
    /// Paths relative to the folder, of what no document asks for.
    pub orphaned: Vec<String>,
}

impl Difference {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outdated.is_empty() && self.orphaned.is_empty()
    }
}

/// The files under `folder`, by their path relative to it.
///
/// # Errors
///
/// Where one can't be read.
pub fn read(folder: &Path) -> io::Result<BTreeMap<String, String>> {
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

/// Compares what is there with what should be, without a report: the diffs of
/// a long client that is all new take longer than to generate it.
#[must_use]
pub fn differing(there: &BTreeMap<String, String>, files: &[File]) -> Difference {
    let outdated = files
        .iter()
        .filter(|file| !is_current(there.get(&file.path), file));
    let orphaned = there
        .keys()
        .filter(|path| files.iter().all(|file| file.path != **path));
    Difference {
        report: String::new(),
        outdated: outdated.map(|file| file.path.clone()).collect(),
        orphaned: orphaned.cloned().collect(),
    }
}

/// Whether a file says what was generated. The first line names the document and
/// the command as they were written: the same one may be written otherwise.
fn is_current(there: Option<&String>, file: &File) -> bool {
    let behind = |text: &str| {
        let (first, rest) = text.split_once('\n')?;
        first.contains("@generated from ").then(|| rest.to_owned())
    };
    there.is_some_and(|text| {
        *text == file.text || matches!(behind(text), Some(rest) if Some(rest.as_str()) == behind(&file.text).as_deref())
    })
}

/// As [`differing`], with a report. `shown` is the folder's name in it.
#[must_use]
pub fn compare(there: &BTreeMap<String, String>, files: &[File], shown: &str) -> Difference {
    let mut difference = differing(there, files);
    let report = &mut difference.report;
    for file in files {
        let path = format!("{shown}/{}", file.path);
        match there.get(&file.path) {
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
        let line = format!("orphaned: {shown}/{path} (nothing generates it)");
        block(report, &line, "");
    }
    difference
}

fn block(report: &mut String, line: &str, diff: &str) {
    // Writing to a String never fails.
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
    fn the_same_files_are_no_difference() {
        let difference = compare(&folder(&[("a.rs", "x\n")]), &[file("a.rs", "x\n")], "out");
        assert!(difference.is_empty());
        assert_eq!(difference.report, "");
    }

    #[test]
    fn a_changed_file_is_stale_and_shown_as_a_diff() {
        let difference = compare(&folder(&[("a.rs", "x\n")]), &[file("a.rs", "y\n")], "out");
        assert_eq!(difference.outdated, ["a.rs"]);
        assert!(difference.report.contains("stale: out/a.rs"));
        assert!(difference.report.contains("-x\n+y\n"));
    }

    #[test]
    fn a_header_may_be_written_otherwise_and_nothing_else() {
        let headed =
            |name: &str, rest: &str| format!("// @generated from {name}: edit it.\n{rest}");
        let there = headed("./a.yaml", "x\n");
        let is_empty = |generated: &str| {
            let (there, generated) = (folder(&[("a.rs", &there)]), file("a.rs", generated));
            compare(&there, &[generated], "out").is_empty()
        };
        assert!(is_empty(&headed("a.yaml", "x\n")));
        assert!(!is_empty(&headed("a.yaml", "y\n")));
        assert!(!is_empty("x\n"));
    }

    #[test]
    fn a_file_that_is_not_there_is_missing() {
        let difference = compare(&folder(&[]), &[file("a.rs", "y\n")], "out");
        assert_eq!(difference.outdated, ["a.rs"]);
        assert!(difference.report.contains("missing: out/a.rs"));
    }

    #[test]
    fn a_file_that_nothing_generates_is_orphaned() {
        let difference = compare(&folder(&[("old.rs", "")]), &[], "out");
        assert_eq!(difference.orphaned, ["old.rs"]);
        assert!(difference.report.contains("orphaned: out/old.rs"));
    }
}
