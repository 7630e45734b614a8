//! Counts results.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::document::{DocumentResult, Outcome, without_quoted_text};

/// The counted results.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) documents: usize,
    pub(super) generated: usize,
    pub(super) crashed: usize,
    pub(super) generator_errors: usize,
    pub(super) operations: usize,
    pub(super) peak_kib: u64,
    /// For each message, the documents with it and its occurrences.
    pub(super) problems: BTreeMap<String, Count>,
    pub(super) warnings: BTreeMap<String, Count>,
}

/// The counts of a message.
#[derive(Default)]
pub(super) struct Count {
    pub(super) documents: usize,
    pub(super) times: usize,
    /// Documents without other problems.
    pub(super) alone: usize,
    /// An example, preferably a document without other problems.
    pub(super) example: String,
}

impl Counts {
    pub(super) fn new(outcomes: &[Outcome]) -> Self {
        let mut totals = Self::default();
        for outcome in outcomes {
            totals.add(outcome);
        }
        totals
    }

    fn add(&mut self, outcome: &Outcome) {
        self.documents += 1;
        self.peak_kib = self.peak_kib.max(outcome.peak_kib.unwrap_or_default());
        match &outcome.result {
            DocumentResult::Generated {
                operations,
                warnings,
            } => {
                self.generated += 1;
                self.operations += operations;
                count(&mut self.warnings, warnings.clone(), &outcome.name);
            }
            DocumentResult::Rejected(problems) => {
                let mut messages = BTreeMap::new();
                for problem in problems {
                    self.generator_errors += usize::from(problem.is_bug);
                    let prefix = if problem.is_bug {
                        "generator error: "
                    } else {
                        ""
                    };
                    let message = format!("{prefix}{}", without_quoted_text(&problem.message));
                    *messages.entry(message).or_default() += 1;
                }
                count(&mut self.problems, messages, &outcome.name);
            }
            DocumentResult::Crashed(reason) => {
                self.crashed += 1;
                let messages = BTreeMap::from([(reason.clone(), 1)]);
                count(&mut self.problems, messages, &outcome.name);
            }
        }
    }
}

fn count(all: &mut BTreeMap<String, Count>, messages: BTreeMap<String, usize>, name: &str) {
    let alone = messages.len() == 1;
    for (message, times) in messages {
        let count = all.entry(message).or_default();
        count.documents += 1;
        count.times += times;
        if count.example.is_empty() || (alone && count.alone == 0) {
            name.clone_into(&mut count.example);
        }
        count.alone += usize::from(alone);
    }
}

/// Returns the counts, most frequent first.
pub(super) fn sort(counts: &BTreeMap<String, Count>) -> Vec<(&String, &Count)> {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(message, count)| (std::cmp::Reverse(count.documents), *message));
    sorted
}

/// Returns a line for each document and each of its problems.
pub(super) fn list(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let _ = write!(text, "{} {:.3} s ", outcome.name, outcome.seconds);
        let _ = match &outcome.result {
            DocumentResult::Generated { operations, .. } => {
                writeln!(text, "generated {operations}")
            }
            DocumentResult::Crashed(reason) => writeln!(text, "crashed: {reason}"),
            DocumentResult::Rejected(problems) => {
                let lines = problems.iter().map(|problem| {
                    format!(
                        "    {}: {} (#{})\n",
                        problem.line, problem.message, problem.pointer
                    )
                });
                writeln!(text, "rejected\n{}", lines.collect::<String>())
            }
        };
    }
    text
}
