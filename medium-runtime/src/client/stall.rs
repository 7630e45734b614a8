//! Ends attempts that make no progress, after 20 seconds by default. A slow upload may take an hour.
//!
//! reqwest's time limits also end uploads that make progress: its total timeout because they
//! take long, its read timeout because nothing is read meanwhile. Here, each chunk of the request
//! body that the connection accepts is progress, and each chunk of the response. The data in the
//! buffers of the sockets is invisible from here: after the end of the body, the wait for the
//! response is extended by the time that this data takes at the speed so far.

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

/// Smaller bodies are not watched: they are sent at once.
const WATCHED_BYTES: u64 = 64 << 10;
/// Chunks of watched bodies. The connection reads up to 16 ahead.
const CHUNK_BYTES: usize = 16 << 10;
/// The maximum in the socket buffers of both sides, by the defaults of Linux.
const BUFFERED_BYTES: u64 = 10 << 20;

/// Why an attempt was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stalled {
    /// No progress for this time.
    NoProgress(Duration),
    /// The response made progress, but did not end within this time.
    TooSlow(Duration),
}

/// The time limits of an attempt, and its last progress.
#[derive(Debug)]
pub(crate) struct Clock {
    limit: Duration,
    /// The limit for reading the whole response.
    response: Duration,
    start: Instant,
    /// The progress of a watched request body.
    sending: Option<Arc<BodyProgress>>,
    /// The length of a body that is not watched.
    unwatched_bytes: u64,
}

impl Clock {
    pub(crate) fn start(limit: Duration, response: Duration) -> Self {
        Self {
            limit,
            response,
            start: Instant::now(),
            sending: None,
            unwatched_bytes: 0,
        }
    }

    /// Waits for the head of the response, unless there is no progress for the limit.
    pub(crate) async fn watch<T>(
        &self,
        work: Pin<&mut impl Future<Output = T>>,
    ) -> Result<T, Stalled> {
        self.watch_since(Some(self.start), work).await
    }

    /// Waits for a chunk of a streamed response, which has no total limit.
    pub(crate) async fn next<T>(
        &self,
        work: Pin<&mut impl Future<Output = T>>,
    ) -> Result<T, Stalled> {
        self.watch_since(None, work).await
    }

    async fn watch_since<T>(
        &self,
        mut start: Option<Instant>,
        work: Pin<&mut impl Future<Output = T>>,
    ) -> Result<T, Stalled> {
        before_deadline(work, || {
            let start = *start.get_or_insert_with(Instant::now);
            (
                self.last_activity(start) + self.limit,
                Stalled::NoProgress(self.limit),
            )
        })
        .await
    }

    /// Waits for a chunk of the response, right after the previous one.
    ///
    /// `waiting_since` is shared by all chunks of a response: the time of the first wait. From then
    /// on, the limit on the whole response applies, which ends one that trickles.
    pub(crate) async fn next_chunk<T>(
        &self,
        waiting_since: &mut Option<Instant>,
        work: Pin<&mut impl Future<Output = T>>,
    ) -> Result<T, Stalled> {
        let mut waiting = None;
        before_deadline(work, || {
            let waiting = *waiting.get_or_insert_with(Instant::now);
            let since = *waiting_since.get_or_insert(waiting);
            // A response may start before the request has ended.
            let still = self.last_activity(waiting) + self.limit;
            let slow = self.last_activity(since) + self.response;
            if still <= slow {
                (still, Stalled::NoProgress(self.limit))
            } else {
                (slow, Stalled::TooSlow(self.response))
            }
        })
        .await
    }

    /// Returns the number of bytes of the request body that the connection accepted.
    pub(crate) fn sent_bytes(&self) -> u64 {
        match &self.sending {
            Some(sending) => sending.bytes.load(Ordering::Relaxed),
            None => self.unwatched_bytes,
        }
    }

    /// Replaces the limit on the time without progress.
    pub(crate) fn with_stall_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    fn last_activity(&self, before: Instant) -> Instant {
        match &self.sending {
            Some(sending) => sending.last_activity().max(before),
            None => before,
        }
    }

