//! Files to send: from disk, memory, a stream or a reader.

mod chunks;

use std::fmt;
use std::io::Read;
use std::path::Path;

use bytes::Bytes;
use futures_util::stream::{Stream, TryStreamExt as _};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::{Error, media};
pub(crate) use chunks::Chunks;
use chunks::{chunks, split};

/// How many bytes the media type is detected from.
const HEAD_BYTES: usize = 16;

/// A file to send, with its name and media type.
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
    /// In bytes, if known.
    length: Option<u64>,
    content: Content,
}

pub(crate) enum Content {
    Bytes(Bytes),
    Chunks(Chunks),
}

impl File {
    /// Opens a file, which is read while it is sent, 256 KiB at a time. The media type is detected
    /// for images and PDFs; others need [`with_content_type`](Self::with_content_type).
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if it can't be read or is not a file.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let invalid = |problem: String| {
            Error::input("client", "file", format!("{} {problem}", path.display()))
        };
        let unreadable = |error: std::io::Error| invalid(format!("can't be read: {error}"));
        let metadata = tokio::fs::metadata(path).await.map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(invalid("is not a file".to_owned()));
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
            content_type: media::detect(&head[..filled]).map(str::to_owned),
            length: Some(metadata.len()),
            // If the file grows meanwhile, the original length is sent.
            content: Content::Chunks(chunks(file.into_std().await.take(metadata.len()))),
        })
    }

    /// Creates a file in memory. The media type is detected as for [`open`](Self::open).
    pub fn from_bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self {
            name: plain_name(name),
            content_type: media::detect(&bytes).map(str::to_owned),
            length: Some(bytes.len() as u64),
            content: Content::Bytes(bytes),
        }
    }

    /// Creates a file from a stream of `length` bytes, if known. It can be sent once.
    /// Set its type with [`with_content_type`](Self::with_content_type).
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

    /// Creates a file from a reader, of `length` bytes if known. It is read while it is
    /// sent, on a thread that may block, and can be sent once. Set its type with
    /// [`with_content_type`](Self::with_content_type).
    pub fn from_reader(
        name: &str,
        length: Option<u64>,
        reader: impl Read + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: plain_name(name),
            content_type: None,
            length,
            content: Content::Chunks(match length {
                Some(length) => chunks(reader.take(length)),
                None => chunks(reader),
            }),
        }
    }

    /// Sets the media type.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Returns the media type, if known.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns the name, as it is sent: ASCII letters, digits, `.`, `-` and `_`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the length in bytes, if known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Calls `observe` with each chunk, in order, when the connection accepts it.
    #[must_use]
    pub fn observed(mut self, mut observe: impl FnMut(&[u8]) + Send + Sync + 'static) -> Self {
        let chunks = match self.content {
            Content::Bytes(bytes) => split(bytes),
            Content::Chunks(chunks) => chunks,
        };
        self.content = Content::Chunks(Box::pin(chunks.inspect_ok(move |chunk| observe(chunk))));
        self
    }

    pub(crate) fn into_content(self) -> Content {
        self.content
    }
}

/// Creates a file named `file` in memory.
impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self::from_bytes("file", bytes)
    }
}

/// Creates a file named `file` in memory.
impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes("file", bytes)
    }
}

/// Creates a file named `file` in memory.
impl From<&'static [u8]> for File {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from_bytes("file", bytes)
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

/// Replaces characters that would need encoding in a header.
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
