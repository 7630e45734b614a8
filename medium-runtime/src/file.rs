//! A file to be sent: from the disk, from memory, or from a stream.

use std::fmt;
use std::io::{self, Read as _};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::task::JoinHandle;

use super::Error;

/// Small reads cost a thread hop each: 256 KiB makes an upload ten times faster
/// than tokio's 4 KiB.
const CHUNK_BYTES: usize = 256 << 10;
/// How much the type is told from.
const HEAD_BYTES: usize = 64;

type Chunks = Pin<Box<dyn Stream<Item = std::io::Result<Bytes>> + Send + Sync>>;

/// A file to be sent, with its name and type.
///
/// ```
/// use medium_runtime::File;
///
/// let file = File::from_bytes("dot.gif", b"GIF89a\x01\x00\x01\x00".as_slice());
/// assert_eq!(file.content_type(), Some("image/gif"));
/// ```
pub struct File {
    name: String,
    content_type: Option<String>,
    /// Bytes, where known.
    length: Option<u64>,
    content: Content,
}

pub(crate) enum Content {
    Bytes(Bytes),
    Chunks(Chunks),
}

impl File {
    /// A file on disk, read while it is sent, 256 KiB at a time. Its type is
    /// told from its first bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where it can't be opened or read, or is no file.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let refused = |problem: String| {
            Error::input("client", "file", format!("{} {problem}", path.display()))
        };
        let unreadable = |error: std::io::Error| refused(format!("can't be read: {error}"));
        let metadata = tokio::fs::metadata(path).await.map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(refused("is no file: name one".to_owned()));
        }
        let mut file = tokio::fs::File::open(path).await.map_err(unreadable)?;
        let mut head = [0; HEAD_BYTES];
        let mut filled = 0;
        while filled < HEAD_BYTES {
            match file.read(&mut head[filled..]).await.map_err(unreadable)? {
                0 => break,
                read => filled += read,
            }
        }
        file.rewind().await.map_err(unreadable)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self {
            name: plain_name(&name),
            content_type: told(&head[..filled]),
            length: Some(metadata.len()),
            // What grows while it is sent is sent as it was.
            content: Content::Chunks(chunks(file.into_std().await.take(metadata.len()))),
        })
    }

    /// A file in memory. Its type is told from its first bytes.
    pub fn from_bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self {
            name: plain_name(name),
            content_type: told(&bytes[..bytes.len().min(HEAD_BYTES)]),
            length: Some(bytes.len() as u64),
            content: Content::Bytes(bytes),
        }
    }

    /// A stream of `length` bytes, where that is known. It can be sent once;
    /// its type has to be given with [`File::with_content_type`].
    pub fn from_stream(
        name: &str,
        length: Option<u64>,
        stream: impl Stream<Item = std::io::Result<Bytes>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: plain_name(name),
            content_type: None,
            length,
            content: Content::Chunks(Box::pin(stream)),
        }
    }

    /// With this media type, whatever the bytes look like.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The media type, where it is known.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The name as it is sent: ASCII letters, digits, `.`, `-` and `_`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Length in bytes, where it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Calls `observe` with each chunk, in order, as the connection takes it.
    #[must_use]
    pub fn observed(mut self, observe: impl FnMut(&[u8]) + Send + Sync + Unpin + 'static) -> Self {
        let chunks = match self.content {
            Content::Bytes(bytes) => pieces(bytes),
            Content::Chunks(chunks) => chunks,
        };
        self.content = Content::Chunks(Box::pin(Observed { chunks, observe }));
        self
    }

    pub(crate) fn into_content(self) -> Content {
        self.content
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

fn told(head: &[u8]) -> Option<String> {
    infer::get(head).map(|kind| kind.mime_type().to_owned())
}

/// A file's name stands in a header, and is shown nowhere.
fn plain_name(name: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || "._-".contains(c) {
            c
        } else {
            '-'
        }
    };
    let name: String = name.chars().map(plain).take(100).collect();
    if name.is_empty() {
        "file".to_owned()
    } else {
        name
    }
}

/// Chunks on their way, shown to an observer.
struct Observed<F> {
    chunks: Chunks,
    observe: F,
}

impl<F: FnMut(&[u8]) + Unpin> Stream for Observed<F> {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.chunks.as_mut().poll_next(context);
        if let Poll::Ready(Some(Ok(chunk))) = &next {
            (self.observe)(chunk);
        }
        next
    }
}

/// Bytes in memory as chunks; none is copied.
fn pieces(mut bytes: Bytes) -> Chunks {
    Box::pin(stream::iter(std::iter::from_fn(move || {
        let length = bytes.len().min(CHUNK_BYTES);
        (length > 0).then(|| Ok(bytes.split_to(length)))
    })))
}

/// What is left to be read, and no more than was there at first.
type Source = io::Take<std::fs::File>;

/// Where the next chunk is.
enum Next {
    Unread(Source),
    Coming(JoinHandle<io::Result<(Bytes, Source)>>),
}

/// The chunks of a file. While one is sent, the next one is read.
fn chunks(file: Source) -> Chunks {
    Box::pin(stream::try_unfold(Next::Unread(file), |next| async move {
        let coming = match next {
            Next::Unread(source) => reading(source),
            Next::Coming(coming) => coming,
        };
        let (chunk, source) = coming.await.map_err(io::Error::other)??;
        Ok((!chunk.is_empty()).then(|| (chunk, Next::Coming(reading(source)))))
    }))
}

fn reading(mut source: Source) -> JoinHandle<io::Result<(Bytes, Source)>> {
    tokio::task::spawn_blocking(move || {
        let mut chunk = vec![0; CHUNK_BYTES];
        let mut filled = 0;
        while let Some(free) = chunk.get_mut(filled..).filter(|free| !free.is_empty()) {
            match source.read(free) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        chunk.truncate(filled);
        Ok((Bytes::from(chunk), source))
    })
}
