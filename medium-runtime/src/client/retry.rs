//! Decides whether a call is retried. The whole policy is here: reqwest's retries are off.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::random::random_fraction;
use super::{Error, Operation};

/// When, and how often, a call is retried.
///
/// ```
/// use std::time::Duration;
///
/// use medium_runtime::Retry;
///
/// let patient = Retry::default()
///     .attempts(5)
///     .backoff(Duration::from_secs(1), Duration::from_secs(60));
/// ```
///
/// It depends on how an attempt ended, and on whether the operation is idempotent:
/// whether sending it twice has the same effect as sending it once.
///
/// | the attempt ended in | an idempotent call | any other call |
/// |---|---|---|
/// | no connection | yes | yes: it was not sent |
/// | blocked in front of the service, for example by a challenge page | yes | yes: the service did not receive it |
/// | 429, with a wait of at most [`longest_wait`](Self::longest_wait) | yes | only with [`resend_rate_limited`](Self::resend_rate_limited) |
/// | 408, 499, 500 and above, a broken connection, a stall, a trickle | yes | no: it may have been executed |
/// | 401 for a rejected token that was refreshed since | once | once: it was rejected |
/// | a redirect | no | no: it may have been executed |
/// | a certificate or a login at a proxy | no: it would fail again | no |
/// | anything else | no | no |
///
/// Streamed request bodies are never sent twice.
///
/// The wait between attempts is a random part of 0.5 s, doubled each time up to 20 s (full jitter),
/// or what `Retry-After` requests plus a random part of 0.5 s. A client also has a retry budget, so that it does not make an
/// outage worse: it starts with ten retries, its maximum, and every call adds a fifth of one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Retry {
    /// The maximum number of attempts, including the first. Default: 3.
    pub attempts: u32,
    /// The first wait is a random part of this. Default: 0.5 s.
    pub base: Duration,
    /// The longest wait, unless the service requests a longer one. Default: 20 s.
    pub cap: Duration,
    /// A longer `Retry-After` ends the call. Default: 120 s.
    pub longest_wait: Duration,
    /// Whether calls that are not idempotent are retried after a 429. Default: no.
    pub resend_rate_limited: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            longest_wait: Duration::from_secs(120),
            resend_rate_limited: false,
        }
    }
}

impl Retry {
    /// Disables retries. (A call is still retried with a refreshed token.)
    #[must_use]
    pub fn off() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// Sets the maximum number of attempts.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the first wait, a random part of `base`, and the longest, `cap`.
    #[must_use]
    pub fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// Sets the longest `Retry-After` to wait for.
    #[must_use]
    pub fn longest_wait(mut self, limit: Duration) -> Self {
        self.longest_wait = limit;
        self
    }

    /// Retries calls that are not idempotent as well after a 429.
    #[must_use]
    pub fn resend_rate_limited(mut self) -> Self {
        self.resend_rate_limited = true;
        self
    }

    /// Returns the wait before the next attempt, or `None` if there is none. `attempt`
    /// is the number of the failed one, from 1.
    pub(crate) fn wait(
        &self,
        operation: &Operation,
        error: &Error,
        attempt: u32,
    ) -> Option<Duration> {
        if attempt >= self.attempts || !self.may_resend(operation, error) {
            return None;
        }
        match error.retry_after() {
            Some(requested) if requested > self.longest_wait => None,
            Some(requested) => Some(requested + self.jitter(1)),
            None => Some(self.jitter(attempt)),
        }
    }

    fn may_resend(&self, operation: &Operation, error: &Error) -> bool {
        match error {
            Error::Connection { sent: false, .. } | Error::Timeout { sent: false, .. } => true,
            Error::Blocked { .. } => true,
            Error::RateLimited { .. } => operation.idempotent || self.resend_rate_limited,
            Error::Connection { .. } | Error::Timeout { .. } | Error::Unavailable { .. } => {
                operation.idempotent
            }
            _ => false,
        }
    }

    /// Returns a random part of the base, doubled for each attempt, up to the cap.
    fn jitter(&self, attempt: u32) -> Duration {
        let doubled = self.base.saturating_mul(1 << (attempt - 1).min(16));
        doubled.min(self.cap).mul_f64(random_fraction())
    }
}

/// The retry budget: a fifth of a retry per call, at most ten.
#[derive(Debug)]
pub(crate) struct Budget {
    fifths: AtomicU32,
}

const MAX_FIFTHS: u32 = 50;
const FIFTHS_PER_RETRY: u32 = 5;

impl Default for Budget {
    fn default() -> Self {
        Self {
            fifths: AtomicU32::new(MAX_FIFTHS),
        }
    }
}

impl Budget {
    /// Adds a fifth of a retry.
    pub(crate) fn add_for_call(&self) {
        self.change(|saved| (saved < MAX_FIFTHS).then_some(saved + 1));
    }

    /// Takes a retry; `false` if none is left.
    pub(crate) fn spend(&self) -> bool {
        self.change(|saved| saved.checked_sub(FIFTHS_PER_RETRY))
    }

    /// Changes the budget. No other memory is ordered by this number.
    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        let changed = self
            .fifths
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, change);
        changed.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static READ: Operation = Operation::new("op", "GET", "", "/");
    static WRITE: Operation = Operation::new("op", "POST", "", "/");

    fn limited(seconds: u64) -> Error {
        Error::RateLimited {
            operation: "op",
            retry_after: Some(Duration::from_secs(seconds)),
            errors: Vec::new(),
            response: crate::ErrorResponse::default(),
        }
    }

    fn broken(sent: bool) -> Error {
        Error::Connection {
            operation: "op",
            problem: String::new(),
            sent,
            response: crate::ErrorResponse::default(),
            source: None,
        }
    }

    #[test]
    fn a_write_is_retried_only_if_it_was_not_sent() {
        let retry = Retry::default();
        assert!(retry.wait(&WRITE, &broken(false), 1).is_some());
        assert!(retry.wait(&WRITE, &broken(true), 1).is_none());
        assert!(retry.wait(&READ, &broken(true), 1).is_some());
    }

    #[test]
    fn waits_as_long_as_the_service_requests_up_to_two_minutes() {
        let wait = |requested| Retry::default().wait(&READ, &limited(requested), 1);
        assert!(wait(7) >= Some(Duration::from_secs(7)));
        assert!(wait(120).is_some());
        assert!(wait(121).is_none());
    }

    #[test]
    fn a_rate_limited_write_is_retried_only_on_request() {
        let wait = |retry: Retry| retry.wait(&WRITE, &limited(1), 1);
        assert!(wait(Retry::default()).is_none());
        assert!(wait(Retry::default().resend_rate_limited()).is_some());
    }

    #[test]
    fn the_wait_doubles_up_to_the_cap() {
        let retry = Retry::default().attempts(40);
        for attempt in 1..39 {
            let max = Duration::from_millis(500 << (attempt - 1).min(16)).min(retry.cap);
            let wait = retry.wait(&READ, &broken(true), attempt);
            assert!(wait.unwrap() <= max);
        }
    }

    #[test]
    fn the_budget_has_ten_retries_and_a_fifth_per_call() {
        let budget = Budget::default();
        assert_eq!((0..20).filter(|_| budget.spend()).count(), 10);
        for _ in 0..4 {
            budget.add_for_call();
        }
        assert!(!budget.spend());
        budget.add_for_call();
        assert!(budget.spend());
    }
}
