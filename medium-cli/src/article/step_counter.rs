//! Counts steps of work, for tests that check that the work is linear in the size of the input.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// Adds a number of bytes, tokens or nodes that were read.
#[cfg(test)]
pub(super) fn add(steps: usize) {
    STEPS.set(STEPS.get() + steps);
}

/// Does nothing: only tests count.
#[cfg(not(test))]
pub(super) fn add(_steps: usize) {}

/// Returns the number of steps of `work`.
#[cfg(test)]
pub(super) fn steps_of(work: impl FnOnce()) -> usize {
    STEPS.set(0);
    work();
    STEPS.get()
}
