//! What the generator noted about a document, for a reader and for a program.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use medium_codegen::{Note, NoteKind, Places};
use serde::Serialize;

/// A note, with the line that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// `not-represented`, `loose` or `derived-name`.
    pub kind: &'static str,
    /// Line of the document, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// JSON pointer to the place.
    pub pointer: String,
    /// What the document says, and what the client makes of it.
    pub message: String,
}

/// The notes with their lines in the text of the document, in its order.
#[must_use]
pub fn noted(notes: &[Note], text: &str) -> Vec<Noted> {
    let places = Places::find(text, notes.iter().map(|note| note.pointer.as_str()));
    let mut all: Vec<Noted> = notes
        .iter()
        .map(|note| {
            let (line, column) = places.of(&note.pointer);
            Noted {
                kind: kind(note.kind),
                line,
                column,
                pointer: note.pointer.clone(),
                message: note.message.clone(),
            }
        })
        .collect();
    all.sort_by(|a, b| (a.line, a.column, &a.pointer).cmp(&(b.line, b.column, &b.pointer)));
    all
}

/// The word for a kind of notes.
#[must_use]
pub fn kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::NotRepresented => "not-represented",
        NoteKind::Loose => "loose",
        NoteKind::DerivedName => "derived-name",
        _ => "other",
    }
}

/// How many notes are shown; a report for programs has all of them.
const MOST_SHOWN: usize = 50;

/// A line for each of the first notes, and one that counts them.
#[must_use]
pub fn text(notes: &[Noted], document: &str) -> String {
    let mut text = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for note in notes {
        *counts.entry(note.kind).or_default() += 1;
    }
    for note in notes.iter().take(MOST_SHOWN) {
        // Writing to a String never fails.
        let _ = writeln!(
            text,
            "{document}:{}:{}: {}: {} (#{})",
            note.line, note.column, note.kind, note.message, note.pointer
        );
    }
    if notes.len() > MOST_SHOWN {
        let _ = writeln!(text, "… and {} more notes", notes.len() - MOST_SHOWN);
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    let noun = match notes.len() {
        1 => "note",
        _ => "notes",
    };
    let _ = writeln!(text, "{} {noun}: {}", notes.len(), counts.join(", "));
    text
}
