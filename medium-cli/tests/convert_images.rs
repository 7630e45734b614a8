//! `--convert-images`: converts formats that Medium doesn't accept.
#![cfg(feature = "convert-images")]

mod support;

use std::fs;
use std::path::Path;

use image::{DynamicImage, ImageFormat};
use support::workspace::Workspace;

fn write(folder: &Path, name: &str, image: &DynamicImage, format: ImageFormat) {
    image.save_with_format(folder.join(name), format).unwrap();
}

/// Returns an article with images in several formats.
async fn workspace() -> Workspace {
    let workspace = Workspace::with_articles(0).await;
    let folder = workspace.folder.path();
    let (opaque, clear) = (DynamicImage::new_rgb8(3, 2), DynamicImage::new_rgba8(3, 2));
    write(folder, "photo.webp", &opaque, ImageFormat::WebP);
    write(folder, "clear.webp", &clear, ImageFormat::WebP);
    write(folder, "scan.bmp", &opaque, ImageFormat::Bmp);
    let grey = DynamicImage::new_luma8(3, 2);
    write(folder, "plain.png", &grey, ImageFormat::Png);
    let text =
        "# Formats\n\n![](photo.webp)\n\n![](clear.webp)\n\n![](scan.bmp)\n\n![](plain.png)\n";
    workspace.write("a.md", text);
    workspace
}

#[tokio::test]
async fn webp_and_bmp_are_uploaded_as_jpeg_and_png() {
    let workspace = workspace().await;
    let arguments = ["publish", "a.md", "--status=draft", "--convert-images"];
    workspace.expect(0, &arguments).await;
    let content = &workspace.sandbox.posts()[0].content;
    let mut sent = workspace.sandbox.images();
    // Uploads run in parallel, so the order is that of the text.
    sent.sort_by_key(|image| content.find(&image.url));
    let types = ["image/jpeg", "image/png", "image/png", "image/png"];
    let named: Vec<_> = sent
        .iter()
        .map(|image| image.content_type.as_str())
        .collect();
    assert_eq!(named, types, "{content}");
    for image in &sent {
        let decoded = image::load_from_memory(&image.bytes).unwrap();
        let format = image::guess_format(&image.bytes).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (3, 2));
        assert_eq!(format.to_mime_type(), image.content_type);
        assert!(content.contains(&image.url), "{content}");
    }
    let untouched = fs::read(workspace.folder.path().join("plain.png")).unwrap();
    assert!(sent.iter().any(|image| image.bytes == untouched));
}

#[tokio::test]
async fn suggests_the_option_without_it() {
    let workspace = workspace().await;
    let done = workspace
        .expect(1, &["publish", "a.md", "--status=draft"])
        .await;
    for name in [
        "a.md:3:1: image `photo.webp`",
        "a.md:5:1: image `clear.webp`",
        "a.md:7:1: image `scan.bmp`",
    ] {
        done.assert_stderr(name);
    }
    done.assert_stderr("--convert-images");
    let upload = workspace.expect(1, &["upload", "photo.webp"]).await;
    upload.assert_stderr("convert it to PNG or JPEG\n");
    assert!(workspace.sandbox.posts().is_empty() && workspace.sandbox.images().is_empty());
}
