//! The files that an article may use.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::article::image_format::check_format;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Returns a folder `post/` with an image, and a secret file next to the folder.
fn folder() -> (TempDir, PathBuf) {
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir_all(outside.path().join("post/img")).unwrap();
    fs::write(outside.path().join("secret.png"), PNG).unwrap();
    fs::write(outside.path().join("post/img/a b.png"), PNG).unwrap();
    let post = outside.path().join("post").canonicalize().unwrap();
    (outside, post)
}

fn file_of(folder: &Path, url: &str) -> Result<Option<PathBuf>, InvalidImage> {
    let found = super::file_of(&FileResolver::new(folder, None).unwrap(), url)?;
    Ok(found.map(|found| found.path))
}

fn reason(folder: &Path, url: &str) -> String {
    match file_of(folder, url) {
        Ok(found) => panic!("{url} was accepted as {found:?}"),
        Err(reason) => reason.to_string(),
    }
}

#[test]
fn different_spellings_resolve_to_one_file() {
    let (_guard, post) = folder();
    let expected = post.join("img/a b.png");
    for url in [
        "img/a b.png",
        "img/a%20b.png",
        "./img/../img/a b.png",
        "img/a%20b.png?raw=1#x",
    ] {
        assert_eq!(
            file_of(&post, url).unwrap().as_ref(),
            Some(&expected),
            "{url}"
        );
    }
}

#[test]
fn a_file_name_may_contain_question_marks_and_hashes() {
    let (_guard, post) = folder();
    fs::write(post.join("what?#1.png"), PNG).unwrap();
    assert_eq!(
        file_of(&post, "what?#1.png").unwrap(),
        Some(post.join("what?#1.png"))
    );
}

#[test]
fn web_urls_are_not_files() {
    let (_guard, post) = folder();
    for url in [
        "https://example.com/a.webp",
        "HTTP://example.com/a",
        "//example.com/a.png",
        "",
    ] {
        assert_eq!(file_of(&post, url).unwrap(), None, "{url}");
    }
}

#[test]
fn rejects_files_outside_of_the_folder() {
    let (_guard, post) = folder();
    for (url, word) in [
        ("../secret.png", "outside"),
        ("img/../../secret.png", "outside"),
        ("%2e%2e/secret.png", "outside"),
        ("..%2fsecret.png", "outside"),
        ("../../../../../../etc/passwd", "outside"),
        ("/etc/passwd", "absolute"),
        ("%2Fetc/passwd", "absolute"),
        ("file:///etc/passwd", "absolute"),
        ("FILE:secret.png", "absolute"),
        ("C:\\secret.png", "absolute"),
        ("data:image/png;base64,AAAA", "`data:`"),
        ("javascript:alert(1)", "http(s)"),
        ("ftp://example.com/a.png", "http(s)"),
        ("nowhere.png", "file not found"),
        ("a.png%00.txt", "file not found"),
        ("%ff.png", "file not found"),
        ("img/a b.png/x", "file not found"),
        ("img", "not a file"),
        (".", "not a file"),
    ] {
        let message = reason(&post, url);
        assert!(message.contains(word), "{url}: {message}");
    }
}

#[cfg(unix)]
#[test]
fn rejects_symbolic_links_that_lead_outside() {
    use std::os::unix::fs::symlink;
    let (outside, post) = folder();
    symlink(post.join("img/a b.png"), post.join("inside.png")).unwrap();
    symlink(outside.path().join("secret.png"), post.join("out.png")).unwrap();
    symlink(outside.path(), post.join("up")).unwrap();
    symlink(post.join("loop.png"), post.join("loop.png")).unwrap();
    assert_eq!(
        file_of(&post, "inside.png").unwrap(),
        Some(post.join("img/a b.png"))
    );
    assert!(reason(&post, "out.png").contains("outside"));
    assert!(reason(&post, "up/secret.png").contains("outside"));
    reason(&post, "loop.png");
}

#[test]
fn detects_the_format_from_the_bytes() {
    for (head, word) in [
        (&b"RIFF\x24\0\0\0WEBPVP8 "[..], "PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<SVG>",
            "SVG",
        ),
        (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "bitmap"),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "git lfs pull",
        ),
        (b"<!DOCTYPE html><html>404</html>", "an HTML page"),
        (b"root:x:0:0:", "an unknown format"),
        (b"%PDF-1.7", "PDF"),
        (b"", "an empty file"),
    ] {
        let message = check_format(head).unwrap_err().to_string();
        assert!(message.contains(word), "{message}");
    }
    for head in [
        PNG,
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"II*\0\0\0\0\0\0\0",
        b"MM\0*\0\0\0\0\0\0",
    ] {
        check_format(head).unwrap();
    }
}

#[test]
fn accepts_images_anywhere_under_the_image_root() {
    let (outside, post) = folder();
    let root = outside.path();
    fs::create_dir_all(root.join("site/static")).unwrap();
    fs::write(root.join("site/static/c.png"), PNG).unwrap();
    let site = root.join("site").canonicalize().unwrap();
    let from = |folder: &Path, root: &Path, url: &str| {
        let found = super::file_of(&FileResolver::new(folder, Some(root)).unwrap(), url)?;
        Ok::<_, InvalidImage>(found.map(|found| found.path))
    };
    let image = Some(site.join("static/c.png"));
    assert_eq!(
        from(&site.join("static"), &site, "../static/c.png").unwrap(),
        image
    );
    assert_eq!(from(&post, &site, "/static/c.png").unwrap(), image);
    let own = Some(post.join("img/a b.png"));
    assert_eq!(from(&post, &site, "img/a b.png").unwrap(), own);
    let missing = FileResolver::new(&post, Some(Path::new("nope"))).unwrap_err();
    assert!(
        missing
            .to_string()
            .starts_with("--image-root: nope: folder not found")
    );
    for url in [
        "/../secret.png",
        "../secret.png",
        "/static/../../secret.png",
    ] {
        let reason = from(&post, &site, url).unwrap_err();
        assert!(matches!(reason, InvalidImage::Outside), "{url}: {reason}");
    }
}

#[test]
fn does_not_open_a_file_that_is_too_large() {
    let (_guard, post) = folder();
    let file = fs::File::create(post.join("huge.png")).unwrap();
    file.set_len(1 << 30).unwrap();
    assert!(reason(&post, "huge.png").contains("1073 MB"));
}

#[test]
fn finds_a_name_in_another_case_or_with_backslashes() {
    let (_guard, post) = folder();
    let resolver = FileResolver::new(&post, None).unwrap();
    let found = super::file_of(&resolver, "IMG/A b.PNG").unwrap().unwrap();
    assert_eq!(found.path, post.join("img/a b.png"));
    assert_eq!(found.other_name.as_deref(), Some("img/a b.png"));
    let found = super::file_of(&resolver, "img\\a b.png").unwrap().unwrap();
    assert_eq!(
        (found.path, found.other_name),
        (post.join("img/a b.png"), None)
    );
    fs::copy(post.join("img/a b.png"), post.join("caf\u{e9}.png")).unwrap();
    let found = super::file_of(&resolver, "cafe\u{301}.png")
        .unwrap()
        .unwrap();
    assert_eq!(found.path, post.join("caf\u{e9}.png"));
    let outside = reason(&post, "..\\SECRET.png");
    assert!(outside.contains("outside"), "{outside}");
}
