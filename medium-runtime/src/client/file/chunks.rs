//! Chunks of a file on their way.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use tokio::task::JoinHandle;

/// Small reads cost a thread hop each: 256 KiB makes an upload ten times faster
/// than tokio's 4 KiB.
const CHUNK_BYTES: usize = 256 << 10;

pub(crate) type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send + Sync>>;

/// Chunks on their way, shown to an observer.
pub(super) struct Observed<F> {
    chunks: Chunks,
    observe: F,
}

impl<F> Observed<F> {
    pub(super) fn new(chunks: Chunks, observe: F) -> Self {
        Self { chunks, observe }
    }
}

impl<F: FnMut(&[u8]) + Unpin> Stream for Observed<F> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.chunks.as_mut().poll_next(context);
        if let Poll::Ready(Some(Ok(chunk))) = &next {
            (self.observe)(chunk);
        }
        next
    }
}

/// Bytes in memory as chunks; none is copied.
pub(super) fn pieces(mut bytes: Bytes) -> Chunks {
    Box::pin(stream::iter(std::iter::from_fn(move || {
        let length = bytes.len().min(CHUNK_BYTES);
        (length > 0).then(|| Ok(bytes.split_to(length)))
    })))
}

/// Where the next chunk is.
enum Next<R> {
    Unread(R),
    Coming(JoinHandle<io::Result<(Bytes, R)>>),
}

/// The chunks of what is read. While one is sent, the next one is read.
pub(super) fn chunks<R: Read + Send + Sync + 'static>(reader: R) -> Chunks {
    Box::pin(stream::try_unfold(
        Next::Unread(reader),
        |next| async move {
            let coming = match next {
                Next::Unread(reader) => reading(reader),
                Next::Coming(coming) => coming,
            };
            let (chunk, reader) = coming.await.map_err(io::Error::other)??;
            Ok((!chunk.is_empty()).then(|| (chunk, Next::Coming(reading(reader)))))
        },
    ))
}

fn reading<R: Read + Send + 'static>(mut reader: R) -> JoinHandle<io::Result<(Bytes, R)>> {
    tokio::task::spawn_blocking(move || {
        let mut chunk = vec![0; CHUNK_BYTES];
        let mut filled = 0;
        while let Some(free) = chunk.get_mut(filled..).filter(|free| !free.is_empty()) {
            match reader.read(free) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        chunk.truncate(filled);
        Ok((Bytes::from(chunk), reader))
    })
}
