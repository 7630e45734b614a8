//! Decodes the bytes of an article: UTF-8, with or without a byte order mark, with any line endings.

use std::path::Path;

use super::ArticleError;

/// Returns the text of an article, with `\n` line endings and without a byte order mark.
pub(super) fn decode(path: &Path, bytes: &[u8]) -> Result<String, ArticleError> {
    let error = |line, message| ArticleError::NotText {
        path: path.to_owned(),
        line,
        message,
    };
    let not_text = |offset: usize, message| {
        let above = bytes[..offset].iter().filter(|byte| **byte == b'\n');
        error(Some(above.count() + 1), message)
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(error(None, "the file is UTF-16; save it as UTF-8"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        not_text(
            error.valid_up_to(),
            "the file is not UTF-8; save it as UTF-8",
        )
    })?;
    if let Some(offset) = text.find('\0') {
        return Err(not_text(offset, "contains a NUL byte; remove it"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_byte_order_marks_and_normalizes_line_endings() {
        let text = decode(Path::new("a.md"), b"\xef\xbb\xbf# A\r\n\r\nold mac\rend").unwrap();
        assert_eq!(text, "# A\n\nold mac\nend");
    }

    #[test]
    fn rejects_bytes_that_are_not_text() {
        for (bytes, start, word) in [
            (&b"\xff\xfe#\0"[..], "a.md: ", "UTF-16"),
            (b"one\ntwo \xe9t\xe9", "a.md:2: ", "UTF-8"),
            (b"one\n\ntwo\0", "a.md:3: ", "NUL"),
        ] {
            let error = decode(Path::new("a.md"), bytes).unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
            assert!(error.contains(word), "{error}");
        }
    }
}
