//! Streams of the chunks of a file.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use tokio::task::JoinHandle;

/// Each read hops to another thread: with 256 KiB an upload is ten times faster than
/// with tokio's 4 KiB.
const CHUNK_BYTES: usize = 256 << 10;

pub(crate) type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send + Sync>>;

/// Chunks that an observer sees.
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

/// Splits bytes into chunks, without a copy.
pub(super) fn split(mut bytes: Bytes) -> Chunks {
    Box::pin(stream::iter(std::iter::from_fn(move || {
        let length = bytes.len().min(CHUNK_BYTES);
        (length > 0).then(|| Ok(bytes.split_to(length)))
    })))
}

/// The next chunk: not requested, or being read.
enum Next<R> {
    Idle(R),
    Reading(JoinHandle<io::Result<(Bytes, R)>>),
}

/// Reads chunks from `reader`. While one is sent, the next is read.
pub(super) fn chunks<R: Read + Send + Sync + 'static>(reader: R) -> Chunks {
    Box::pin(stream::try_unfold(Next::Idle(reader), |next| async move {
        let task = match next {
            Next::Idle(reader) => reading(reader),
            Next::Reading(task) => task,
        };
        let (chunk, reader) = task.await.map_err(io::Error::other)??;
        Ok((!chunk.is_empty()).then(|| (chunk, Next::Reading(reading(reader)))))
    }))
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
