//! Warnings about valid documents that the client does not represent, or only in
//! part: nothing is dropped silently.

use std::cell::RefCell;

use crate::error::one_line;

/// A part of a valid document that the client does not represent, or only in part.
/// The client works without it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Warning {
    /// JSON pointer.
    pub pointer: String,
    /// The category.
    pub kind: WarningKind,
    /// One line: what the document has, and what the client does instead.
    pub message: String,
}

/// The category of a [`Warning`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WarningKind {
    /// Not part of the client: callbacks, links, webhooks, `xml`.
    NotRepresented,
    /// Represented with less detail: untyped JSON, a second media type.
    Simplified,
    /// The generator had to make up a name.
    DerivedName,
}

/// The warnings of a run. In a `RefCell`, since steps that only read share it.
#[derive(Default)]
pub(crate) struct Warnings(RefCell<Vec<Warning>>);

impl Warnings {
    /// Warns that something is represented with less detail.
    pub(crate) fn add_simplified(&self, pointer: &str, message: impl AsRef<str>) {
        self.add(WarningKind::Simplified, pointer, message);
    }

    /// Warns that something is not part of the client.
    pub(crate) fn add_not_represented(&self, pointer: &str, message: impl AsRef<str>) {
        self.add(WarningKind::NotRepresented, pointer, message);
    }

    /// Warns that the generator made up a name.
    pub(crate) fn add_derived_name(&self, pointer: &str, message: impl AsRef<str>) {
        self.add(WarningKind::DerivedName, pointer, message);
    }

    fn add(&self, kind: WarningKind, pointer: &str, message: impl AsRef<str>) {
        self.0.borrow_mut().push(Warning {
            pointer: one_line(pointer),
            kind,
            message: one_line(message.as_ref()),
        });
    }

    /// Returns all warnings without duplicates, with pointers into the text, sorted.
    pub(crate) fn into_sorted(self, origin: impl Fn(&str) -> String) -> Vec<Warning> {
        let mut warnings = self.0.into_inner();
        for warning in &mut warnings {
            warning.pointer = origin(&warning.pointer);
        }
        warnings.sort();
        warnings.dedup();
        warnings
    }
}
