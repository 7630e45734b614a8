//! Converts WebP and BMP, which Medium doesn't accept, to JPEG or PNG.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use super::InvalidImage;

/// The limit of memory for one conversion.
const MAX_MEMORY: u64 = 512 << 20;
const JPEG_QUALITY: u8 = 90;

/// Converts an image to PNG or JPEG. Returns it with its file extension, or `None` if it isn't WebP or
/// BMP.
///
/// WebP without transparency becomes JPEG, since it is usually a photograph. Anything else becomes PNG.
///
/// # Errors
///
/// [`InvalidImage::Broken`] if it can't be decoded.
pub fn convert_image(bytes: &[u8]) -> Result<Option<(Vec<u8>, &'static str)>, InvalidImage> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::WebP | ImageFormat::Bmp)) => format,
        _ => return Ok(None),
    };
    let broken = |error: image::ImageError| InvalidImage::Broken(error.to_string());
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let image = reader.decode().map_err(broken)?;
    let mut output = Vec::new();
    if format == ImageFormat::WebP && !image.color().has_alpha() {
        let encoder = JpegEncoder::new_with_quality(&mut output, JPEG_QUALITY);
        let image = DynamicImage::ImageRgb8(image.into_rgb8());
        image.write_with_encoder(encoder).map_err(broken)?;
        return Ok(Some((output, "jpg")));
    }
    let target = &mut Cursor::new(&mut output);
    image.write_to(target, ImageFormat::Png).map_err(broken)?;
    Ok(Some((output, "png")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    #[test]
    fn webp_and_bmp_become_jpeg_or_png() {
        let opaque = DynamicImage::new_rgb8(3, 2);
        let clear = DynamicImage::new_rgba8(3, 2);
        for (image, from, ending, into) in [
            (&opaque, ImageFormat::WebP, "jpg", ImageFormat::Jpeg),
            (&clear, ImageFormat::WebP, "png", ImageFormat::Png),
            (&opaque, ImageFormat::Bmp, "png", ImageFormat::Png),
        ] {
            let (bytes, name) = convert_image(&encoded(image, from)).unwrap().unwrap();
            let output = image::load_from_memory(&bytes).unwrap();
            assert_eq!((output.width(), output.height(), name), (3, 2, ending));
            assert_eq!(image::guess_format(&bytes).unwrap(), into);
        }
        assert!(
            convert_image(&encoded(&opaque, ImageFormat::Png))
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn rejects_a_broken_image() {
        let error = convert_image(b"RIFF\x24\0\0\0WEBPVP8 ").unwrap_err();
        assert!(matches!(error, InvalidImage::Broken(_)), "{error}");
    }
}
