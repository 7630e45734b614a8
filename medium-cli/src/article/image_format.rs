//! Detects image formats by their first bytes, with advice for those that Medium doesn't accept.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::InvalidImage;

/// Medium doesn't document its limit. The sandbox uses the same one.
const MAX_IMAGE_BYTES: u64 = 25 << 20;

/// Checks that Medium accepts an image file. Reads its first bytes; the name doesn't matter.
///
/// # Errors
///
/// The reason why Medium wouldn't accept it.
pub fn check_image(path: &Path) -> Result<(), InvalidImage> {
    // Opening a pipe would block, so check the type first.
    let metadata = path.metadata().map_err(InvalidImage::Unreadable)?;
    if !metadata.is_file() {
        return Err(InvalidImage::NotAFile);
    }
    if metadata.len() > MAX_IMAGE_BYTES {
        let megabytes = metadata.len() / 1_000_000;
        return Err(InvalidImage::TooLarge { megabytes });
    }
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(512).read_to_end(&mut head))
        .map_err(InvalidImage::Unreadable)?;
    check_format(&head).map_err(|reason| match (reason, format_of_name(path)) {
        (InvalidImage::Format { found, .. }, Some(format)) if found == UNKNOWN_FORMAT => {
            InvalidImage::Damaged(format)
        }
        (reason, _) => reason,
    })
}

const UNKNOWN_FORMAT: &str = "an unknown format";

/// Returns the image format that a file's extension names.
fn format_of_name(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_ascii_lowercase();
    Some(match extension.to_str()? {
        "png" => "PNG",
        "jpg" | "jpeg" => "JPEG",
        "gif" => "GIF",
        "tif" | "tiff" => "TIFF",
        "webp" => "WebP",
        "bmp" => "BMP",
        _ => return None,
    })
}

/// Accepts Medium's four formats. For others, the error says what to do.
pub(super) fn check_format(head: &[u8]) -> Result<(), InvalidImage> {
    let unsupported = |found, advice| Err(InvalidImage::Format { found, advice });
    match infer::get(head).map(|kind| kind.mime_type()) {
        // The signatures that the upload checks, which are longer than those of `infer`.
        Some("image/png") if !head.starts_with(b"\x89PNG\r\n\x1a\n") => unknown(head),
        Some("image/gif") if !head.starts_with(b"GIF8") => unknown(head),
        Some("image/png" | "image/jpeg" | "image/gif" | "image/tiff") => Ok(()),
        Some("image/webp") => Err(InvalidImage::Convertible("a WebP image")),
        Some("image/avif") => unsupported(
            "an AVIF image",
            "convert it to JPEG with `avifdec image.avif image.jpg`",
        ),
        Some("image/heif" | "image/heic") => unsupported(
            "a HEIC image",
            "convert it to JPEG with `heif-convert image.heic image.jpg`",
        ),
        Some("image/bmp") => Err(InvalidImage::Convertible("a bitmap")),
        Some("image/vnd.microsoft.icon") => unsupported("an icon", "convert it to PNG"),
        Some("application/pdf") => {
            unsupported("a PDF document", "link to it, or convert a page to PNG")
        }
        Some(mime) if mime.starts_with("video/") || mime.starts_with("audio/") => unsupported(
            "a video or audio file",
            "upload it elsewhere and link to it",
        ),
        _ => unknown(head),
    }
}

/// Describes a file that isn't a known image format.
fn unknown(head: &[u8]) -> Result<(), InvalidImage> {
    let unsupported = |found, advice| Err(InvalidImage::Format { found, advice });
    if head.is_empty() {
        return unsupported("an empty file", "save the image again");
    }
    if head.starts_with(b"version https://git-lfs.github.com/") {
        return unsupported(
            "a Git LFS pointer instead of the image",
            "run `git lfs pull`; in GitHub Actions, check out with `lfs: true`",
        );
    }
    if is_svg(head) {
        return unsupported(
            "an SVG drawing",
            "convert it to PNG with `rsvg-convert --zoom 2 drawing.svg > drawing.png`",
        );
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return unsupported(
            "an HTML page",
            "it may be a saved error page; download the image again",
        );
    }
    unsupported(UNKNOWN_FORMAT, "convert it to PNG, JPEG, GIF or TIFF")
}

fn is_svg(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    text.starts_with('<') && text.contains("<svg")
}
