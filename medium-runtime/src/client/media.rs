//! Media types: detects and chooses those of request bodies, and interprets those of responses.

use std::borrow::Cow;

const BINARY: &str = "application/octet-stream";

/// The first bytes of images and PDFs: offset, bytes, media type.
const SIGNATURES: [(usize, &[u8], &str); 10] = [
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (0, b"BM", "image/bmp"),
    (0, b"%PDF-", "application/pdf"),
];

/// Detects the media type of a file from its first 16 bytes.
pub(crate) fn detect(head: &[u8]) -> Option<&'static str> {
    let found = SIGNATURES.iter().find(|(offset, bytes, _)| {
        head.get(*offset..)
            .is_some_and(|rest| rest.starts_with(bytes))
    });
    found.map(|(_, _, media_type)| *media_type)
}

/// Returns a media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Returns whether it is JSON: `application/json`, `text/json`, or any type that ends in
/// `+json`.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Returns whether its text has one byte per character.
pub(crate) fn is_latin1(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    ["iso-8859-1", "latin1", "us-ascii"]
        .iter()
        .any(|charset| media_type.contains(&format!("charset={charset}")))
        || media_type.contains("charset=\"iso-8859-1\"")
}

/// Returns whether `pattern` (`image/png`, `image/*`, `*/*`) includes `media_type`.
fn matches(pattern: &str, media_type: &str) -> bool {
    let (pattern, media_type) = (essence(pattern), essence(media_type));
    match pattern.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => {
            media_type.len() > start.len()
                && media_type.is_char_boundary(start.len())
                && media_type[..start.len()].eq_ignore_ascii_case(start)
        }
        None => media_type.eq_ignore_ascii_case(pattern),
    }
}

/// Chooses the media type of bytes. `known` is the type of a file, if known; `allowed`
/// are the types in the document, an empty list for any.
///
/// Errors say what is wrong with the type.
pub(crate) fn choose(
    known: Option<&str>,
    allowed: &[&'static str],
) -> Result<Cow<'static, str>, String> {
    let any_bytes = allowed.is_empty() || allowed.iter().any(|pattern| matches(pattern, BINARY));
    match (known, allowed) {
        (Some(media_type), _) if allowed.iter().any(|pattern| matches(pattern, media_type)) => {
            // Keep the document's parameters.
            let exact = allowed
                .iter()
                .find(|pattern| pattern.eq_ignore_ascii_case(media_type));
            Ok(match exact {
                Some(exact) => Cow::Borrowed(*exact),
                None => Cow::Owned(media_type.to_owned()),
            })
        }
        (Some(media_type), []) => Ok(Cow::Owned(media_type.to_owned())),
        (_, [only]) if !only.contains('*') && (known.is_none() || any_bytes) => {
            Ok(Cow::Borrowed(*only))
        }
        _ if any_bytes => Ok(Cow::Borrowed(BINARY)),
        (Some(media_type), _) => Err(format!(
            "is {media_type}, but the service accepts only {}: convert it",
            allowed.join(", ")
        )),
        (None, _) => Err(format!(
            "has an unknown type, but the service accepts only {}: convert it, or set its type",
            allowed.join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_the_type_of_the_file_if_the_document_allows_it() {
        for (known, allowed, sent) in [
            (
                Some("image/png"),
                &["image/png", "image/jpeg"][..],
                "image/png",
            ),
            (Some("image/png"), &["image/*"], "image/png"),
            (Some("image/png"), &["*/*"], "image/png"),
            (Some("image/png"), &[], "image/png"),
            (Some("image/png"), &[BINARY], BINARY),
            (Some("IMAGE/PNG"), &["image/png"], "image/png"),
            (None, &["text/csv"], "text/csv"),
            (None, &["*/*"], BINARY),
            (None, &[], BINARY),
        ] {
            assert_eq!(
                choose(known, allowed).as_deref(),
                Ok(sent),
                "{known:?} {allowed:?}"
            );
        }
    }

    #[test]
    fn rejects_other_types_and_unknown_types_if_there_is_a_choice() {
        for (known, allowed) in [
            (Some("image/gif"), &["image/png"][..]),
            (Some("text/plain"), &["image/*"]),
            (None, &["image/*"]),
            (None, &["image/png", "image/jpeg"]),
        ] {
            let problem = choose(known, allowed).unwrap_err();
            assert!(problem.contains(allowed[0]), "{problem}");
        }
    }

    #[test]
    fn detects_media_types_from_the_first_bytes() {
        for (head, media_type) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Some("image/png")),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/jpeg")),
            (b"GIF87a\x01", Some("image/gif")),
            (b"GIF89a\x01", Some("image/gif")),
            (b"II*\0\x08\0\0\0", Some("image/tiff")),
            (b"MM\0*\0\0\0\x08", Some("image/tiff")),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"\0\0\0\x1cftypavif\0\0\0\0", Some("image/avif")),
            (b"BM6\0", Some("image/bmp")),
            (b"%PDF-1.7", Some("application/pdf")),
            (b"GIF", None),
            (b"<svg xmlns=", None),
            (b"", None),
        ] {
            assert_eq!(detect(head), media_type, "{head:?}");
        }
    }

    #[test]
    fn recognizes_json() {
        for media_type in [
            "application/json; charset=utf-8",
            "application/problem+JSON",
            "text/json",
        ] {
            assert!(is_json(media_type), "{media_type}");
        }
        assert!(!is_json("text/plain") && !is_json("application/jsonp"));
    }
}
