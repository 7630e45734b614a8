//! Words that this project no longer uses, because readers have to translate them.

use std::process::Command;

/// Words and phrases in any text: code, comments, documentation, help. Upper and lower case are equal.
/// A line is `word → what to write instead`.
const WORDS: &str = include_str!("words.txt");

/// Words that are right only in some files: the word, what to write elsewhere, these files, and why.
#[rustfmt::skip]
const IN_CONTEXT: [(&str, &str, &[&str], &str); 5] = [
    ("good", "valid, success", &[".github/workflows/release.yml"], "is written by cargo-dist"),
    ("answer", "response", &PROMPTS, "a person answers a prompt"),
    ("answers", "responds", &PROMPTS, "a person answers a prompt"),
    ("answered", "responded", &PROMPTS, "a person answers a prompt"),
    ("wire", "in JSON, over HTTP", &SURFACES, "a part of a surface"),
];
const PROMPTS: [&str; 3] = [
    "medium-cli/src/prompt.rs",
    "medium-cli/src/commands/publish/status.rs",
    "medium-cli/tests/",
];
const SURFACES: [&str; 8] = [
    "ARCHITECTURE.md",
    "docs/extensions.md",
    "medium-api/api.txt",
    "medium-sandbox/api.txt",
    "medium-codegen/src/",
    "tests/tests/changes/",
    "tests/tests/overlays.rs",
    "xtask/",
];

/// Paths that may use these words, and why.
#[rustfmt::skip]
const ALLOWED: [(&str, &str); 14] = [
    ("tests/tests/words.", "is this list"),
    ("docs/style.md", "shows old sentences"),
    ("CHANGELOG.md", "describes earlier versions"),
    ("tests/corpus/", "has documents as other people write them"),
    ("tests/fixtures/", "has documents as other people write them"),
    ("tests/snapshots/", "is generated from such documents"),
    ("medium-cli/tests/articles/", "has articles of all kinds"),
    ("medium-cli/tests/corpus/", "has articles of all kinds"),
    ("examples/liverpool-fc/", "is an article"),
    ("bench/src/article.rs", "is an article"),
    ("medium-sandbox/swagger-ui/", "is third-party code"),
    ("docs/corpus.md", "quotes third-party documents"),
    ("LICENSE", "is a legal text"),
    ("Cargo.lock", "lists third-party packages"),
];

#[test]
fn uses_the_words_of_the_field() {
    let list: Vec<_> = WORDS
        .lines()
        .filter_map(|line| line.split_once(" → "))
        .collect();
    let mut found = String::new();
    for (path, text) in files() {
        for (number, line) in text.lines().enumerate() {
            let lower = line.to_lowercase();
            let words = list.iter().copied();
            let words = words.filter(|(word, _)| has_word(&lower, word));
            let in_context = IN_CONTEXT.iter().filter(|(word, _, files, _)| {
                !files.iter().any(|file| path.starts_with(file)) && has_word(&lower, word)
            });
            let in_context = in_context.map(|(word, instead, ..)| (*word, *instead));
            for (word, instead) in words.chain(in_context) {
                let line = number + 1;
                found.push_str(&format!("{path}:{line}: `{word}`: write {instead}\n"));
            }
        }
    }
    assert!(
        found.is_empty(),
        "These words are on the list of tests/tests/words.txt:\n{found}"
    );
}

#[test]
fn finds_only_whole_words() {
    assert!(has_word("he did a deed.", "deed"));
    assert!(!has_word("indeed", "deed"));
    assert!(!has_word("deed_of", "deed"));
}

/// Returns whether a word or a phrase is in a line, and not within another word.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// Returns the text files that are checked in.
fn files() -> Vec<(String, String)> {
    let root = tests::root();
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(&root)
        .output()
        .unwrap();
    let list = String::from_utf8(output.stdout).unwrap();
    let paths = list.split('\0').filter(|path| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_allowed = ALLOWED
            .iter()
            .any(|(allowed, _)| path.starts_with(allowed) || name.starts_with(allowed));
        !path.is_empty() && !is_allowed
    });
    let texts = paths.filter_map(|path| {
        // Images are not text, and a deleted file may still be in the index.
        let text = std::fs::read_to_string(root.join(path)).ok()?;
        Some((path.to_owned(), text))
    });
    let files: Vec<_> = texts.collect();
    assert!(
        files.len() > 100,
        "git lists only {} files; this test needs a checkout",
        files.len()
    );
    files
}
