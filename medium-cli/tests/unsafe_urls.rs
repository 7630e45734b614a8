//! Unsafe URLs from a service are neither printed nor stored.
#![cfg(unix)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use serde_json::{Value, json};
use support::{Finished, Medium};

const HOSTILE: [&str; 4] = [
    "javascript:alert(document.cookie)",
    "file:///etc/passwd",
    "http://medium.example/@demo/bells-1",
    "vscode://medium/open?url=evil",
];

/// Returns an API on this machine that returns `url` for every URL.
fn serve(url: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    // Stops with the test process.
    std::thread::spawn(move || {
        while let Ok((stream, _)) = listener.accept() {
            std::thread::spawn(move || handle(stream, url));
        }
    });
    format!("http://{address}")
}

fn handle(mut stream: TcpStream, url: &str) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 || line == "\r\n" {
            break;
        }
        let line = line.to_lowercase();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
    }
    reader.read_exact(&mut vec![0; length]).unwrap();
    let (status, data) = response(&first, url);
    let body = json!({ "data": data }).to_string();
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
}

fn response(first: &str, url: &str) -> (u16, Value) {
    match first {
        _ if first.starts_with("GET /v1/me ") => {
            let me = json!({ "id": "1", "username": "demo", "name": "Demo", "url": url });
            (200, me)
        }
        _ if first.starts_with("POST /v1/images ") => {
            (201, json!({ "url": url, "md5": "kTV8DXXJpHTM4g5l2VdQ8A" }))
        }
        _ => (
            201,
            json!({
                "id": "p1", "title": "Bells", "authorId": "1", "tags": [], "url": url,
                "canonicalUrl": "", "publishStatus": "draft", "license": "all-rights-reserved",
                "licenseUrl": "https://policy.medium.com/medium-terms-of-service-9db0094a1e0f",
            }),
        ),
    }
}

/// Returns a folder with an article, and the command for an API that returns `url`.
fn workspace(url: &'static str, article: &str) -> (tempfile::TempDir, Medium) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bells.md"), article).unwrap();
    fs::write(folder.path().join("a.gif"), b"GIF89a and what is in it").unwrap();
    let medium = Medium::new()
        .env("MEDIUM_TOKEN", "5e17c0de5e17c0de")
        .env("MEDIUM_API_URL", serve(url))
        .in_folder(folder.path());
    (folder, medium)
}

/// Checks that the URL is neither in the output nor in a file of the store.
fn assert_not_there(url: &str, done: &Finished, medium: &Medium) {
    for text in [&done.stdout, &done.stderr] {
        assert!(!text.contains(url), "{text}");
    }
    for file in files(medium.home.path()) {
        let bytes = fs::read(&file).unwrap();
        let found = bytes.windows(url.len()).any(|part| part == url.as_bytes());
        assert!(!found, "{url} in {}", file.display());
    }
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .flat_map(|entry| {
            if entry.file_type().unwrap().is_dir() {
                files(&entry.path())
            } else {
                vec![entry.path()]
            }
        })
        .collect()
}

#[test]
fn shows_the_id_of_a_post_with_an_unsafe_url() {
    for url in HOSTILE {
        let (_folder, medium) = workspace(url, "# Bells\n\nThey ring.\n");
        let done = medium.run(&["publish", "bells.md", "--status", "draft"]);
        done.assert_output(0, "");
        done.assert_stderr("id is p1");
        assert_not_there(url, &done, &medium);
        // The ledger has it, so it is not sent again.
        let done = medium.expect(
            0,
            &["publish", "bells.md", "--status", "draft", "--json=id,url"],
        );
        let list = done.json();
        assert_eq!(list, json!([{ "id": "p1", "url": null }]));
        assert_not_there(url, &medium.run(&["ledger"]), &medium);
        assert_not_there(url, &medium.run(&["me"]), &medium);
    }
}

#[test]
fn json_has_no_unsafe_url() {
    let (_folder, medium) = workspace(HOSTILE[0], "# Bells\n\nThey ring.\n");
    let done = medium.expect(0, &["publish", "bells.md", "--status", "draft", "--json"]);
    assert_not_there(HOSTILE[0], &done, &medium);
}

#[test]
fn an_image_with_an_unsafe_url_is_an_error() {
    for url in HOSTILE {
        let (_folder, medium) = workspace(url, "# Bells\n\n![a](a.gif)\n");
        let done = medium.expect(6, &["publish", "bells.md", "--status", "draft"]);
        done.assert_stderr("Nothing was published");
        assert_not_there(url, &done, &medium);
    }
}

#[test]
fn accepts_https_and_http_of_a_service_on_this_machine() {
    for url in ["https://medium.com/p/p1", "http://127.0.0.1:4000/p/p1"] {
        let (_folder, medium) = workspace(url, "# Bells\n\nThey ring.\n");
        let done = medium.run(&["publish", "bells.md", "--status", "draft"]);
        done.assert_output(0, url);
    }
}

#[test]
fn rejects_an_unsafe_url_to_resolve_an_entry() {
    let (_folder, medium) = workspace("https://medium.com/p/p1", "# Bells\n\nThey ring.\n");
    for url in HOSTILE {
        let done = medium.run(&["ledger", "resolve", "bells.md", "--published", url]);
        assert_ne!(done.code, 0, "{}", done.stderr);
        let messages = ["is not an https URL", "is not a URL"];
        let is_rejected = messages.iter().any(|message| done.stderr.contains(message));
        assert!(is_rejected, "{}", done.stderr);
    }
}
