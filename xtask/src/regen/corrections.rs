//! `CORRECTIONS.md` next to a document: why it differs from what is published.

use fs_err as fs;
use std::path::Path;

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    /// JSON pointer to the location.
    pub(super) pointer: String,
    /// The reason.
    pub(super) reason: String,
    /// The evidence.
    pub(super) evidence: String,
    /// How certain the evidence is.
    pub(super) certainty: String,
}

/// Returns the corrections next to `document`; none if the file is missing.
pub(super) fn read_next_to(document: &Path) -> Vec<Correction> {
    let text = fs::read_to_string(document.with_file_name("CORRECTIONS.md")).unwrap_or_default();
    text.lines().filter_map(row).collect()
}

/// Parses a row `| pointer | published | here | reason | evidence | certainty |`.
fn row(line: &str) -> Option<Correction> {
    let cells: Vec<&str> = line.trim().trim_matches('|').split('|').collect();
    let [pointer, _published, _here, reason, evidence, certainty] = cells.as_slice() else {
        return None;
    };
    let pointer = pointer.trim().trim_matches('`').strip_prefix('#')?;
    Some(Correction {
        pointer: pointer.to_owned(),
        reason: reason.trim().to_owned(),
        evidence: evidence.trim().to_owned(),
        certainty: certainty.trim().to_owned(),
    })
}

/// Returns the most specific correction that applies to `pointer`.
pub(super) fn find<'c>(corrections: &'c [Correction], pointer: &str) -> Option<&'c Correction> {
    let applies = |correction: &&Correction| {
        let rest = pointer.strip_prefix(correction.pointer.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let applying = corrections.iter().filter(applies);
    applying.max_by_key(|correction| correction.pointer.len())
}

#[cfg(test)]
mod tests {
    use super::{find, row};

    #[test]
    fn finds_a_row_by_its_location() {
        let rows = [
            "| Where | Published | In `medium.yaml` | Why | Evidence | Certainty |",
            "|---|---|---|---|---|---|",
            "| `#/components/schemas/Post` | a | b | whole | docs | documented |",
            "| `#/components/schemas/Post/properties/tags` | a | b | tags | seen there | seen |",
        ];
        let all: Vec<_> = rows.into_iter().filter_map(row).collect();
        assert_eq!(all.len(), 2);
        let reason = |pointer| find(&all, pointer).map(|found| found.reason.as_str());
        assert_eq!(
            reason("/components/schemas/Post/properties/tags"),
            Some("tags")
        );
        assert_eq!(
            reason("/components/schemas/Post/properties/url"),
            Some("whole")
        );
        assert_eq!(reason("/components/schemas/Postcard"), None);
    }
}
