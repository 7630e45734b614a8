//! Counts the attempts, bytes and time of a call, for hooks and errors.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use tokio::time::Instant;

use super::Metrics;

/// The progress of a call. It outlives an attempt that the time limit of the call ends.
/// No other memory is ordered by these numbers.
pub(crate) struct Progress {
    started: Instant,
    /// Whether a request may have arrived whose outcome is still unknown.
    in_flight: AtomicBool,
    attempts: AtomicU32,
    sent: AtomicU64,
    received: AtomicU64,
}

/// The numbers at the start of an attempt.
pub(crate) struct AttemptStart {
    started: Instant,
    sent: u64,
    received: u64,
}

impl Progress {
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
            in_flight: AtomicBool::new(false),
            attempts: AtomicU32::new(0),
            sent: AtomicU64::new(0),
            received: AtomicU64::new(0),
        }
    }

    /// Starts an attempt.
    pub(crate) fn start_attempt(&self) -> AttemptStart {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        AttemptStart {
            started: Instant::now(),
            sent: self.sent.load(Ordering::Relaxed),
            received: self.received.load(Ordering::Relaxed),
        }
    }

    /// Sets whether a request may have arrived whose outcome is unknown.
    pub(crate) fn set_in_flight(&self, in_flight: bool) {
        self.in_flight.store(in_flight, Ordering::Relaxed);
    }

    pub(crate) fn is_in_flight(&self) -> bool {
        self.in_flight.load(Ordering::Relaxed)
    }

    pub(crate) fn add_sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn add_received(&self, bytes: usize) {
        self.received.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// Returns the metrics of the call.
    pub(crate) fn metrics(&self) -> Metrics {
        Metrics {
            attempts: self.attempts.load(Ordering::Relaxed),
            duration: self.started.elapsed(),
            bytes_sent: self.sent.load(Ordering::Relaxed),
            bytes_received: self.received.load(Ordering::Relaxed),
        }
    }

    /// Returns the metrics of the attempt that began at `start`.
    pub(crate) fn metrics_since(&self, start: &AttemptStart) -> Metrics {
        let all = self.metrics();
        Metrics {
            attempts: 1,
            duration: start.started.elapsed(),
            bytes_sent: all.bytes_sent - start.sent,
            bytes_received: all.bytes_received - start.received,
        }
    }
}
