//! A difference from the real service, as a row for `spec/CORRECTIONS.md`.

use std::fmt;

use super::compare::ABSENT;

/// What a response was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Basis {
    /// The OpenAPI document.
    Document,
    /// The sandbox's response.
    Sandbox,
}

/// A difference between the real service and the document or the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Finding {
    /// A JSON pointer into the document, such as `#/components/schemas/Post/properties/license`.
    pub pointer: String,
    /// What the response was compared with.
    pub basis: Basis,
    /// What the document or the sandbox has.
    pub expected: String,
    /// What the service responded.
    pub observed: String,
    /// The request, and when it was recorded.
    pub evidence: String,
}

impl Finding {
    /// The head of a Markdown table of [`Finding::table_row`]s.
    pub const TABLE_HEAD: &'static str = "\
| Where | Expected | Observed | Why | Evidence | Certainty |
|---|---|---|---|---|---|";

    /// Adds the pointer into the response, for a field that the document does not have.
    pub(super) fn add_pointer(&mut self, instance: &str) {
        let name = instance.rsplit('/').next().unwrap_or_default();
        let is_named = self.pointer.ends_with(name) || name.parse::<usize>().is_ok();
        if !is_named && self.expected == ABSENT {
            self.observed = format!("`{instance}`: {}", self.observed);
        }
    }

    /// Returns the finding as a row of the table in `spec/CORRECTIONS.md`.
    pub fn table_row(&self) -> String {
        let basis = match self.basis {
            Basis::Document => "the document does not allow it",
            Basis::Sandbox => "the sandbox responds in another way",
        };
        let cells = [&self.expected, &self.observed, basis, &self.evidence].map(cell);
        format!("| `{}` | {} | observed |", self.pointer, cells.join(" | "))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; ", self.pointer, self.expected)?;
        write!(f, "observed: {} ({})", self.observed, self.evidence)
    }
}

/// Escapes text for a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
