//! The output buffer of JSON, into which long strings are escaped directly.

use std::cell::{Cell, RefCell};
use std::io;

/// How much is escaped at a time.
pub(super) const CHUNK_BYTES: usize = 2 << 10;
/// The free space that the escaper requires.
const SPARE_BYTES: usize = 6 * CHUNK_BYTES + 64;
/// Space for the JSON around a long string.
const SURROUNDING_BYTES: usize = 512;

/// A buffer that both serde_json and the serializer of long strings write to.
pub(super) struct JsonBuffer {
    bytes: RefCell<Vec<u8>>,
    /// How many of the next bytes are in the buffer already.
    written: Cell<usize>,
}

impl JsonBuffer {
    pub(super) fn new() -> Self {
        Self {
            bytes: RefCell::new(Vec::with_capacity(SURROUNDING_BYTES)),
            written: Cell::new(0),
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_inner()
    }

    /// Writes `text` without its closing quote. The next write must be an empty string:
    /// its opening quote is skipped, its closing quote ends the text.
    pub(super) fn open_string(&self, text: &str) {
        let mut bytes = self.bytes.borrow_mut();
        bytes.push(b'"');
        let mut rest = text;
        while !rest.is_empty() {
            let (chunk, tail) = rest.split_at(boundary(rest, CHUNK_BYTES));
            if bytes.capacity() - bytes.len() < SPARE_BYTES {
                // Escaping adds about 1/30 to prose; this reserves 1/8.
                bytes.reserve(rest.len() + rest.len() / 8 + SPARE_BYTES + SURROUNDING_BYTES);
            }
            // The escaper puts each chunk in quotes. Its opening quote overwrites the
            // byte before, which is restored; its closing quote is removed.
            let before = bytes.pop();
            let start = bytes.len();
            json_escape_simd::escape_into(chunk, &mut bytes);
            bytes.pop();
            if let (Some(quote), Some(before)) = (bytes.get_mut(start), before) {
                *quote = before;
            }
            rest = tail;
        }
        self.written.set(1);
    }
}

/// Returns the last character boundary at or before `max`.
fn boundary(text: &str, max: usize) -> usize {
    let mut offsets = (0..=max.min(text.len())).rev();
    offsets
        .find(|offset| text.is_char_boundary(*offset))
        .unwrap_or_default()
}

impl io::Write for &JsonBuffer {
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
