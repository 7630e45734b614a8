//! What of a valid document the code does not represent, or represents loosely:
//! told, so that nothing is dropped without a word.

use std::cell::RefCell;

use crate::document::Document;
use crate::error::one_line;

/// Something that the document says and that the client does not, or only
/// loosely. The document is valid, and the client works.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Note {
    /// JSON pointer to the place.
    pub pointer: String,
    /// What kind of thing it is.
    pub kind: NoteKind,
    /// One line: what the document says, and what the client makes of it.
    pub message: String,
}

/// What a [`Note`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteKind {
    /// The client has no use for it: callbacks, links, webhooks, `xml`.
    NotRepresented,
    /// It is there, but with less than the document says: untyped JSON, a
    /// second media type.
    Loose,
    /// A name that the generator had to make up.
    DerivedName,
}

/// The notes of a run. Steps that only read share it, hence the cell.
#[derive(Default)]
pub(crate) struct Notes(RefCell<Vec<Note>>);

impl Notes {
    pub(crate) fn add(&self, kind: NoteKind, pointer: &str, message: impl AsRef<str>) {
        self.0.borrow_mut().push(Note {
            pointer: one_line(pointer),
            kind,
            message: one_line(message.as_ref()),
        });
    }

    /// Every note once, with the place in the text, sorted by that.
    pub(crate) fn into_sorted(self, document: &Document) -> Vec<Note> {
        let mut notes = self.0.into_inner();
        for note in &mut notes {
            note.pointer = document.origin(&note.pointer);
        }
        notes.sort();
        notes.dedup();
        notes
    }
}
