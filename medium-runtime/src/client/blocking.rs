//! Iterators and readers over streams, for blocking programs.

use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;

use bytes::{Buf as _, Bytes};
use futures_util::stream::Stream;

use super::{Error, Runner};

/// A blocking iterator over [`Events`](super::Events) or [`Items`](super::Items).
pub struct BlockingIter<T> {
    stream: Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>,
    /// The runtime of the blocking client, if the call was made by one.
    runner: Option<Runner>,
}

impl<T> BlockingIter<T> {
    pub(crate) fn new(
        stream: Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>,
        runner: Option<Runner>,
    ) -> Self {
        Self { stream, runner }
    }
}

impl<T> Iterator for BlockingIter<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(runner) = &self.runner else {
            let problem =
                "comes from the asynchronous client: await it, or use the blocking client";
            return Some(Err(Error::input("client", "stream", problem)));
        };
        let next = std::future::poll_fn(|context| self.stream.as_mut().poll_next(context));
        runner.run(next).unwrap_or_else(|error| Some(Err(error)))
    }
}

/// A blocking reader of a [`Download`](super::Download). Its I/O errors wrap an [`Error`].
pub struct Reader {
    chunks: BlockingIter<Bytes>,
    /// Received bytes that were not read yet.
    chunk: Bytes,
}

impl Reader {
    pub(crate) fn new(
        stream: Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>,
        runner: Option<Runner>,
    ) -> Self {
        Self {
            chunks: BlockingIter::new(stream, runner),
            chunk: Bytes::new(),
        }
    }
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match self.chunks.next() {
                Some(chunk) => self.chunk = chunk.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let length = self.chunk.len().min(into.len());
        self.chunk.copy_to_slice(&mut into[..length]);
        Ok(length)
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for BlockingIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingIter").finish_non_exhaustive()
    }
}
