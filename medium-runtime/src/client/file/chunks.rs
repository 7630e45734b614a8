//! Streams of the chunks of a file.

use std::io::{self, Read};
use std::pin::Pin;

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use tokio::task::JoinHandle;

/// Each read hops to another thread: uploads are ten times faster than with tokio's 4 KiB.
const CHUNK_BYTES: usize = 256 << 10;

pub(crate) type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send + Sync>>;

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
