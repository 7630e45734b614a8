//! Parses event streams. (The crates for it buffer events without a limit.)

use std::time::Duration;

use bytes::{Buf as _, BytesMut};

use super::Event;
use crate::client::response::MAX_BYTES;

/// An event, or a line of it, exceeds the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// The received text that was not yet returned as events.
#[derive(Debug, Default)]
pub(super) struct Parser {
    received: BytesMut,
    /// How much of `received` is known to contain no end of a line.
    searched: usize,
    /// Whether a line was read: only the first may start with a byte order mark.
    started: bool,
    /// Whether the last line ended with `\r`, after which a `\n` belongs to it.
    returned: bool,
    name: String,
    data: String,
    has_data: bool,
    /// The last id, also of earlier events. The id of an incomplete event is
    /// ignored: after a resume, that event would be lost.
    pub(super) id: String,
    next_id: Option<String>,
    /// How long to wait before the stream is reopened.
    pub(super) retry: Option<Duration>,
}

impl Parser {
    /// Prepares for a reopened stream: drops the incomplete event.
    pub(super) fn restart(&mut self) {
        *self = Self {
            id: std::mem::take(&mut self.id),
            retry: self.retry,
            ..Self::default()
        };
    }

    pub(super) fn feed(&mut self, chunk: &[u8]) -> Result<(), TooLong> {
        self.received.extend_from_slice(chunk);
        if self.received.len() + self.data.len() > MAX_BYTES {
            Err(TooLong)
        } else {
            Ok(())
        }
    }

    /// Returns the next complete event.
    pub(super) fn next(&mut self) -> Option<Event<String>> {
        while let Some(line) = self.next_line() {
            if !line.is_empty() {
                self.field(&line);
            } else if let Some(event) = self.event() {
                return Some(event);
            }
        }
        None
    }

    /// Returns the next complete line.
    fn next_line(&mut self) -> Option<String> {
        if self.returned && !self.received.is_empty() {
            self.returned = false;
            if self.received[0] == b'\n' {
                self.received.advance(1);
            }
        }
        let unsearched = &self.received[self.searched..];
        let Some(end) = unsearched
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
        else {
            self.searched = self.received.len();
            return None;
        };
        let line = self.received.split_to(self.searched + end);
        self.searched = 0;
        self.returned = self.received[0] == b'\r';
        self.received.advance(1);
        let line = String::from_utf8_lossy(&line);
        let is_first = !std::mem::replace(&mut self.started, true);
        let without_mark = line.strip_prefix('\u{feff}').filter(|_| is_first);
        Some(without_mark.unwrap_or(&line).to_owned())
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                if self.has_data {
                    self.data.push('\n');
                }
                self.data.push_str(value);
                self.has_data = true;
            }
            "id" if !value.contains('\0') => self.next_id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment, or a field of a later standard.
            _ => {}
        }
    }

    /// Returns the event of the lines so far, at an empty line. Lines without data are not an event.
    fn event(&mut self) -> Option<Event<String>> {
        if let Some(id) = self.next_id.take() {
            self.id = id;
        }
        let name = std::mem::take(&mut self.name);
        let data = std::mem::take(&mut self.data);
        std::mem::take(&mut self.has_data).then(|| Event {
            name: if name.is_empty() {
                "message".to_owned()
            } else {
                name
            },
            id: self.id.clone(),
            data,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, id: &str, data: &str) -> Event<String> {
        let [name, id, data] = [name, id, data].map(str::to_owned);
        Event { name, id, data }
    }

    /// Parses text that arrives in chunks of this many bytes.
    fn events(text: &str, chunk_bytes: usize) -> Vec<Event<String>> {
        let mut parser = Parser::default();
        let mut events = Vec::new();
        for chunk in text.as_bytes().chunks(chunk_bytes) {
            parser.feed(chunk).unwrap();
            events.extend(std::iter::from_fn(|| parser.next()));
        }
        events
    }

    #[test]
    fn parses_events_from_chunks_of_any_size() {
        let text = "\u{feff}: hello\ndata: öne\ndata:two\nid: 7\n\nevent: tick\rdata\r\r\
                    data: three\r\nid\r\nother: x\r\n\r\nevent: no data\n\ndata: not whole\n";
        let expected = [
            event("message", "7", "öne\ntwo"),
            event("tick", "7", ""),
            event("message", "", "three"),
        ];
        for chunk_bytes in [1, 2, 3, 7, 1000] {
            assert_eq!(events(text, chunk_bytes), expected, "{chunk_bytes}");
        }
    }

    #[test]
    fn keeps_id_and_wait_for_a_reopened_stream() {
        let mut parser = Parser::default();
        parser
            .feed(b"id: 3\nretry: 20\nretry: soon\n\nid: 4\ndata: half")
            .unwrap();
        assert_eq!(parser.next(), None);
        parser.restart();
        assert_eq!(parser.retry, Some(Duration::from_millis(20)));
        parser.feed(b"data: whole\n\n").unwrap();
        assert_eq!(parser.next(), Some(event("message", "3", "whole")));
    }

    #[test]
    fn rejects_lines_and_events_above_the_limit() {
        let megabyte = vec![b'x'; 1 << 20];
        let mut parser = Parser::default();
        assert!((0..9).any(|_| parser.feed(&megabyte).is_err()));

        let mut parser = Parser::default();
        let line = [&b"data: "[..], &megabyte, b"\n"].concat();
        let mut fed = (0..9).map(|_| {
            parser.feed(&line)?;
            assert_eq!(parser.next(), None);
            Ok(())
        });
        assert!(fed.any(|fed: Result<(), TooLong>| fed.is_err()));
    }
}
