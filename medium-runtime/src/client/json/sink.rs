//! Where the bytes of a body go.

use std::cell::{Cell, RefCell};
use std::io;

/// What is escaped at once.
pub(super) const PIECE_BYTES: usize = 2 << 10;
/// The escaper asks for so much room, whatever comes of it.
const SPARE_BYTES: usize = 6 * PIECE_BYTES + 64;
/// Room for what stands around a long string.
const AROUND_BYTES: usize = 512;

/// A buffer that serde_json writes to, and the serializer of long strings
/// beside it.
pub(super) struct Sink {
    bytes: RefCell<Vec<u8>>,
    /// How many of the next bytes are there already.
    written: Cell<usize>,
}

impl Sink {
    pub(super) fn new() -> Self {
        Self {
            bytes: RefCell::new(Vec::with_capacity(AROUND_BYTES)),
            written: Cell::new(0),
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_inner()
    }

    /// Writes `text` up to its last quote. What is written next has to be an
    /// empty string: its first quote is here, and its last one ends the text.
    pub(super) fn open_string(&self, text: &str) {
        let mut bytes = self.bytes.borrow_mut();
        bytes.push(b'"');
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, tail) = rest.split_at(boundary(rest, PIECE_BYTES));
            if bytes.capacity() - bytes.len() < SPARE_BYTES {
                // An eighth more than the text: prose takes a thirtieth.
                bytes.reserve(rest.len() + rest.len() / 8 + SPARE_BYTES + AROUND_BYTES);
            }
            // Each piece comes in quotes. The first one is written over the
            // byte before it, which is put back; the last one is taken off.
            let before = bytes.pop();
            let at = bytes.len();
            json_escape_simd::escape_into(piece, &mut bytes);
            bytes.pop();
            if let (Some(quote), Some(before)) = (bytes.get_mut(at), before) {
                *quote = before;
            }
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
