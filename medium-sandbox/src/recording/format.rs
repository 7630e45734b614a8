//! The format of recordings: JSON lines, a head and then one line per exchange.

use serde::{Deserialize, Serialize};

use super::exchange::{Exchange, json_line};

/// The version of the format.
const VERSION: u32 = 1;

/// Why a recording can't be parsed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// The first line is not the head of a recording.
    #[error("it is not a recording; choose a file that `medium record` wrote")]
    NotARecording,
    /// A later version of the sandbox wrote it.
    #[error(
        "it has version {0}, but this sandbox supports only version {VERSION}; update the sandbox"
    )]
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
    /// Creates an empty recording of the service at `upstream`.
    pub fn new(upstream: impl Into<String>) -> Self {
        Self {
            upstream: upstream.into(),
            exchanges: Vec::new(),
        }
    }

    /// Returns the head as a line of a recording.
    pub fn head(&self) -> String {
        let head = Head {
            recording: VERSION,
            upstream: self.upstream.clone(),
        };
        json_line(&head)
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
        for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let exchange = serde_json::from_str(line).map_err(|error| RecordingError::Line {
                line: index + 1,
                problem: error.to_string(),
            })?;
            recording.exchanges.push(exchange);
        }
        Ok(recording)
    }
}
