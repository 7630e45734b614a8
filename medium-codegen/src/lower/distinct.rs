//! Names that have to differ from each other within one type.

use std::collections::BTreeSet;

/// The names given so far.
pub(super) struct Distinct(BTreeSet<String>);

impl Distinct {
    /// With names that are taken from the start.
    pub(super) fn new<const N: usize>(taken: [&str; N]) -> Self {
        Self(taken.into_iter().map(str::to_owned).collect())
    }

    /// `wanted`, or the first of `wanted2`, `wanted3` … that is free: what
    /// stands first keeps its name when something is added behind it.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let numbered = (2_usize..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        loop {
            // There is always a next one.
            let name = names.next().unwrap_or_default();
            if self.0.insert(name.clone()) {
                return name;
            }
        }
    }
}
