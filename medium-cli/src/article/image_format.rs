//! What a file is, by its first bytes, and what to do about what Medium refuses.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::InvalidImage;

/// Medium's limit is not known; the sandbox's is the same.
const MAX_IMAGE_BYTES: u64 = 25 << 20;

/// Looks at a file's first bytes, whatever its name says, and refuses what Medium would.
///
/// # Errors
///
/// Why it is no picture for Medium.
pub fn check_picture(path: &Path) -> Result<(), InvalidImage> {
    // A pipe would never end opening, so ask first.
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
    accepted(&head)
}

/// The four formats that Medium takes, and good advice for the others.
pub(super) fn accepted(head: &[u8]) -> Result<(), InvalidImage> {
    let refuse = |found, advice| Err(InvalidImage::Format { found, advice });
    match infer::get(head).map(|kind| kind.mime_type()) {
        Some("image/png" | "image/jpeg" | "image/gif" | "image/tiff") => Ok(()),
        Some("image/webp") => Err(InvalidImage::Convertible("a WebP picture")),
        Some("image/avif") => refuse(
            "an AVIF picture",
            "convert it to JPEG, with `avifdec picture.avif picture.jpg`",
        ),
        Some("image/heif" | "image/heic") => refuse(
            "a HEIC picture",
            "convert it to JPEG, with `heif-convert picture.heic picture.jpg`",
        ),
        Some("image/bmp") => Err(InvalidImage::Convertible("a bitmap")),
        Some("image/vnd.microsoft.icon") => refuse("an icon", "convert it to PNG"),
        Some("application/pdf") => refuse("a PDF document", "link to it, or show a picture of it"),
        Some(mime) if mime.starts_with("video/") || mime.starts_with("audio/") => {
            refuse("a recording", "upload it elsewhere, and link to it")
        }
        _ => unknown(head),
    }
}

/// What a file is that is no picture of any known kind.
fn unknown(head: &[u8]) -> Result<(), InvalidImage> {
    let refuse = |found, advice| Err(InvalidImage::Format { found, advice });
    if head.is_empty() {
        return refuse("an empty file", "save the picture again");
    }
    if head.starts_with(b"version https://git-lfs.github.com/") {
        return refuse(
            "a pointer of Git LFS, and not the picture",
            "get the picture with `git lfs pull`; in GitHub Actions, check out with `lfs: true`",
        );
    }
    if is_svg(head) {
        return refuse(
            "an SVG drawing",
            "convert it to PNG, with `rsvg-convert --zoom 2 drawing.svg > drawing.png`",
        );
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return refuse(
            "an HTML page, and not a picture",
            "it may be an error page that was saved; download the picture again",
        );
    }
    refuse(
        "not a picture of a kind known here",
        "convert it to PNG, JPEG, GIF or TIFF",
    )
}

fn is_svg(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    text.starts_with('<') && text.contains("<svg")
}
