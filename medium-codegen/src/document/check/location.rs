//! The current location of the check. The JSON pointer is only built for a message.

use crate::error::join;

/// A location in the document, linked to its parent.
#[derive(Clone, Copy)]
pub(super) enum Location<'a> {
    Root,
    Key(&'a Location<'a>, &'a str),
    Item(&'a Location<'a>, usize),
    Pointer(&'a str),
}

impl<'a> Location<'a> {
    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(super) fn item(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }

    pub(super) fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(above, key) => join(&above.pointer(), key),
            Self::Item(above, index) => format!("{}/{index}", above.pointer()),
            Self::Pointer(pointer) => (*pointer).to_owned(),
        }
    }
}
