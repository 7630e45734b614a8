//! Processor time, which depends less on other load than wall time.

use std::fs;

/// Linux counts hundredths of a second on every machine (`man 5 proc`).
const TICKS_PER_SECOND: f64 = 100.0;
/// The fields after the program's name with the user and system time of child processes.
const CHILD_TIME_FIELDS: [usize; 2] = [13, 14];

/// Returns the processor seconds of the child processes that have exited, if known.
pub(super) fn children_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name is in parentheses and may contain any character.
    let (_, behind) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = behind.split_whitespace().collect();
    let ticks = CHILD_TIME_FIELDS.map(|index| fields.get(index)?.parse::<f64>().ok());
    Some((ticks[0]? + ticks[1]?) / TICKS_PER_SECOND)
}

/// Runs `work`, and returns its result with the processor time of child processes that exited
/// meanwhile.
pub(super) fn measure<T>(work: impl FnOnce() -> T) -> (T, Option<f64>) {
    let before = children_seconds();
    let result = work();
    let seconds = children_seconds().zip(before);
    (result, seconds.map(|(after, before)| after - before))
}

/// Formats `12 s`, or that it is unknown.
pub(super) fn seconds(time: Option<f64>) -> String {
    time.map_or_else(|| "unknown".to_owned(), |time| format!("{time:.0} s"))
}

/// Formats milliseconds per operation.
pub(super) fn per_operation(time: Option<f64>, operations: usize) -> String {
    let millis = |time: f64| format!("{:.2} ms", 1000.0 * time / operations.max(1) as f64);
    time.map_or_else(|| "unknown".to_owned(), millis)
}
