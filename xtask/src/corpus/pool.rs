//! Runs the generator on all documents, on all cores.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::cpu_time;
use super::document::{DocumentResult, Outcome};
use super::package::Document;

/// The time limit of a document.
const TIME_LIMIT: Duration = Duration::from_secs(600);
/// Documents above this size run one at a time, because of their memory.
const LARGE_BYTES: u64 = 16 << 20;

/// The results of all documents.
pub(super) struct Run {
    /// Sorted by name.
    pub(super) outcomes: Vec<Outcome>,
    pub(super) elapsed: Duration,
    /// Processor time of all processes, in seconds.
    pub(super) cpu_seconds: Option<f64>,
}

/// The documents that the threads share, and their results.
struct Pool<'d> {
    program: PathBuf,
    small: Vec<&'d Document>,
    /// The index of the next small document.
    next: AtomicUsize,
    outcomes: Mutex<Vec<Outcome>>,
}

pub(super) fn run(documents: &[Document]) -> Result<Run> {
    let start = Instant::now();
    let (large, small): (Vec<_>, Vec<_>) = documents
        .iter()
        .partition(|document| document.bytes > LARGE_BYTES);
    let pool = Pool {
        program: std::env::current_exe().context("the path of this program is unknown")?,
        small,
        next: AtomicUsize::new(0),
        outcomes: Mutex::new(Vec::with_capacity(documents.len())),
    };
    let ((), cpu_seconds) = cpu_time::measure(|| pool.run(&large));
    let mut outcomes = pool.outcomes.into_inner().unwrap_or_default();
    outcomes.sort_by(|a: &Outcome, b| a.name.cmp(&b.name));
    Ok(Run {
        outcomes,
        elapsed: start.elapsed(),
        cpu_seconds,
    })
}

impl Pool<'_> {
    /// Runs all documents: the large ones on one thread.
    fn run(&self, large: &[&Document]) {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            scope.spawn(|| {
                large.iter().for_each(|document| self.run_one(document));
                self.run_small();
            });
            for _ in 1..workers {
                scope.spawn(|| self.run_small());
            }
        });
    }

    fn run_small(&self) {
        while let Some(document) = self.small.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            self.run_one(document);
        }
    }

    fn run_one(&self, document: &Document) {
        let mut outcome = run_one(&self.program, document);
        outcome.name.clone_from(&document.name);
        if let Ok(mut all) = self.outcomes.lock() {
            all.push(outcome);
        }
    }
}

/// Runs one document in its own process.
pub(super) fn run_one(program: &Path, document: &Document) -> Outcome {
    let start = Instant::now();
    let child = Command::new(program)
        .args(["corpus", "--one"])
        .arg(&document.path)
        .env_remove("CORPUS_PACKAGE")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let outcome = child
        .map_err(|error| error.to_string())
        .and_then(outcome_of);
    outcome.unwrap_or_else(|reason| Outcome {
        name: String::new(),
        seconds: start.elapsed().as_secs_f64(),
        peak_kib: None,
        result: DocumentResult::Crashed(reason),
    })
}

/// Returns the process's result, or why there is none.
fn outcome_of(child: Child) -> Result<Outcome, String> {
    let (status, text) = wait(child)?;
    serde_json::from_str(&text).map_err(|_| format!("the process ended with {status}"))
}

/// Waits for a process, up to the time limit, and returns its exit status and output.
pub(super) fn wait(mut child: Child) -> Result<(ExitStatus, String), String> {
    let mut stdout = child.stdout.take().ok_or("it has no output")?;
    let reader = thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut stdout, &mut text).map(|_| text)
    });
    let start = Instant::now();
    while !reader.is_finished() {
        if start.elapsed() > TIME_LIMIT {
            // An error means that it has just exited.
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("it took more than {} s", TIME_LIMIT.as_secs()));
        }
        thread::sleep(Duration::from_millis(5));
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    let text = reader
        .join()
        .map_err(|_| "its output was not read".to_owned())?
        .map_err(|error| error.to_string())?;
    Ok((status, text))
}
