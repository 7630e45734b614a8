//! What of a valid document the code does not represent, or represents loosely:
//! told, so that nothing is dropped without a word.

use std::cell::RefCell;

use crate::document::Document;
use crate::error::one_line;

/// Something that the document says and that the client does not, or only
/// loosely. The document is valid, and the client works.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Warning {
    /// JSON pointer to the place.
    pub pointer: String,
    /// What kind of thing it is.
    pub kind: WarningKind,
    /// One line: what the document says, and what the client makes of it.
    pub message: String,
}

/// What a [`Warning`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WarningKind {
    /// The client has no use for it: callbacks, links, webhooks, `xml`.
    NotRepresented,
    /// It is there, but with less than the document says: untyped JSON, a
    /// second media type.
    Loose,
    /// A name that the generator had to make up.
    DerivedName,
}

/// The warnings of a run. Steps that only read share it, hence the cell.
#[derive(Default)]
pub(crate) struct Warnings(RefCell<Vec<Warning>>);

impl Warnings {
    pub(crate) fn add(&self, kind: WarningKind, pointer: &str, message: impl AsRef<str>) {
        self.0.borrow_mut().push(Warning {
            pointer: one_line(pointer),
            kind,
            message: one_line(message.as_ref()),
        });
    }

    /// Every warning once, with the place in the text, sorted by that.
    pub(crate) fn into_sorted(self, document: &Document) -> Vec<Warning> {
        let mut warnings = self.0.into_inner();
        for warning in &mut warnings {
            warning.pointer = document.origin(&warning.pointer);
        }
        warnings.sort();
        warnings.dedup();
        warnings
    }
}
