//! The project's documentation: its Markdown files, and the commands and text in them.
//!
//! Tests of other packages include this file with `#[path]`, so it uses nothing but std.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that contain no documentation: build output, and the input of tests.
const SKIPPED_FOLDERS: [&str; 3] = ["target", "node_modules", "tests"];
/// The history names commands and files of earlier versions.
const HISTORY: &str = "CHANGELOG.md";

/// A Markdown file.
#[derive(Debug)]
pub struct Page {
    /// Its path from the root of the project, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A command in a code block or a code span.
#[derive(Debug)]
pub struct Command {
    /// The file and the line, as `README.md:12`.
    pub position: String,
    /// Its words, without variables before it and redirections behind it.
    pub words: Vec<String>,
}

/// Returns the documentation below a folder, sorted by path.
///
/// # Panics
///
/// If a file can't be read.
#[must_use]
pub fn pages(root: &Path) -> Vec<Page> {
    let mut files = Vec::new();
    find(root, &mut files);
    let pages = files.iter().map(|file| Page {
        path: relative(root, file),
        text: fs::read_to_string(file).expect("a Markdown file is UTF-8"),
    });
    let mut pages: Vec<_> = pages.filter(|page| page.path != HISTORY).collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(pages.len() > 10, "no documentation in {}", root.display());
    pages
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            let is_hidden = name.starts_with('.') && name != ".github";
            if !is_hidden && !SKIPPED_FOLDERS.contains(&&*name) {
                find(&path, files);
            }
        } else if name.ends_with(".md") {
            files.push(path);
        }
    }
}

/// Returns the path from the root, with `/` on every platform.
#[must_use]
pub fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

impl Page {
    /// Returns the lines outside code blocks; those of code blocks are empty.
    #[must_use]
    pub fn prose(&self) -> Vec<&str> {
        let mut fence = None;
        let lines = self.text.lines();
        lines
            .map(|line| match (fence, fence_of(line)) {
                (None, Some(_)) => {
                    fence = Some(());
                    ""
                }
                (Some(()), Some("")) => {
                    fence = None;
                    ""
                }
                (Some(()), _) => "",
                (None, None) => line,
            })
            .collect()
    }

    /// Returns the commands of code blocks marked as `sh` or `console`.
    #[must_use]
    pub fn block_commands(&self) -> Vec<Command> {
        let mut language = None;
        let mut commands = Vec::new();
        for (number, line) in self.text.lines().enumerate() {
            if let Some(info) = fence_of(line) {
                language = language.is_none().then_some(info);
                continue;
            }
            let text = match language {
                Some("sh") => Some(line),
                // Lines without a prompt are output.
                Some("console") => line.trim_start().strip_prefix("$ "),
                _ => None,
            };
            let words = text.map(words).unwrap_or_default();
            if !words.is_empty() {
                commands.push(self.command(number, words));
            }
        }
        commands
    }

    /// Returns the code spans, with the index of the line on which each starts. A span may go over
    /// two lines.
    #[must_use]
    pub fn code_spans(&self) -> Vec<(usize, String)> {
        let mut spans = Vec::new();
        let mut open: Option<(usize, String)> = None;
        for (number, line) in self.prose().into_iter().enumerate() {
            if line.trim().is_empty() {
                open = None;
            }
            for (index, part) in line.split('`').enumerate() {
                if index > 0 {
                    match open.take() {
                        Some(span) => spans.push(span),
                        None => open = Some((number, String::new())),
                    }
                }
                if let Some((_, text)) = &mut open {
                    text.push_str(part.trim_start());
                }
            }
            if let Some((_, text)) = &mut open {
                text.push(' ');
            }
        }
        spans
    }

    /// Returns the code spans that start with one of these programs.
    #[must_use]
    pub fn span_commands(&self, programs: &[&str]) -> Vec<Command> {
        let spans = self.code_spans().into_iter();
        let commands = spans.map(|(number, text)| self.command(number, words(&text)));
        let is_one = |command: &Command| {
            let [program, _, ..] = &command.words[..] else {
                return false;
            };
            programs.contains(&program.as_str())
        };
        commands.filter(is_one).collect()
    }

    fn command(&self, index: usize, words: Vec<String>) -> Command {
        Command {
            position: format!("{}:{}", self.path, index + 1),
            words,
        }
    }
}

/// Returns the language of a line that opens a code block, empty if it also may close one.
fn fence_of(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("```").map(str::trim)
}

/// Returns the words of a command, as a shell splits them: up to a comment or a redirection,
/// without variables that are set for it.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, '#' | '<' | '>') if word.is_none() => break,
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    let is_variable = |word: &String| {
        let name = word.split_once('=').map(|(name, _)| name);
        name.is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|b| b == b'_' || b.is_ascii_uppercase())
        })
    };
    let start = words.iter().take_while(|word| is_variable(word)).count();
    words.split_off(start)
}
