//! How much work an article is, counted for the tests that no input takes more than its size.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// That many bytes, tokens or nodes were looked at.
#[cfg(test)]
pub(super) fn add(steps: usize) {
    STEPS.set(STEPS.get() + steps);
}

/// Only tests count.
#[cfg(not(test))]
pub(super) fn add(_steps: usize) {}

/// The steps of `work`.
#[cfg(test)]
pub(super) fn of(work: impl FnOnce()) -> usize {
    STEPS.set(0);
    work();
    STEPS.get()
}
