//! Counts results.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::document::{Done, Outcome, bare};

/// The counted results.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) documents: usize,
    pub(super) generated: usize,
    pub(super) broken: usize,
    pub(super) faults: usize,
    pub(super) operations: usize,
    pub(super) peak_kib: u64,
    /// For each category of problem, the documents with it and its occurrences.
    pub(super) problems: BTreeMap<String, Count>,
    pub(super) warnings: BTreeMap<String, Count>,
}

/// The counts of a problem.
#[derive(Default)]
pub(super) struct Count {
    pub(super) documents: usize,
    pub(super) times: usize,
    /// Documents without other problems.
    pub(super) alone: usize,
    /// An example, preferably a document without other problems.
    pub(super) example: String,
}

impl Tally {
    pub(super) fn of(outcomes: &[Outcome]) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            tally.add(outcome);
        }
        tally
    }

    fn add(&mut self, outcome: &Outcome) {
        self.documents += 1;
        self.peak_kib = self.peak_kib.max(outcome.peak_kib.unwrap_or_default());
        match &outcome.result {
            Done::Generated {
                operations,
                warnings,
            } => {
                self.generated += 1;
                self.operations += operations;
                count(&mut self.warnings, warnings.clone(), &outcome.name);
            }
            Done::Refused(problems) => {
                let mut kinds = BTreeMap::new();
                for problem in problems {
                    self.faults += usize::from(problem.fault);
                    let fault = if problem.fault {
                        "a fault of the generator: "
                    } else {
                        ""
                    };
                    let kind = format!("{fault}{}", bare(&problem.problem));
                    *kinds.entry(kind).or_default() += 1;
                }
                count(&mut self.problems, kinds, &outcome.name);
            }
            Done::Broken(why) => {
                self.broken += 1;
                let kinds = BTreeMap::from([(why.clone(), 1)]);
                count(&mut self.problems, kinds, &outcome.name);
            }
        }
    }
}

fn count(all: &mut BTreeMap<String, Count>, kinds: BTreeMap<String, usize>, name: &str) {
    let alone = kinds.len() == 1;
    for (kind, times) in kinds {
        let count = all.entry(kind).or_default();
        count.documents += 1;
        count.times += times;
        if count.example.is_empty() || (alone && count.alone == 0) {
            name.clone_into(&mut count.example);
        }
        count.alone += usize::from(alone);
    }
}

/// Returns the counts, most frequent first.
pub(super) fn sorted(counts: &BTreeMap<String, Count>) -> Vec<(&String, &Count)> {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(kind, count)| (std::cmp::Reverse(count.documents), *kind));
    sorted
}

/// Returns a line for each document and each of its problems.
pub(super) fn list(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let _ = write!(text, "{} {:.3} s ", outcome.name, outcome.seconds);
        let _ = match &outcome.result {
            Done::Generated { operations, .. } => writeln!(text, "generated {operations}"),
            Done::Broken(why) => writeln!(text, "broken: {why}"),
            Done::Refused(problems) => {
                let lines = problems.iter().map(|problem| {
                    format!(
                        "    {}: {} (#{})\n",
                        problem.line, problem.problem, problem.pointer
                    )
                });
                writeln!(text, "refused\n{}", lines.collect::<String>())
            }
        };
    }
    text
}
