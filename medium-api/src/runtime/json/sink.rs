//! Where the bytes of a body go.

use std::cell::{Cell, RefCell};
use std::io;

/// What is escaped at once: the escaper takes eight times as much for its
/// result.
pub(super) const PIECE_BYTES: usize = 4 << 10;
/// Room for what stands around a long string.
const AROUND_BYTES: usize = 512;

/// A buffer that serde_json writes to, and beside it whoever has a long string.
#[derive(Default)]
pub(super) struct Sink {
    bytes: RefCell<Vec<u8>>,
    /// How many of the next bytes are there already.
    written: Cell<usize>,
}

impl Sink {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_inner()
    }

    /// Writes `text` up to its last quote. What is written next has to be an
    /// empty string: its first quote is here, and its last one ends the text.
    pub(super) fn open_string(&self, text: &str) {
        let mut bytes = self.bytes.borrow_mut();
        bytes.push(b'"');
        let mut escaped = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, tail) = rest.split_at(boundary(rest, PIECE_BYTES));
            escaped.clear();
            json_escape_simd::escape_into(piece, &mut escaped);
            // Without the quotes that it puts around each piece.
            let inner = escaped
                .get(1..escaped.len().saturating_sub(1))
                .unwrap_or_default();
            if bytes.capacity() - bytes.len() < inner.len() {
                // An eighth more than the text: prose takes a thirtieth.
                bytes.reserve_exact(inner.len() + rest.len() + rest.len() / 8 + AROUND_BYTES);
            }
            bytes.extend_from_slice(inner);
            rest = tail;
        }
        self.written.set(1);
    }
}

/// The last boundary between characters at or before `most`.
fn boundary(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    (0..=most)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

impl io::Write for &Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.written.get().min(bytes.len());
        self.written.set(self.written.get() - written);
        self.bytes
            .borrow_mut()
            .extend_from_slice(bytes.get(written..).unwrap_or_default());
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
