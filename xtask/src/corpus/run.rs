//! Every document through the generator, on all cores.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use medium_codegen::{Error, NoteKind, Options};

/// What became of one document.
pub(super) struct Outcome {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) time: Duration,
    pub(super) result: Result<Generated, Vec<Error>>,
}

pub(super) struct Generated {
    pub(super) operations: usize,
    pub(super) notes: Vec<(NoteKind, String)>,
}

pub(super) fn all(folder: &Path, only: Option<&str>, largest: Option<u64>) -> Result<Vec<Outcome>> {
    let mut found = Vec::new();
    collect(folder, &mut found).with_context(|| format!("{}: can't be read", folder.display()))?;
    found.retain(|(path, bytes)| {
        only.is_none_or(|text| path.to_string_lossy().contains(text))
            && largest.is_none_or(|most| *bytes <= most)
    });
    // The largest first, so that none of them is the last.
    found.sort_by_key(|(path, bytes)| (std::cmp::Reverse(*bytes), path.clone()));
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    std::panic::set_hook(Box::new(|_| {}));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((path, bytes)) = found.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = one(folder, path, *bytes);
                    if let Ok(mut all) = outcomes.lock() {
                        all.push(outcome);
                    }
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_default();
    outcomes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(outcomes)
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, u64)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            collect(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push((path, entry.metadata()?.len()));
        }
    }
    Ok(())
}

fn one(folder: &Path, path: &Path, bytes: u64) -> Outcome {
    let shown = path
        .strip_prefix(folder)
        .unwrap_or(path)
        .display()
        .to_string();
    let text = fs::read_to_string(path).unwrap_or_default();
    let start = Instant::now();
    let result = medium_codegen::generate(&text, &Options::new(shown.clone()));
    let time = start.elapsed();
    Outcome {
        path: shown,
        bytes,
        time,
        result: match result {
            Ok(output) => Ok(Generated {
                operations: output.operations,
                notes: output
                    .notes
                    .into_iter()
                    .map(|note| (note.kind, note.message))
                    .collect(),
            }),
            Err(errors) => Err(errors.iter().cloned().collect()),
        },
    }
}
