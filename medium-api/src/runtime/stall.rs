//! A clock that every byte resets: an upload may take an hour, but not stand
//! still for 20 seconds.
//!
//! reqwest's own limits end an upload that makes steady progress: its total
//! timeout because it takes long, its read timeout because nothing is read
//! meanwhile. Here, each piece of the body that the connection takes is
//! progress, and so is each piece of the answer. What the system's socket
//! buffers hold when the body ends can't be seen from here: the wait for the
//! answer is longer by the time that they take at the pace seen so far.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use reqwest::header::CONTENT_LENGTH;
use reqwest::{Body, Request};
use tokio::time::{Instant, Sleep, sleep_until};

/// Smaller bodies are handed over whole: they leave at once.
const WATCHED_BYTES: u64 = 64 << 10;
/// The connection takes up to 16 pieces before it says so.
const PIECE_BYTES: usize = 16 << 10;
/// What socket buffers on both sides hold at most, by Linux's defaults.
const BUFFERED_BYTES: u64 = 10 << 20;

/// Nothing moved for as long as the limit.
#[derive(Debug)]
pub(crate) struct Stalled;

/// When something moved last.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    limit: Duration,
    start: Instant,
    shared: Arc<Moved>,
}

#[derive(Debug, Default)]
struct Moved {
    /// Milliseconds from the start to the last movement, or to when the
    /// buffers will have drained.
    since: AtomicU64,
    /// Bytes of the request that the connection has taken.
    sent: AtomicU64,
}

impl Clock {
    pub(crate) fn start(limit: Duration) -> Self {
        Self {
            limit,
            start: Instant::now(),
            shared: Arc::default(),
        }
    }

    /// How long nothing may move.
    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// Something moved.
    pub(crate) fn moved(&self) {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.shared.since.fetch_max(now, Ordering::Relaxed);
    }

    fn sent(&self, bytes: usize) {
        self.shared.sent.fetch_add(bytes as u64, Ordering::Relaxed);
        self.moved();
    }

    /// The body has been taken whole, and part of it may wait in buffers.
    fn all_sent(&self) {
        let sent = self.shared.sent.load(Ordering::Relaxed);
        let elapsed = self.start.elapsed().as_secs_f64();
        let buffered = sent.min(BUFFERED_BYTES) as f64;
        let drain = Duration::from_secs_f64(elapsed * buffered / (sent.max(1) as f64));
        let until = self.start.elapsed() + drain.min(self.limit.saturating_mul(10));
        let until = u64::try_from(until.as_millis()).unwrap_or(u64::MAX);
        self.shared.since.fetch_max(until, Ordering::Relaxed);
    }

    fn deadline(&self) -> Instant {
        self.start + Duration::from_millis(self.shared.since.load(Ordering::Relaxed)) + self.limit
    }

    /// `work`, unless nothing moves for as long as the limit. What is done at
    /// once sets no alarm.
    pub(crate) async fn watch<T>(
        &self,
        mut work: Pin<&mut impl Future<Output = T>>,
    ) -> Result<T, Stalled> {
        let mut alarm = pin!(None::<Sleep>);
        poll_fn(|context| {
            if let Poll::Ready(done) = work.as_mut().poll(context) {
                return Poll::Ready(Ok(done));
            }
            if alarm.is_none() {
                alarm.set(Some(sleep_until(self.deadline())));
            }
            while let Some(mut alarm) = alarm.as_mut().as_pin_mut() {
                ready!(alarm.as_mut().poll(context));
                let deadline = self.deadline();
                if deadline <= alarm.deadline() {
                    break;
                }
                alarm.reset(deadline);
            }
            Poll::Ready(Err(Stalled))
        })
        .await
    }

    /// Lets a large body report how it moves.
    pub(crate) fn follow(&self, request: &mut Request) {
        if request.body().is_none() {
            return;
        }
        // A form's parts tell its length in the header only.
        let announced = request.headers().get(CONTENT_LENGTH);
        let announced = announced.and_then(|value| value.to_str().ok()?.parse().ok());
        let body = request.body_mut();
        let small = |body: &Body| {
            body.size_hint()
                .exact()
                .is_some_and(|bytes| bytes <= WATCHED_BYTES)
        };
        if let Some(inner) = body.take_if(|body| !small(body)) {
            *body = Some(Body::wrap(Followed {
                left: inner.size_hint().exact().or(announced),
                inner,
                clock: self.clone(),
                piece: Bytes::new(),
            }));
        }
    }
}

/// A body in pieces, each of which moves the clock when it is taken.
struct Followed {
    inner: Body,
    clock: Clock,
    piece: Bytes,
    /// Bytes to come, where that is known: the connection asks for no more than
    /// those, and so never comes upon the end.
    left: Option<u64>,
}

impl http_body::Body for Followed {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        if self.piece.is_empty() {
            match Pin::new(&mut self.inner).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => self.piece = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                Poll::Ready(None) => {
                    self.clock.all_sent();
                    return Poll::Ready(None);
                }
                other => return other,
            }
        }
        let length = self.piece.len().min(PIECE_BYTES);
        let piece = self.piece.split_to(length);
        self.clock.sent(length);
        self.left = self.left.map(|left| left.saturating_sub(length as u64));
        if self.left == Some(0) || self.is_end_stream() {
            self.clock.all_sent();
        }
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        let inner = self.inner.size_hint();
        let held = self.piece.len() as u64;
        match inner.exact() {
            Some(left) => SizeHint::with_exact(left + held),
            None => inner,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.piece.is_empty() && self.inner.is_end_stream()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn standing_still_ends_the_wait() {
        let clock = Clock::start(Duration::from_secs(20));
        let before = Instant::now();
        assert!(
            clock
                .watch(pin!(std::future::pending::<()>()))
                .await
                .is_err()
        );
        assert_eq!(before.elapsed(), Duration::from_secs(20));
    }

    #[tokio::test(start_paused = true)]
    async fn steady_progress_may_take_an_hour() {
        let clock = Clock::start(Duration::from_secs(20));
        let work = async {
            for _ in 0..240 {
                tokio::time::sleep(Duration::from_secs(15)).await;
                clock.moved();
            }
        };
        assert!(clock.watch(pin!(work)).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn what_waits_in_buffers_gets_the_time_that_it_took_so_far() {
        let clock = Clock::start(Duration::from_secs(20));
        for _ in 0..40 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            clock.sent(16 << 10);
        }
        clock.all_sent();
        let answer = tokio::time::sleep(Duration::from_secs(55));
        assert!(clock.watch(pin!(answer)).await.is_ok());
    }
}
