//! The command and the client repeat the document's image types and limits. An edit of the document
//! that does not update them fails here.

use std::fs;

use medium_api::types::NewPost;
use medium_cli::article::check_image;

use super::document;

/// The first bytes of files of all supported types.
const STARTS: [(&str, &[u8]); 6] = [
    ("image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ("image/gif", b"GIF89a\x01\0\x01\0"),
    ("image/tiff", b"II*\0\x08\0\0\0\0\0\0\0"),
    ("image/webp", b"RIFF\x1a\0\0\0WEBPVP8L"),
    ("image/bmp", b"BM\x46\0\0\0\0\0\0\0"),
];

#[test]
fn the_command_accepts_the_image_types_of_the_document() {
    let document = document();
    let types = "/paths/~1v1~1images/post/requestBody/content/multipart~1form-data/encoding/image/contentType";
    let types = document.pointer(types).and_then(|types| types.as_str());
    let types: Vec<&str> = types.unwrap().split(", ").collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture");
    for listed in &types {
        assert!(
            STARTS.iter().any(|(name, _)| name == listed),
            "{listed} is new in spec/medium.yaml: add its first bytes to STARTS"
        );
    }
    for (name, start) in STARTS {
        fs::write(&file, start).unwrap();
        let is_accepted = check_image(&file).is_ok();
        assert_eq!(
            is_accepted,
            types.contains(&name),
            "{name}: correct the list in spec/medium.yaml, or `check_image` in medium-cli"
        );
    }
}

/// Returns the number in the description of `property`, at the `…` of `words`.
fn number(property: &str, words: &str) -> usize {
    let document = document();
    let description = &document["components"]["schemas"]["NewPost"]["properties"][property];
    let description = description["description"]
        .as_str()
        .unwrap()
        .replace('\n', " ");
    let (before, after) = words.split_once('…').unwrap();
    let (_, rest) = description
        .split_once(before)
        .unwrap_or_else(|| panic!("{words}: {description}"));
    let (number, _) = rest
        .split_once(after)
        .unwrap_or_else(|| panic!("{words}: {description}"));
    number
        .parse()
        .unwrap_or_else(|_| panic!("{number} is not a number"))
}

fn warnings(title: &str, tags: &[String]) -> usize {
    let post = NewPost::markdown(title, title);
    post.tags(tags).warnings().len()
}

#[test]
fn the_client_warns_at_the_limits_of_the_document() {
    let title = number("title", "A title over … characters");
    assert_eq!(warnings(&"a".repeat(title), &[]), 0);
    assert_eq!(warnings(&"a".repeat(title + 1), &[]), 1);
    let tag = number("tags", "a tag over … characters");
    assert_eq!(warnings("T", &["a".repeat(tag)]), 0);
    assert_eq!(warnings("T", &["a".repeat(tag + 1)]), 1);
}
