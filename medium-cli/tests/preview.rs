//! `medium preview`.

mod support;

use std::fs;

use support::{Medium, get, get_as};

const GIF: &[u8] = b"GIF89a and what is in it";

fn folder(article: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), article).unwrap();
    fs::write(folder.path().join("a.gif"), GIF).unwrap();
    folder
}

fn text(url: &str) -> String {
    String::from_utf8(get(url).1).unwrap()
}

#[test]
fn shows_the_article_as_medium_would_receive_it() {
    let folder = folder(
        "---\ntitle: Walk <on>\ntags: [a, b]\nsubtitle: Below\n---\n\
         Text ![a](a.gif) <script>alert(1)</script>\n\n- [x] done\n",
    );
    let medium = Medium::new().in_folder(folder.path());
    let (_serving, url) = medium.serving(&["preview", "a.md", "--status", "draft"]);
    let (headers, page) = get(&url);
    let page = String::from_utf8(page).unwrap();
    assert!(headers.contains(" 200 ok"), "{headers}");
    assert!(headers.contains("default-src 'none'"), "{headers}");
    for expected in [
        "<h1>Walk &lt;on&gt;</h1>",
        "<h2>Below</h2>",
        "<dd>draft</dd>",
        "<dd>a, b</dd>",
        "☑ done",
        "Medium has no task lists",
        "<img src=\"/images/0\"",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains("<script"), "{page}");
    let (headers, image) = get(&format!("{url}images/0"));
    assert!(headers.contains("content-type: image/gif"), "{headers}");
    assert_eq!(image, GIF);
    assert!(get(&format!("{url}images/1")).0.contains(" 404 "));
}

#[test]
fn shows_changes_of_the_file() {
    let folder = folder("# One\n\nText.\n");
    let medium = Medium::new().in_folder(folder.path());
    let (_serving, url) = medium.serving(&["preview", "a.md", "--watch"]);
    assert!(text(&url).contains("/watch.js"));
    let version = text(&format!("{url}version"));
    assert_eq!(text(&format!("{url}version")), version);

    fs::write(folder.path().join("a.md"), "# Number two\n\nText.\n").unwrap();
    assert_ne!(text(&format!("{url}version")), version);
    assert!(text(&url).contains("<h1>Number two</h1>"));

    fs::write(
        folder.path().join("a.md"),
        "---\nstatus: never\n---\n# Three\n\nText.\n",
    )
    .unwrap();
    let page = text(&url);
    assert!(page.contains("a.md:2:9: status:"), "{page}");
    assert!(page.contains("/watch.js"), "{page}");
}

#[test]
fn rejects_other_hosts() {
    let folder = folder("# Secret\n\nText.\n");
    let medium = Medium::new().in_folder(folder.path());
    let (_serving, url) = medium.serving(&["preview", "a.md"]);
    let (headers, page) = get_as(&url, "evil.example");
    assert!(headers.contains(" 421 "), "{headers}");
    assert!(page.is_empty());
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_it_without_failure() {
    let folder = folder("# T\n\nText.\n");
    let medium = Medium::new().in_folder(folder.path());
    let (mut serving, _) = medium.serving(&["preview", "a.md"]);
    assert_eq!(serving.end_by("-INT"), Some(0));
}

/// Waits until another process reads the pipe.
#[cfg(unix)]
fn is_read(pipe: &std::path::Path) -> fs::File {
    fs::OpenOptions::new().write(true).open(pipe).unwrap()
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_while_it_reads_the_article() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a.md");
        support::pipe(&article);
        let medium = Medium::new().in_folder(folder.path());
        let mut command = medium.command(&["preview", "a.md"]);
        let mut waiting = support::Serving::new(command.spawn().unwrap());
        let _writer = is_read(&article);
        assert_eq!(waiting.end_by(signal), Some(0), "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_while_a_browser_waits() {
    for (signal, path) in [("-INT", ""), ("-TERM", "version"), ("-INT", "images/0")] {
        let folder = folder("# T\n\nText.\n");
        let article = folder.path().join("a.md");
        let medium = Medium::new().in_folder(folder.path());
        let (mut serving, url) = medium.serving(&["preview", "a.md"]);
        fs::remove_file(&article).unwrap();
        support::pipe(&article);
        let page = format!("{url}{path}");
        let browser = std::thread::spawn(move || support::ask(&page));
        let _writer = is_read(&article);
        assert_eq!(serving.end_by(signal), Some(0), "{signal} {path}");
        browser.join().unwrap();
    }
}

#[test]
fn does_not_serve_an_invalid_article() {
    let folder = folder("no title");
    let medium = Medium::new().in_folder(folder.path());
    let done = medium.run(&["preview", "a.md"]);
    assert_eq!(done.code, 1);
    done.assert_stderr("a.md: no title");
    assert!(!done.stderr.contains("published"), "{}", done.stderr);
}
