//! A difference, as a row that `spec/CORRECTIONS.md` can take over.

use std::fmt;

use super::compare::ABSENT;

/// What a response was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Basis {
    /// The document does not allow it.
    Document,
    /// The sandbox responds in another way.
    Sandbox,
}

/// A place where a service was seen to do something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Finding {
    /// A JSON pointer into the document, such as `#/components/schemas/Post/properties/license`.
    pub pointer: String,
    /// What the response was held against.
    pub basis: Basis,
    /// What the document or the sandbox has.
    pub published: String,
    /// What was seen.
    pub seen: String,
    /// Where and when: the request and the moment.
    pub evidence: String,
}

impl Finding {
    /// The head of a table of [`Finding::row`]s.
    pub const HEAD: &'static str = "\
| Where | What is published | What stands here | Why | Evidence | How sure |
|---|---|---|---|---|---|";

    /// Names a place of a response that the document does not know, as its pointer can't.
    pub(super) fn name(&mut self, instance: &str) {
        let name = instance.rsplit('/').next().unwrap_or_default();
        let is_named = self.pointer.ends_with(name) || name.parse::<usize>().is_ok();
        if !is_named && self.published == ABSENT {
            self.seen = format!("`{instance}`: {}", self.seen);
        }
    }

    /// A row of a table of corrections: place, what is published, what was seen, why, the evidence,
    /// and how sure it is.
    pub fn row(&self) -> String {
        let basis = match self.basis {
            Basis::Document => "the document does not allow it",
            Basis::Sandbox => "the sandbox responds in another way",
        };
        let Self {
            pointer,
            published,
            seen,
            evidence,
            ..
        } = self;
        let cells = [published, seen, basis, evidence].map(cell);
        let [published, seen, basis, evidence] = cells;
        format!("| `{pointer}` | {published} | {seen} | {basis} | {evidence} | seen |")
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pointer,
            published,
            seen,
            evidence,
            ..
        } = self;
        write!(f, "{pointer}: {published}; seen: {seen} ({evidence})")
    }
}

/// A text that stays within a cell of a table.
fn cell(text: impl AsRef<str>) -> String {
    text.as_ref().replace('|', "\\|").replace(['\n', '\r'], " ")
}
