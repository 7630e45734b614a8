//! The clock of a sandbox: the machine's time plus an offset.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The largest offset: dates must be before the year 10000.
const MAX_OFFSET_MS: i64 = 5_000 * 365 * 86_400_000;

/// A clock that tests can move forward.
///
/// Clones share the same offset.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_ms: Arc<AtomicI64>,
}

impl Clock {
    /// Returns the current time in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        let real = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, millis);
        real.saturating_add(self.ahead_ms.load(Ordering::SeqCst))
    }

    /// Moves the clock forward, at most 5,000 years in total.
    pub fn advance(&self, by: Duration) {
        let advanced = |ahead: i64| Some(ahead.saturating_add(millis(by)).min(MAX_OFFSET_MS));
        // `advanced` never returns `None`.
        let _ = self
            .ahead_ms
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, advanced);
    }

    /// Returns how far it is ahead of the machine's time.
    pub fn ahead(&self) -> Duration {
        let milliseconds = self.ahead_ms.load(Ordering::SeqCst);
        Duration::from_millis(milliseconds.unsigned_abs())
    }

    /// Returns to the machine's time.
    pub fn reset(&self) {
        self.ahead_ms.store(0, Ordering::SeqCst);
    }
}

/// Converts to whole milliseconds, saturating.
pub(crate) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis())
        .unwrap_or(i64::MAX / 4)
        .min(i64::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_move_together() {
        let clock = Clock::default();
        let other = clock.clone();
        let before = other.now_ms();
        clock.advance(Duration::from_secs(60 * 86_400));
        assert!(other.now_ms() - before >= 60 * 86_400_000);
        for _ in 0..3 {
            clock.advance(Duration::MAX);
        }
        assert!(other.now_ms() > before + MAX_OFFSET_MS - 1);
        assert!(jiff::Timestamp::from_millisecond(other.now_ms()).is_ok());
        clock.reset();
        assert!(other.now_ms() - before < 86_400_000);
    }
}
