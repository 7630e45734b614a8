//! Reads request bodies: with a timeout, and to their end even if the route does not need them.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Error;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep, timeout};

/// The maximum pause within a body.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How long, and for how many bytes, the rest of a rejected body is read.
const LINGER: Duration = Duration::from_secs(30);
const LINGER_BYTES: usize = 1 << 30;

/// Sends the response after the whole request was read. A client that sends everything before it reads
/// would otherwise get a closed connection instead of the error. Medium's proxy does the same.
pub(crate) async fn read_to_end(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    // A client that waits for `100 Continue` has sent no body yet.
    let expects_continue = request.headers().contains_key(header::EXPECT);
    let (parts, body) = request.into_parts();
    let body = Shared(Arc::new(Mutex::new(Incoming::new(body))));
    let request = Request::from_parts(parts, Body::new(body.clone()));
    let response = next.run(request).await;
    if !expects_continue || body.begun() {
        // Ignored: the response is sent in any case.
        let _ = timeout(LINGER, discard(body)).await;
    }
    response
}

async fn discard(mut body: Shared) {
    let mut remaining = LINGER_BYTES;
    while let Some(Ok(frame)) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await
    {
        let read = frame.data_ref().map_or(0, Bytes::len);
        match remaining.checked_sub(read) {
            Some(rest) => remaining = rest,
            None => return,
        }
    }
}

/// A body that fails if the client pauses for too long.
struct Incoming {
    body: Body,
    deadline: Pin<Box<Sleep>>,
    begun: bool,
}

impl Incoming {
    fn new(body: Body) -> Self {
        Self {
            body,
            deadline: Box::pin(sleep(TIMEOUT)),
            begun: false,
        }
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.begun = true;
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            self.deadline.as_mut().reset(Instant::now() + TIMEOUT);
            return Poll::Ready(frame);
        }
        ready!(self.deadline.as_mut().poll(cx));
        let error = io::Error::from(io::ErrorKind::TimedOut);
        Poll::Ready(Some(Err(Error::new(error))))
    }
}

/// A body whose rest can be read after the route.
#[derive(Clone)]
struct Shared(Arc<Mutex<Incoming>>);

impl Shared {
    fn with<R>(&self, look: impl FnOnce(&mut Incoming) -> R) -> R {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn begun(&self) -> bool {
        self.with(|incoming| incoming.begun)
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.with(|incoming| incoming.poll_frame(cx))
    }

    fn is_end_stream(&self) -> bool {
        self.with(|incoming| incoming.body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.with(|incoming| incoming.body.size_hint())
    }
}
