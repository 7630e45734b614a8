//! Changes of the checked-in surfaces since a revision.

use fs_err as fs;

use anyhow::Result;
use medium_codegen::{Change, compare};

use super::bump::Bump;
use crate::git::Repository;

/// The surface files, with an item per line.
const SURFACES: [&str; 2] = ["medium-api/api.txt", "medium-sandbox/api.txt"];

/// The changes of the surfaces.
pub(super) struct Surfaces {
    pub(super) changes: Vec<Change>,
}

impl Surfaces {
    /// Compares the checkout with `revision`. A surface that is new since then is not a change.
    pub(super) fn since(revision: &str, repository: &Repository) -> Result<Self> {
        let mut changes = Vec::new();
        for path in SURFACES {
            let Some(before) = repository.file_at(revision, path)? else {
                continue;
            };
            let after = fs::read_to_string(repository.root().join(path))?;
            changes.extend(compare(&lines(&before), &lines(&after)));
        }
        Ok(Self { changes })
    }

    /// Returns the bump of all changes.
    pub(super) fn bump(&self) -> Bump {
        let bumps = self.changes.iter().map(bump);
        bumps.max().unwrap_or_default()
    }

    /// Returns some of the items with the most severe change.
    pub(super) fn most_severe(&self) -> String {
        const MAX_ITEMS: usize = 3;
        let most_severe = self
            .changes
            .iter()
            .filter(|change| bump(change) == self.bump());
        let items: Vec<&str> = most_severe.map(|change| change.item.as_str()).collect();
        match items.get(MAX_ITEMS..) {
            Some(more) if !more.is_empty() => {
                format!("{} and {} more", items[..MAX_ITEMS].join(", "), more.len())
            }
            _ => items.join(", "),
        }
    }
}

fn bump(change: &Change) -> Bump {
    Bump::from_impacts(change.code, change.wire)
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
