//! What a real service was seen to do, and how that differs from the document and from the sandbox.
//!
//! A recording is a text of JSON lines: a head, then a line for each exchange. Nothing in it is a
//! secret. [`Recording::verify`] replays it against a sandbox of its own, which starts with the
//! people and publications that were seen.

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

/// The version of the form that this sandbox reads and writes.
const VERSION: u32 = 1;

/// Why a text is no recording.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// The first line is not the head of a recording.
    #[error("it is no recording: its first line does not say so")]
    Foreign,
    /// It was written by a later sandbox.
    #[error("it is of version {0}, and this sandbox reads version {VERSION}")]
    Version(u32),
    /// A line that is no exchange.
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

/// Exchanges with a service, in the order in which they happened.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Recording {
    /// The origin of the service.
    pub upstream: String,
    /// What was asked and what came back.
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

    /// The first line of its text.
    pub fn head(&self) -> String {
        let head = Head {
            recording: VERSION,
            upstream: self.upstream.clone(),
        };
        line(&head)
    }

    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// Where the text is none, or a line of it can't be read.
    pub fn parse(text: &str) -> Result<Self, RecordingError> {
        let mut lines = text.lines().enumerate();
        let head = lines.next().map(|(_, line)| line).unwrap_or_default();
        let head: Head = serde_json::from_str(head).map_err(|_| RecordingError::Foreign)?;
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

/// A line of a recording, with its end.
fn line(value: &impl Serialize) -> String {
    // Nothing in it can't be JSON.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}
