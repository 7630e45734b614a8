//! Intercepts keep-alive connections: if a request begins while a fault is active, hyper returns its
//! connection.
//!
//! Closing idle connections when a fault is injected would be a race: a request that the client sends
//! at that moment would be lost, or be served without the fault.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::injector::FaultInjector;

/// Whether the connection is idle, between two requests.
#[derive(Clone)]
pub(crate) struct IdleFlag(Arc<AtomicBool>);

impl IdleFlag {
    fn set(&self, idle: bool) {
        self.0.store(idle, Ordering::SeqCst);
    }

    fn get(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// A connection for hyper. For hyper, it ends before a request that begins while a fault is active.
pub(crate) struct InterceptedStream {
    stream: TcpStream,
    injector: FaultInjector,
    idle: IdleFlag,
    /// The first bytes of that request; empty until then.
    intercepted: Vec<u8>,
}

impl InterceptedStream {
    pub(crate) fn new(stream: TcpStream, injector: FaultInjector) -> Self {
        Self {
            stream,
            injector,
            idle: IdleFlag(Arc::new(AtomicBool::new(true))),
            intercepted: Vec::new(),
        }
    }

    pub(crate) fn idle(&self) -> IdleFlag {
        self.idle.clone()
    }

    /// Returns the connection, and the first bytes of a request that hyper did not read.
    pub(crate) fn into_parts(self) -> (TcpStream, Vec<u8>) {
        (self.stream, self.intercepted)
    }
}

impl AsyncRead for InterceptedStream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.intercepted.is_empty() {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(cx, buffer))?;
        if buffer.filled().len() == before {
            return Poll::Ready(Ok(()));
        }
        if this.idle.get() && !this.injector.has_no_faults() {
            this.intercepted
                .extend_from_slice(&buffer.filled()[before..]);
            buffer.set_filled(before);
        } else {
            this.idle.set(false);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for InterceptedStream {
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

/// The body of a response. Once it is dropped, the connection is idle.
pub(crate) struct TrackedBody {
    body: Body,
    idle: IdleFlag,
}

impl TrackedBody {
    pub(crate) fn new(body: Body, idle: IdleFlag) -> Self {
        Self { body, idle }
    }
}

impl HttpBody for TrackedBody {
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

impl Drop for TrackedBody {
    fn drop(&mut self) {
        self.idle.set(true);
    }
}
