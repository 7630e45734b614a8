//! Bodies that are streamed.

use std::fmt;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream};
use reqwest::StatusCode;
use tokio::io::{AsyncWrite, AsyncWriteExt as _};

use super::decode::ResponseContext;
use super::error::Cause;
use super::response::content_length;
use super::streaming_body::StreamingBody;
use super::transport_error::response_too_large;
use super::{Error, ErrorResponse, Operation};

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// A response body that is not read yet, such as an image. One chunk at a time is in memory.
///
/// ```no_run
/// # use medium_runtime::{Download, Error};
/// # async fn example(download: Download) -> Result<(), Error> {
/// println!("{:?}, {:?} bytes", download.content_type(), download.length());
/// download.save("cover.png").await?;
/// # Ok(())
/// # }
/// ```
///
/// It is a [`Stream`] of chunks. It has no total time limit, but ends in an error if
/// nothing arrives for [`Builder::stall_timeout`](super::Builder::stall_timeout), or if
/// the connection breaks: a truncated body is never treated as complete.
#[must_use = "the body is not read until you call a method such as `bytes`"]
pub struct Download {
    operation: &'static Operation,
    content_type: Option<String>,
    length: Option<u64>,
    status: StatusCode,
    request_id: Option<String>,
    chunks: Chunks,
    #[cfg(feature = "blocking")]
    runner: Option<super::Runner>,
}

impl Download {
    pub(crate) fn new(context: &mut ResponseContext<'_>) -> Self {
        let received = &mut *context.received;
        let chunks: Chunks = match received.streaming_body.take() {
            Some(body) => Box::pin(chunks(body)),
            None => Box::pin(stream::empty()),
        };
        Self {
            operation: received.operation,
            content_type: received.content_type().map(str::to_owned),
            length: content_length(&received.headers).map(|length| length as u64),
            status: received.status,
            request_id: received.request_id(&*context.transport.0.service),
            chunks,
            #[cfg(feature = "blocking")]
            runner: context.prepared.runner.clone(),
        }
    }

    /// Returns the media type, if the response has one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns the length in bytes, if the response has one.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`Error::Timeout`] or [`Error::Connection`]; [`Error::OutcomeUnknown`] if the call is not
    /// idempotent.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| self.chunks.as_mut().poll_next(context))
            .await
            .transpose()
    }

    /// Reads the whole body into memory.
    ///
    /// # Errors
    ///
    /// Like [`chunk`](Self::chunk), with [`Error::TooLarge`] above `limit` bytes.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, Error> {
        let request_id = self.request_id.take();
        let advice = "raise the limit, or save it to a file";
        let too_large =
            response_too_large(self.operation, self.status, advice).with_request_id(|| request_id);
        if self.length.is_some_and(|length| length > limit as u64) {
            return Err(too_large);
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if body.len() + chunk.len() > limit {
                return Err(too_large);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }

    /// Writes the body to `writer`. Returns the number of bytes.
    ///
    /// # Errors
    ///
    /// Like [`chunk`](Self::chunk), with [`Error::Output`] if the writer fails.
    pub async fn copy_to(mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64, Error> {
        let failed = output_error(self.operation, self.request_id.clone(), String::new());
        let mut written = 0;
        while let Some(chunk) = self.chunk().await? {
            writer.write_all(&chunk).await.map_err(&failed)?;
            written += chunk.len() as u64;
        }
        writer.flush().await.map_err(&failed)?;
        Ok(written)
    }

    /// Writes the body to `….part`, and renames it when complete. Returns the number of bytes.
    ///
    /// # Errors
    ///
    /// Like [`copy_to`](Self::copy_to), to a file. A partial file is removed.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref();
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let prefix = format!("{}: ", path.display());
        let failed = output_error(self.operation, self.request_id.clone(), prefix);
        let mut file = tokio::fs::File::create(&part).await.map_err(&failed)?;
        let written = match self.copy_to(&mut file).await {
            Ok(written) => tokio::fs::rename(&part, path)
                .await
                .map(|()| written)
                .map_err(&failed),
            Err(error) => Err(error),
        };
        if written.is_err() {
            // The error matters more than a failure to clean up.
            let _ = tokio::fs::remove_file(&part).await;
        }
        written
    }

    /// Returns a blocking reader of the body. The call must come from the blocking client.
    #[cfg(feature = "blocking")]
    pub fn into_reader(self) -> super::Reader {
        super::Reader::new(self.chunks, self.runner)
    }
}

/// Converts I/O errors. `prefix` precedes their text.
fn output_error(
    operation: &'static Operation,
    request_id: Option<String>,
    prefix: String,
) -> impl Fn(std::io::Error) -> Error {
    move |error| {
        let error = Error::Output {
            operation: operation.id,
            problem: format!("{prefix}{error}"),
            response: ErrorResponse::default(),
            source: Some(Cause::new(error)),
        };
        error.with_request_id(|| request_id.clone())
    }
}

/// Returns the chunks, until the end or an error.
fn chunks(body: Box<StreamingBody>) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    stream::try_unfold(body, |mut body| async move {
        let chunk = body.chunk().await?;
        Ok(chunk.map(|chunk| (chunk, body)))
    })
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks.as_mut().poll_next(context)
    }
}

/// Does not show the body.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("content_type", &self.content_type)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
