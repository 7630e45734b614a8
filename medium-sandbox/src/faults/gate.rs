//! A kept connection, which is taken back from hyper where a request begins while faults are in
//! force.
//!
//! To close it at the injection instead would race with its client: a request that is sent just then
//! is lost, or comes through without the fault.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::switchboard::Switchboard;

/// Whether the connection waits for its next request.
#[derive(Clone)]
pub(crate) struct Between(Arc<AtomicBool>);

impl Between {
    fn set(&self, between: bool) {
        self.0.store(between, Ordering::SeqCst);
    }

    fn get(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// The connection as hyper reads it: it seems to end where a request begins that a fault may be for.
pub(crate) struct Gate {
    stream: TcpStream,
    board: Switchboard,
    between: Between,
    /// The beginning of that request; empty until then.
    held: Vec<u8>,
}

impl Gate {
    pub(crate) fn new(stream: TcpStream, board: Switchboard) -> Self {
        Self {
            stream,
            board,
            between: Between(Arc::new(AtomicBool::new(true))),
            held: Vec::new(),
        }
    }

    pub(crate) fn between(&self) -> Between {
        self.between.clone()
    }

    /// The connection, and the beginning of a request that hyper has not seen.
    pub(crate) fn into_parts(self) -> (TcpStream, Vec<u8>) {
        (self.stream, self.held)
    }
}

impl AsyncRead for Gate {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.held.is_empty() {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(cx, buffer))?;
        if buffer.filled().len() == before {
            return Poll::Ready(Ok(()));
        }
        if this.between.get() && !this.board.quiet() {
            this.held.extend_from_slice(&buffer.filled()[before..]);
            buffer.set_filled(before);
        } else {
            this.between.set(false);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Gate {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

/// The body of a response. With its end, the connection waits for the next request.
pub(crate) struct Last {
    body: Body,
    between: Between,
}

impl Last {
    pub(crate) fn new(body: Body, between: Between) -> Self {
        Self { body, between }
    }
}

impl HttpBody for Last {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Last {
    fn drop(&mut self) {
        self.between.set(true);
    }
}
