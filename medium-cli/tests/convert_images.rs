//! `--convert-images`: converts formats that Medium doesn't accept.
#![cfg(feature = "convert-images")]

mod support;

use std::fs;
use std::path::Path;

use image::{DynamicImage, ImageFormat};
use medium_sandbox::Sandbox;
use support::{Finished, Medium};

fn write(folder: &Path, name: &str, image: &DynamicImage, format: ImageFormat) {
    image.save_with_format(folder.join(name), format).unwrap();
}

/// Returns a folder with an article and images in several formats.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (opaque, clear) = (DynamicImage::new_rgb8(3, 2), DynamicImage::new_rgba8(3, 2));
    write(folder.path(), "photo.webp", &opaque, ImageFormat::WebP);
    write(folder.path(), "clear.webp", &clear, ImageFormat::WebP);
    write(folder.path(), "scan.bmp", &opaque, ImageFormat::Bmp);
    let grey = DynamicImage::new_luma8(3, 2);
    write(folder.path(), "plain.png", &grey, ImageFormat::Png);
    let text = "# Kinds of pictures\n\n![](photo.webp)\n\n![](clear.webp)\n\n![](scan.bmp)\n\n![](plain.png)\n";
    fs::write(folder.path().join("a.md"), text).unwrap();
    folder
}

async fn publish(folder: &Path, sandbox: &Sandbox, more: &'static [&'static str]) -> Finished {
    let medium = Medium::new()
        .env("MEDIUM_TOKEN", sandbox.token())
        .env("MEDIUM_API_URL", sandbox.url())
        .in_folder(folder);
    let arguments = [&["publish", "a.md", "--status", "draft"], more].concat();
    let work = move || medium.run(&arguments);
    tokio::task::spawn_blocking(work).await.unwrap()
}

#[tokio::test]
async fn webp_and_bmp_are_uploaded_as_jpeg_and_png() {
    let (folder, sandbox) = (folder(), Sandbox::start().await.unwrap());
    let done = publish(folder.path(), &sandbox, &["--convert-images"]).await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let content = &sandbox.posts()[0].content;
    let mut sent: Vec<_> = sandbox.images();
    // Uploads run in parallel, so the order is that of the text.
    sent.sort_by_key(|image| content.find(&image.url));
    let kinds = ["image/jpeg", "image/png", "image/png", "image/png"];
    let named: Vec<_> = sent
        .iter()
        .map(|image| image.content_type.as_str())
        .collect();
    assert_eq!(named, kinds, "{content}");
    for image in &sent {
        let decoded = image::load_from_memory(&image.bytes).unwrap();
        let kind = image::guess_format(&image.bytes).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (3, 2));
        assert_eq!(kind.to_mime_type(), image.content_type);
        assert!(content.contains(&image.url), "{content}");
    }
    let untouched = fs::read(folder.path().join("plain.png")).unwrap();
    assert!(sent.iter().any(|image| image.bytes == untouched));
}

#[tokio::test]
async fn suggests_the_option_without_it() {
    let (folder, sandbox) = (folder(), Sandbox::start().await.unwrap());
    let done = publish(folder.path(), &sandbox, &[]).await;
    assert_eq!(done.code, 1);
    for name in [
        "a.md:3:1: image `photo.webp`",
        "a.md:5:1: image `clear.webp`",
        "a.md:7:1: image `scan.bmp`",
    ] {
        done.assert_stderr(name);
    }
    done.assert_stderr("--convert-images");
    assert!(sandbox.posts().is_empty() && sandbox.images().is_empty());
}
