//! What the outcomes come to.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use medium_codegen::Error;

use super::run::Outcome;

/// Outcomes, counted.
#[derive(Default)]
pub(super) struct Tally {
    documents: usize,
    generated: usize,
    operations: usize,
    time: Duration,
    /// The problem without names → how many documents have it, how often, and one
    /// of them.
    errors: BTreeMap<String, (usize, usize, String)>,
    first: BTreeMap<String, (usize, String)>,
    notes: BTreeMap<String, (usize, usize, String)>,
}

impl Tally {
    pub(super) fn of(outcomes: &[Outcome]) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            tally.documents += 1;
            tally.time += outcome.time;
            let mut here: BTreeMap<String, usize> = BTreeMap::new();
            match &outcome.result {
                Ok(done) => {
                    tally.generated += 1;
                    tally.operations += done.operations;
                    for (kind, message) in &done.notes {
                        *here
                            .entry(format!("{kind:?}: {}", kind_of(message)))
                            .or_default() += 1;
                    }
                    add(&mut tally.notes, here, &outcome.path);
                }
                Err(errors) => {
                    for error in errors {
                        *here.entry(kind_of(&said(error))).or_default() += 1;
                    }
                    if let [only] = here.keys().collect::<Vec<_>>().as_slice() {
                        let first = tally.first.entry((*only).clone()).or_default();
                        first.0 += 1;
                        first.1.clone_from(&outcome.path);
                    }
                    add(&mut tally.errors, here, &outcome.path);
                }
            }
        }
        tally
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "{} of {} documents generate, {} operations, {:.1} s\n\nerrors: documents that have it, that have only it, times\n",
            self.generated,
            self.documents,
            self.operations,
            self.time.as_secs_f64()
        );
        let mut errors: Vec<_> = self.errors.iter().collect();
        errors.sort_by_key(|(_, (documents, ..))| std::cmp::Reverse(*documents));
        for (kind, (documents, times, path)) in errors {
            let only = self.first.get(kind);
            let path = only.map_or(path, |(_, path)| path);
            let only = only.map_or(0, |(count, _)| *count);
            let _ = writeln!(text, "{documents:5} {only:5} {times:7}  {kind}  [{path}]");
        }
        text.push_str("\nnotes: documents, times\n");
        let mut notes: Vec<_> = self.notes.iter().collect();
        notes.sort_by_key(|(_, (documents, ..))| std::cmp::Reverse(*documents));
        for (kind, (documents, times, path)) in notes {
            let _ = writeln!(text, "{documents:5} {times:8}  {kind}  [{path}]");
        }
        text
    }
}

fn add(
    all: &mut BTreeMap<String, (usize, usize, String)>,
    here: BTreeMap<String, usize>,
    path: &str,
) {
    for (kind, times) in here {
        let entry = all.entry(kind).or_default();
        entry.0 += 1;
        entry.1 += times;
        path.clone_into(&mut entry.2);
    }
}

fn said(error: &Error) -> String {
    match error {
        Error::Syntax { problem, .. } | Error::Document { problem, .. } => problem.clone(),
        Error::Generator { problem, .. } => format!("GENERATOR: {problem}"),
        other => other.to_string(),
    }
}

/// A problem without the names in it.
fn kind_of(problem: &str) -> String {
    let mut out = String::new();
    let mut quote = None;
    let mut escaped = false;
    for c in problem.chars() {
        match quote {
            Some(end) if c == end && !escaped => {
                out.push('…');
                quote = None;
            }
            Some(_) => {
                escaped = c == '\\' && !escaped;
            }
            None if c == '"' => quote = Some('"'),
            None if c == '{' => quote = Some('}'),
            None => out.push(c),
        }
    }
    let words: Vec<&str> = out
        .split(' ')
        .map(|word| {
            if word.chars().any(|c| c.is_ascii_digit()) && !word.starts_with("3.") {
                "#"
            } else {
                word
            }
        })
        .collect();
    words.join(" ").chars().take(160).collect()
}

/// A line for each document.
pub(super) fn list(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let _ = writeln!(
            text,
            "{} {} bytes {:.3} s {}",
            outcome.path,
            outcome.bytes,
            outcome.time.as_secs_f64(),
            match &outcome.result {
                Ok(done) => format!(
                    "ok {} operations {} notes",
                    done.operations,
                    done.notes.len()
                ),
                Err(errors) => format!("refused {}", errors.len()),
            }
        );
        if let Err(errors) = &outcome.result {
            for error in errors.iter().take(20) {
                let _ = writeln!(text, "    {error}");
            }
        }
    }
    text
}
