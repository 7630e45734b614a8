//! `medium record`: forwards requests to a service and compares the responses.
#![cfg(unix)]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;

use support::{Medium, Serving};

const EXAMPLE: &str = "examples/liverpool-fc/article.md";
const TOKEN: &str = "5eed5eed5eed";

/// Returns a service that differs from the sandbox.
fn service() -> (Serving, String) {
    let starter = Medium::new().env("MEDIUM_SANDBOX_TOKEN", TOKEN);
    starter.serving(&["sandbox", "--documented", "--port", "0", "--jq", ".url"])
}

fn recorder_at(upstream: &str, file: &Path, options: &[&str]) -> (Serving, String) {
    let file = file.to_str().unwrap();
    let start = ["record", "--upstream", upstream, "--port", "0", file];
    Medium::new().serving(&[&start, options].concat())
}

fn recorder(upstream: &str, file: &Path, options: &[&str]) -> (Serving, Medium) {
    let (serving, url) = recorder_at(upstream, file, options);
    let medium = Medium::new()
        .env("MEDIUM_API_URL", url)
        .env("MEDIUM_TOKEN", TOKEN);
    (serving, medium)
}

#[test]
fn a_recorded_service_is_compared_with_the_sandbox() {
    let (_service, url) = service();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording");
    let (mut recorder, medium) = recorder(&url, &file, &["--allow-writes"]);
    medium.expect(0, &["me"]);
    medium.expect(0, &["publish", EXAMPLE, "--status", "draft"]);
    assert_eq!(
        recorder.end_by("-TERM"),
        Some(1),
        "the responses must differ"
    );

    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("/v1/images") && !text.contains(TOKEN),
        "{text}"
    );
    let verified = Medium::new().run(&["sandbox", "verify", file.to_str().unwrap()]);
    assert_eq!(verified.code, 1, "{}", verified.stderr);
    let place = "| `#/components/schemas/Post/properties/canonicalUrl` |";
    verified.assert_stdout(place);
    verified.assert_stderr("has 1 difference");
}

#[test]
fn forwards_only_reads_by_default() {
    let (_service, url) = service();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording");
    let (mut recorder, medium) = recorder(&url, &file, &[]);
    let failed = medium.run(&["publish", EXAMPLE, "--status", "draft"]);
    assert_ne!(failed.code, 0);
    failed.assert_stderr("--allow-writes");
    assert_eq!(
        recorder.end_by("-TERM"),
        Some(0),
        "the responses must be equal"
    );
    let asked = Medium::new().env("MEDIUM_API_URL", &*url);
    let posts = asked.run(&["sandbox", "posts", "--json"]);
    assert_eq!(posts.data(), "[]", "nothing was published");
}

/// Returns a service that sends `response` once.
fn hostile(response: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request);
        // May fail, since the recorder stops reading a response that is too large.
        let _ = stream.write_all(&response);
    });
    url
}

/// Sends a raw request through a recorder, and returns the response.
fn get_through(recorder: &str, extra: &str) -> String {
    let address = recorder.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).unwrap();
    let head =
        format!("GET /v1/me HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{extra}\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    String::from_utf8_lossy(&received).into_owned()
}

#[test]
fn rejects_a_response_that_is_too_large() {
    let mut response = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".to_vec();
    response.resize(40 << 20, b'x');
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording");
    let (mut recorder, url) = recorder_at(&hostile(response), &file, &[]);
    let got = get_through(&url, "");
    assert!(got.starts_with("HTTP/1.1 502"), "{:.200}", got);
    assert!(got.contains("larger than"), "{:.500}", got);
    assert_eq!(recorder.end_by("-TERM"), Some(0));
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 1);
}

#[test]
fn does_not_forward_a_method_override() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording");
    let (_recorder, url) = recorder_at("http://127.0.0.1:1", &file, &[]);
    let got = get_through(&url, "X-HTTP-Method-Override: DELETE\r\n");
    assert!(got.starts_with("HTTP/1.1 403"), "{got}");
    assert!(get_through(&url, "").starts_with("HTTP/1.1 502"));
}

#[test]
fn rejects_invalid_arguments_before_forwarding() {
    let folder = tempfile::tempdir().unwrap();
    let existing = folder.path().join("there");
    fs::write(&existing, "mine").unwrap();
    let new = folder.path().join("new");
    let [existing, new] = [&existing, &new].map(|path| path.to_str().unwrap());
    for (upstream, file, message) in [
        ("http://127.0.0.1:1", existing, "name of a new file"),
        ("http://api.medium.com", new, "https"),
        ("https://api.medium.com/v1", new, "a URL without a path"),
    ] {
        let failed = Medium::new().run(&["record", "--upstream", upstream, file, "--port", "0"]);
        assert_ne!(failed.code, 0, "{upstream}");
        failed.assert_stderr(message);
    }
    assert_eq!(fs::read_to_string(existing).unwrap(), "mine");
}
