//! How long a renewal may take, and when the next one is tried.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How long calls go on with a token that is still valid, after its early renewal
/// failed: each of them would wait for another failure.
const PAUSE: Duration = Duration::from_secs(10);

/// How long a renewal may take, and how long one that died holds up others.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    pub(super) refresh: Duration,
    pub(super) lease: Duration,
    pub(super) wait: Duration,
}

impl Timing {
    /// A refresh has to be over within `refresh`. Its lease outlives it by
    /// `spare`, the time to store what came, and others wait half of that
    /// longer: a holder that died is outlived. Default: 45 s and 30 s.
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

/// The time after an early renewal that failed.
#[derive(Debug, Default)]
pub(super) struct Pause(Mutex<Option<Instant>>);

impl Pause {
    pub(super) fn begin(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    pub(super) fn lasts(&self) -> bool {
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
        assert!(!pause.lasts());
        pause.begin();
        assert!(pause.lasts());
        tokio::time::advance(PAUSE).await;
        assert!(!pause.lasts());
    }
}
