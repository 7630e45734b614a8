//! Where the check is: a JSON pointer only where there is something to say.

use crate::error::join;

/// A place in the document, on the way from its root.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Root,
    Key(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
    /// Where a reference leads.
    At(&'a str),
}

impl<'a> Place<'a> {
    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(super) fn item(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }

    /// The JSON pointer.
    pub(super) fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(above, key) => join(&above.pointer(), key),
            Self::Item(above, index) => format!("{}/{index}", above.pointer()),
            Self::At(pointer) => (*pointer).to_owned(),
        }
    }
}
