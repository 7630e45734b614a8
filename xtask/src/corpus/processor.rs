//! Processor time: on a machine that does other things, the clock tells little.

use std::fs;

/// Linux counts in hundredths of a second, on every machine (`man 5 proc`).
const TICKS_A_SECOND: f64 = 100.0;
/// Places behind the program's name: user and system time of processes that ended.
const OF_CHILDREN: [usize; 2] = [13, 14];

/// Seconds that processors spent on the processes that this one started and saw
/// end, where the system tells.
pub(super) fn children_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name is in brackets and may hold any character.
    let (_, behind) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = behind.split_whitespace().collect();
    let ticks = OF_CHILDREN.map(|place| fields.get(place)?.parse::<f64>().ok());
    Some((ticks[0]? + ticks[1]?) / TICKS_A_SECOND)
}

/// What `work` gives, and the processor time of the processes that ended meanwhile.
pub(super) fn measured<T>(work: impl FnOnce() -> T) -> (T, Option<f64>) {
    let before = children_seconds();
    let done = work();
    let after = children_seconds();
    (
        done,
        after.zip(before).map(|(after, before)| after - before),
    )
}

/// `12 s`, or that nobody knows.
pub(super) fn seconds(time: Option<f64>) -> String {
    time.map_or_else(
        || "not told by this system".to_owned(),
        |time| format!("{time:.0} s"),
    )
}

/// Milliseconds for each of `operations`.
pub(super) fn per_operation(time: Option<f64>, operations: usize) -> String {
    let millis = |time: f64| format!("{:.2} ms", 1000.0 * time / operations.max(1) as f64);
    time.map_or_else(|| "not told by this system".to_owned(), millis)
}
