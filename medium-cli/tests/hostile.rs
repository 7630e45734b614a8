//! Articles and files of people who mean harm, or of none: nothing of this machine gets out, and the
//! command stays upright.
#![cfg(unix)]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use support::desk::{Desk, titles};
use support::{Finished, Medium};

const PRIVATE: &[u8] = b"GIF89a and nobody else's business";

/// A script that puts a link to a private picture in the place of one that was looked at.
fn swaps(picture: &Path, private: &Path) -> String {
    format!(
        "#!/bin/sh\nln -sf '{}' '{}'\n",
        private.display(),
        picture.display()
    )
}

#[tokio::test]
async fn a_picture_that_is_exchanged_before_it_is_sent_is_not_sent() {
    let desk = Desk::with_articles(2).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (private, program) = (
        elsewhere.path().join("p.gif"),
        elsewhere.path().join("swap"),
    );
    fs::write(&private, PRIVATE).unwrap();
    fs::write(&program, swaps(&desk.folder.path().join("2.gif"), &private)).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    // It runs before the first article is sent, when both were looked at.
    let save_with = format!("--save-with={}", program.display());
    let done = desk.run(&["publish", &save_with, "."]).await;
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("changed meanwhile"), "{}", done.stderr);
    assert_eq!(titles(&desk.sandbox.posts()), ["Part 1"]);
    assert_eq!(desk.sandbox.images().len(), 1);
}

#[tokio::test]
async fn a_picture_that_became_a_link_since_it_was_found_is_not_even_read() {
    let desk = Desk::with_articles(1).await;
    let private = tempfile::NamedTempFile::new().unwrap();
    fs::write(private.path(), PRIVATE).unwrap();
    let picture = desk.folder.path().join("1.gif");
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let medium = desk.medium().env(
        "MEDIUM_API_URL",
        format!("http://{}", server.local_addr().unwrap()),
    );
    let mut command = medium.command(&["publish", "1.md"]);
    let answers = std::thread::spawn(move || {
        let (mut asked, _) = server.accept().unwrap();
        let _ = asked.read(&mut [0; 4096]).unwrap();
        fs::remove_file(&picture).unwrap();
        symlink(private.path(), &picture).unwrap();
        let me = r#"{"data":{"id":"1","username":"u","name":"U","url":"https://medium.com/@u","imageUrl":"https://cdn.test/u"}}"#;
        let length = me.len();
        write!(asked, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{me}").unwrap();
        private
    });
    let done = Finished::of(command.output().unwrap());
    drop(answers.join().unwrap());
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(done.stderr.contains("changed meanwhile"), "{}", done.stderr);
}

#[test]
fn a_file_s_name_may_be_no_text() {
    let medium = Medium::new();
    let name = OsStr::from_bytes(b"caf\xe9.gif");
    let file = medium.home.path().join(name);
    fs::write(&file, PRIVATE).unwrap();
    let mut command = medium.command(&["--sandbox", "upload", "--jq", ".[].cli.path"]);
    let done = Finished::of(command.arg(&file).output().unwrap());
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(done.data(), file.to_string_lossy());
}

#[test]
fn a_title_does_not_steer_the_terminal() {
    let medium = Medium::new();
    let article = "---\ntitle: \"\\e]0;owned\\a calm\"\nstatus: draft\n---\nText.\n";
    let arguments = ["--sandbox", "--color=always", "publish", "-"];
    let done = medium.run_with_input(&arguments, article);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stderr.contains("calm"), "{}", done.stderr);
    assert!(
        !done.stderr.contains(['\u{1b}', '\u{7}']),
        "{:?}",
        done.stderr
    );
}