    /// Watches the request body, if it is large.
    pub(crate) fn watch_body(&mut self, request: &mut Request) {
        let length = |body: &Body| body.size_hint().exact();
        let small = |body: &Body| length(body).filter(|bytes| *bytes <= WATCHED_BYTES);
        self.unwatched_bytes = request.body().and_then(small).unwrap_or_default();
        let is_large = |body: &mut Body| small(body).is_none();
        let Some(inner) = request.body_mut().take_if(is_large) else {
            return;
        };
        // The length of a form is only in the header.
        let announced = request.headers().get(CONTENT_LENGTH);
        let announced = announced.and_then(|value| value.to_str().ok()?.parse().ok());
        let sending = Arc::new(BodyProgress::start(self.start, self.limit));
        *request.body_mut() = Some(Body::wrap(WatchedBody {
            remaining: inner.size_hint().exact().or(announced),
            inner,
            sending: Arc::clone(&sending),
            chunk: Bytes::new(),
        }));
        self.sending = Some(sending);
    }
}

/// Runs `work` until `deadline`, which may move meanwhile. Returns the reason if the
/// deadline passes first. Work that is ready immediately sets no timer and reads no clock.
async fn before_deadline<T>(
    mut work: Pin<&mut impl Future<Output = T>>,
    mut deadline: impl FnMut() -> (Instant, Stalled),
) -> Result<T, Stalled> {
    let mut alarm = pin!(None::<Sleep>);
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Ok(done));
        }
        if alarm.is_none() {
            alarm.set(Some(sleep_until(deadline().0)));
        }
        loop {
            let Some(mut alarm) = alarm.as_mut().as_pin_mut() else {
                return Poll::Pending;
            };
            ready!(alarm.as_mut().poll(context));
            let (later, stalled) = deadline();
            if later <= alarm.deadline() {
                return Poll::Ready(Err(stalled));
            }
            alarm.reset(later);
        }
    })
    .await
}

/// The progress of a request body.
#[derive(Debug)]
struct BodyProgress {
    start: Instant,
    limit: Duration,
    /// Milliseconds from the start to the last progress, or to the time at which the buffers are
    /// probably sent.
    activity_millis: AtomicU64,
    /// Bytes that the connection accepted.
    bytes: AtomicU64,
}

impl BodyProgress {
    fn start(start: Instant, limit: Duration) -> Self {
        Self {
            start,
            limit,
            activity_millis: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    fn last_activity(&self) -> Instant {
        self.start + Duration::from_millis(self.activity_millis.load(Ordering::Relaxed))
    }

    fn set_last_activity(&self, since_start: Duration) {
        let millis = u64::try_from(since_start.as_millis()).unwrap_or(u64::MAX);
        self.activity_millis.fetch_max(millis, Ordering::Relaxed);
    }

    fn record(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        self.set_last_activity(self.start.elapsed());
    }

    /// Records the end of the body, a part of which may still be in buffers.
    fn record_end(&self) {
        let bytes = self.bytes.load(Ordering::Relaxed);
        let elapsed = self.start.elapsed();
        let buffered = bytes.min(BUFFERED_BYTES) as f64;
        let drain = elapsed.mul_f64(buffered / (bytes.max(1) as f64));
        self.set_last_activity(elapsed + drain.min(self.limit.saturating_mul(10)));
    }
}

/// A body in small chunks, each of which is recorded as progress.
struct WatchedBody {
    inner: Body,
    sending: Arc<BodyProgress>,
    chunk: Bytes,
    /// Remaining bytes, if known: the connection stops reading after them.
    remaining: Option<u64>,
}

impl http_body::Body for WatchedBody {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        if self.chunk.is_empty() {
            match Pin::new(&mut self.inner).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => self.chunk = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                Poll::Ready(None) => {
                    self.sending.record_end();
                    return Poll::Ready(None);
                }
                other => return other,
            }
        }
        let length = self.chunk.len().min(CHUNK_BYTES);
        let chunk = self.chunk.split_to(length);
        self.sending.record(length);
        self.remaining = self
            .remaining
            .map(|bytes| bytes.saturating_sub(length as u64));
        if self.remaining == Some(0) || self.is_end_stream() {
            self.sending.record_end();
        }
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn size_hint(&self) -> SizeHint {
        let inner = self.inner.size_hint();
        let chunk = self.chunk.len() as u64;
        match inner.exact() {
            Some(left) => SizeHint::with_exact(left + chunk),
            None => inner,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.chunk.is_empty() && self.inner.is_end_stream()
    }
}

#[cfg(test)]
mod tests;
