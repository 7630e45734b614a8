//! Time limits of refreshes.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// After a failed early refresh, calls use the valid token for this time before the
/// next attempt: otherwise each of them would wait for another failure.
const PAUSE: Duration = Duration::from_secs(10);

/// Time limits of a refresh, and of a lease whose holder crashed.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    pub(super) refresh: Duration,
    pub(super) lease: Duration,
    pub(super) wait: Duration,
}

impl Timing {
    /// Limits a refresh to `refresh`. Its lease lasts longer by `spare`, the time to
    /// store the result, and other processes wait half of that longer, so they outlast
    /// a crashed holder. Default: 45 s and 30 s.
    #[must_use]
    pub fn new(refresh: Duration, spare: Duration) -> Self {
        let lease = refresh.saturating_add(spare);
        Self {
            refresh,
            lease,
            wait: lease.saturating_add(spare / 2),
        }
    }
}

impl Default for Timing {
    fn default() -> Self {
        Self::new(Duration::from_secs(45), Duration::from_secs(30))
    }
}

/// The pause after a failed early refresh.
#[derive(Debug, Default)]
pub(super) struct Pause(Mutex<Option<Instant>>);

impl Pause {
    pub(super) fn begin(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    pub(super) fn is_active(&self) -> bool {
        let began = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        began.is_some_and(|began| began.elapsed() < PAUSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_pause_ends() {
        let pause = Pause::default();
        assert!(!pause.is_active());
        pause.begin();
        assert!(pause.is_active());
        tokio::time::advance(PAUSE).await;
        assert!(!pause.is_active());
    }
}
