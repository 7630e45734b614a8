//! Recordings of the real service, and how it differs from the document and the sandbox.
//!
//! A recording is JSON lines: a head, then one line per exchange, without secrets.
//! [`Recording::verify`] replays it against a sandbox that starts with the recorded users and
//! publications.

mod compare;
mod exchange;
mod finding;
mod locate;
mod replay;
mod seed;

use serde::{Deserialize, Serialize};

pub use exchange::{Credential, Exchange, Message};
pub use finding::{Basis, Finding};
pub use replay::Verification;

/// The version of the format.
const VERSION: u32 = 1;

/// Why a recording can't be parsed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// The first line is not the head of a recording.
    #[error("it is not a recording: the first line is not the head of one")]
    NotARecording,
    /// A later version of the sandbox wrote it.
    #[error("it has version {0}, and this sandbox supports version {VERSION}")]
    Version(u32),
    /// A line is not an exchange.
    #[error("line {line}: {problem}")]
    Line {
        /// Counts from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
}

/// The first line of a recording.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The version.
    recording: u32,
    upstream: String,
}

/// Exchanges with a service, oldest first.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Recording {
    /// The origin of the service.
    pub upstream: String,
    /// The requests and responses.
    pub exchanges: Vec<Exchange>,
}

impl Recording {
    /// An empty recording of the service at `upstream`.
    pub fn new(upstream: impl Into<String>) -> Self {
        Self {
            upstream: upstream.into(),
            exchanges: Vec::new(),
        }
    }

    /// The head as a line of a recording.
    pub fn head(&self) -> String {
        let head = Head {
            recording: VERSION,
            upstream: self.upstream.clone(),
        };
        line(&head)
    }

    /// Parses a recording.
    ///
    /// # Errors
    ///
    /// If the text is not a recording, or a line is invalid.
    pub fn parse(text: &str) -> Result<Self, RecordingError> {
        let mut lines = text.lines().enumerate();
        let head = lines.next().map(|(_, line)| line).unwrap_or_default();
        let head: Head = serde_json::from_str(head).map_err(|_| RecordingError::NotARecording)?;
        if head.recording != VERSION {
            return Err(RecordingError::Version(head.recording));
        }
        let mut recording = Self::new(head.upstream);
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let exchange = serde_json::from_str(line).map_err(|error| RecordingError::Line {
                line: at + 1,
                problem: error.to_string(),
            })?;
            recording.exchanges.push(exchange);
        }
        Ok(recording)
    }
}

/// A line of a recording, with a line break.
fn line(value: &impl Serialize) -> String {
    // Every value is valid JSON.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}
