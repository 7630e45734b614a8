//! Images from a path, from memory and from a stream, against the sandbox.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use futures_util::stream;
use medium_api::types::NewImage;
use medium_api::{Client, Error, File};
use medium_sandbox::Sandbox;

use crate::support::client_with_token;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00";
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00";
const TIFF: &[u8] = b"II*\x00\x08\x00\x00\x00\x00\x00";
const WEBP: &[u8] = b"RIFF\x24\x00\x00\x00WEBPVP8 ";

async fn author() -> (Sandbox, Client) {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client_with_token(sandbox.url(), sandbox.token());
    (sandbox, client)
}

/// Returns a file of this size that starts like an image.
fn large(start: &[u8], length: usize) -> Vec<u8> {
    let noise = (0..length).map(|index| (index * 31 + index / 251) as u8);
    start
        .iter()
        .copied()
        .chain(noise.skip(start.len()))
        .collect()
}

fn md5(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(md5::compute(bytes).0)
}

#[tokio::test]
async fn uploads_from_a_path_memory_and_a_stream() {
    let (sandbox, client) = author().await;
    let bytes = large(PNG, 3_000_001);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bells.png");
    std::fs::write(&path, &bytes).unwrap();
    let chunks: Vec<std::io::Result<Bytes>> = bytes
        .chunks(70_000)
        .map(|chunk| Ok(Bytes::copy_from_slice(chunk)))
        .collect();
    let streamed = |length| {
        let chunks = stream::iter(
            chunks
                .iter()
                .map(|chunk| Ok(chunk.as_ref().unwrap().clone()))
                .collect::<Vec<_>>(),
        );
        NewImage::new(File::from_stream("bells.png", length, chunks).with_content_type("image/png"))
    };
    let images = [
        NewImage::from_path(&path).await.unwrap(),
        NewImage::from_bytes("bells.png", bytes.clone()),
        streamed(Some(bytes.len() as u64)),
        streamed(None),
    ];
    for image in images {
        let upload = client.upload(image).await.unwrap();
        assert_eq!(upload.image.md5, md5(&bytes));
        assert_eq!((upload.md5, upload.warning), (md5(&bytes), None));
    }
    let [image] = &sandbox.images()[..] else {
        panic!("the same bytes are there once");
    };
    assert_eq!(image.bytes, bytes);
    for call in sandbox.requests() {
        assert_eq!(call.request_violation, None, "{call:?}");
    }
}

#[tokio::test]
async fn detects_the_type_from_the_bytes() {
    let (sandbox, client) = author().await;
    let media_types = [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (GIF, "image/gif"),
        (TIFF, "image/tiff"),
    ];
    for (bytes, media_type) in media_types {
        // Each with the extension of another type, from memory and from disk.
        let image = NewImage::from_bytes("image.jpg", bytes);
        assert_eq!(image.image.content_type(), Some(media_type));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("image.png");
        std::fs::write(&path, bytes).unwrap();
        let read = NewImage::from_path(&path).await.unwrap();
        assert_eq!(read.image.content_type(), Some(media_type));
        client.upload_image(read).await.unwrap();
        let images = sandbox.images();
        assert_eq!(
            images.last().map(|image| image.content_type.as_str()),
            Some(media_type)
        );
    }
}

#[tokio::test]
async fn rejects_other_types_before_sending() {
    let (sandbox, client) = author().await;
    let rejected = [
        NewImage::from_bytes("image.webp", WEBP),
        NewImage::from_bytes("image.png", b"# no image".as_slice()),
        NewImage::from_bytes("image.png", b"".as_slice()),
        NewImage::new(File::from_bytes("image.jpg", JPEG).with_content_type("image/jpg")),
        NewImage::new(File::from_bytes("image.jpg", JPEG).with_content_type("image/jpeg\r\nX: y")),
        NewImage::new(File::from_stream("image.png", None, stream::empty())),
    ];
    for image in rejected {
        let name = format!("{image:?}");
        let error = client.upload_image(image).await.expect_err(&name);
        assert!(
            matches!(&error, Error::Input { field, .. } if field == "image"),
            "{error}"
        );
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn replaces_invalid_characters_in_names() {
    let (sandbox, client) = author().await;
    for name in [
        "",
        "a\"b\r\nX-Evil: 1.png",
        "ünïcödé 🔔.png",
        "../../etc/passwd",
        &"x".repeat(5000),
    ] {
        let image = NewImage::from_bytes(name, PNG);
        client.upload_image(image).await.unwrap();
    }
    assert_eq!(sandbox.requests().len(), 5);
}

#[tokio::test]
async fn names_a_missing_file() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("missing.png"), folder.path().to_owned()] {
        let error = NewImage::from_path(&path).await.unwrap_err();
        assert!(
            matches!(&error, Error::Input { field, .. } if field == "file"),
            "{error}"
        );
        assert!(
            error.to_string().contains(&*path.to_string_lossy()),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_shrinking_file_uploads_no_image() {
    let (sandbox, client) = author().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bells.png");
    for length in [200_000, 5_000_000] {
        std::fs::write(&path, large(PNG, length)).unwrap();
        let image = NewImage::from_path(&path).await.unwrap();
        std::fs::write(&path, large(PNG, length / 2)).unwrap();
        let error = client.upload_image(image).await.unwrap_err();
        assert_eq!(error.operation(), "uploadImage");
    }
    assert!(sandbox.images().is_empty());
}

#[tokio::test]
async fn a_growing_file_is_sent_with_its_original_length() {
    let (sandbox, client) = author().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bells.png");
    let before = large(PNG, 100_000);
    std::fs::write(&path, &before).unwrap();
    let image = NewImage::from_path(&path).await.unwrap();
    std::fs::write(&path, large(PNG, 200_000)).unwrap();
    client.upload_image(image).await.unwrap();
    assert_eq!(sandbox.images()[0].bytes, before);
}

#[tokio::test]
async fn a_failing_stream_uploads_no_image() {
    let (sandbox, client) = author().await;
    for length in [Some(2_000_000), None] {
        let chunks = [
            Ok(Bytes::from(large(PNG, 1_000_000))),
            Err(std::io::Error::other("the disk is gone")),
        ];
        let file = File::from_stream("bells.png", length, stream::iter(chunks));
        let image = NewImage::new(file.with_content_type("image/png"));
        let error = client.upload_image(image).await.unwrap_err();
        assert_eq!(error.operation(), "uploadImage");
        assert!(error.to_string().contains("the disk is gone"), "{error}");
    }
    assert!(sandbox.images().is_empty());
}

#[tokio::test]
async fn reports_an_image_that_is_too_large() {
    let builder = Sandbox::builder().max_image_bytes(1000);
    let sandbox = builder.start().await.unwrap();
    let client = client_with_token(sandbox.url(), sandbox.token());
    let image = NewImage::from_bytes("bells.png", large(PNG, 5000));
    let error = client.upload_image(image).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn reports_progress_to_the_last_byte() {
    let (_sandbox, client) = author().await;
    let bytes = large(PNG, 1_000_000);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let image = NewImage::from_bytes("bells.png", bytes.clone()).on_progress({
        let seen = Arc::clone(&seen);
        move |sent| seen.lock().unwrap().push(sent)
    });
    client.upload_image(image).await.unwrap();
    let seen = seen.lock().unwrap();
    assert!(seen.is_sorted() && seen.len() > 1, "{seen:?}");
    assert_eq!(seen.last(), Some(&(bytes.len() as u64)));
}
