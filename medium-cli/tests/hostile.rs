//! Malicious articles and files: no data of this machine leaks, and the command does not hang.
#![cfg(unix)]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Stdio;

use support::workspace::Workspace;
use support::{Finished, Medium};

const PRIVATE: &[u8] = b"GIF89a, private";

/// Returns a script that replaces a checked image with a link to a private one.
fn swaps(image: &Path, private: &Path) -> String {
    format!(
        "#!/bin/sh\nln -sf '{}' '{}'\n",
        private.display(),
        image.display()
    )
}

#[tokio::test]
async fn does_not_send_an_image_replaced_after_the_check() {
    let workspace = Workspace::with_articles(2).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let (private, program) = (
        elsewhere.path().join("p.gif"),
        elsewhere.path().join("swap"),
    );
    fs::write(&private, PRIVATE).unwrap();
    fs::write(
        &program,
        swaps(&workspace.folder.path().join("2.gif"), &private),
    )
    .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    // It runs after both articles were checked, before the first is sent.
    let save_with = format!("--save-with={}", program.display());
    let done = workspace.expect(1, &["publish", &save_with, "."]).await;
    done.assert_stderr("changed while");
    assert_eq!(workspace.titles(), ["Part 1"]);
    assert_eq!(workspace.sandbox.images().len(), 1);
}

#[tokio::test]
async fn does_not_read_an_image_replaced_by_a_link() {
    let workspace = Workspace::with_articles(1).await;
    let private = tempfile::NamedTempFile::new().unwrap();
    fs::write(private.path(), PRIVATE).unwrap();
    let image = workspace.folder.path().join("1.gif");
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let medium = workspace.medium().env(
        "MEDIUM_API_URL",
        format!("http://{}", server.local_addr().unwrap()),
    );
    let mut command = medium.command(&["publish", "1.md"]);
    let server = std::thread::spawn(move || {
        let (mut connection, _) = server.accept().unwrap();
        let _ = connection.read(&mut [0; 4096]).unwrap();
        fs::remove_file(&image).unwrap();
        symlink(private.path(), &image).unwrap();
        let me = r#"{"data":{"id":"1","username":"u","name":"U","url":"https://medium.com/@u","imageUrl":"https://cdn.test/u"}}"#;
        let length = me.len();
        write!(connection, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{me}").unwrap();
        private
    });
    let done = Finished::from_output(command.output().unwrap());
    drop(server.join().unwrap());
    assert_eq!(done.code, 1, "{}", done.stderr);
    done.assert_stderr("changed while");
}

#[test]
fn accepts_a_file_name_that_is_not_unicode() {
    let medium = Medium::new();
    let name = OsStr::from_bytes(b"caf\xe9.gif");
    let file = medium.home.path().join(name);
    fs::write(&file, PRIVATE).unwrap();
    let mut command = medium.command(&["--sandbox", "upload", "--jq", ".[].cli.path"]);
    let done = Finished::from_output(command.arg(&file).output().unwrap());
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(done.data(), file.to_string_lossy());
}

/// ESC, BEL, and characters that change the text direction.
const HARMFUL: [char; 5] = ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2066}'];

#[tokio::test]
async fn rejects_control_characters_before_sending() {
    let workspace = Workspace::with_articles(0).await;
    for (line, field, code) in [
        (r#"title: "a\e]0;owned\a""#, "its title", "U+001B"),
        (r#"title: "a\0b""#, "its title", "U+0000"),
        ("title: T\nid: \"a\\0b\"", "its id", "U+0000"),
        ("title: T\nsubtitle: \"a\\x9bb\"", "its subtitle", "U+009B"),
        ("title: T\ntags: [\"a\\eb\"]", "a tag", "U+001B"),
    ] {
        let article = format!("---\n{line}\n---\nText.\n");
        workspace.write("a.md", article);
        for arguments in [
            &["publish", "a.md"][..],
            &["publish", "--no-ledger", "a.md"],
        ] {
            let done = workspace.run(arguments).await;
            assert_eq!(done.code, 1, "{line}: {}", done.stderr);
            let message = format!("a.md: {field} contains the invisible control character {code}");
            done.assert_stderr(&message);
            assert!(!done.stderr.contains(HARMFUL), "{:?}", done.stderr);
        }
    }
    workspace.write("a.md", "Text.\n");
    workspace
        .expect(1, &["publish", "--title", "a\u{1b}b", "a.md"])
        .await;
    assert!(workspace.sandbox.requests().is_empty());
}

#[test]
fn escapes_control_and_direction_characters_in_output() {
    let medium = Medium::new();
    let article =
        "---\ntitle: \"calm \u{202e}gnp.exe\u{2066}\"\nstatus: draft\n---\nText \u{1b}[2J.\n";
    for arguments in [
        &["--sandbox", "--color=always", "publish", "-"][..],
        &["--sandbox", "publish", "--dry-run", "-"],
        &["--sandbox", "publish", "--json", "--force", "-"],
        &[
            "--sandbox",
            "publish",
            "--dry-run",
            "--json",
            "--force",
            "-",
        ],
    ] {
        let done = medium.run_with_input(arguments, article);
        assert_eq!(done.code, 0, "{arguments:?}: {}", done.stderr);
        let output = done.stdout + &done.stderr;
        assert!(output.contains("calm"), "{arguments:?}: {output}");
        assert!(!output.contains(HARMFUL), "{arguments:?}: {output:?}");
    }
    // Other people can also choose file names.
    let done = medium.run(&["publish", "no\u{202e}\u{1b}[2J.md"]);
    assert_eq!(done.code, 1);
    assert!(!done.stderr.contains(HARMFUL), "{:?}", done.stderr);
}

#[test]
fn a_signal_ends_a_command_that_waits_for_an_article() {
    for arguments in [
        &["--sandbox", "publish", "a.md"][..],
        &["--sandbox", "publish", "--dry-run", "a.md"],
        &["--sandbox", "ledger", "forget", "a.md"],
        &["--sandbox", "ledger", "resolve", "a.md", "--not-published"],
    ] {
        for name in ["-INT", "-TERM"] {
            let medium = Medium::new();
            let article = medium.home.path().join("a.md");
            support::pipe(&article);
            let medium = medium.in_folder(article.parent().unwrap());
            let mut waiting = medium.interruptible(arguments).spawn().unwrap();
            // Opening the pipe succeeds once the command reads it.
            let _writer = fs::OpenOptions::new().write(true).open(&article).unwrap();
            support::signal(&waiting, name);
            let status = waiting.wait().unwrap();
            assert!(!status.success(), "{arguments:?} {name}");
        }
    }
}

#[test]
fn a_signal_ends_a_login_that_waits_for_standard_input() {
    for (name, code) in [("-INT", 130), ("-TERM", 143)] {
        let medium = Medium::new();
        let mut command = medium.command(&["--sandbox", "login", "--token-stdin"]);
        command.stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut waiting = command.spawn().unwrap();
        // Stdin stays open. Waiting for the command would close it.
        let _stdin = waiting.stdin.take();
        // Printed before it reads stdin.
        let mut stderr = BufReader::new(waiting.stderr.take().unwrap());
        stderr.read_line(&mut String::new()).unwrap();
        support::signal(&waiting, name);
        assert_eq!(waiting.wait().unwrap().code(), Some(code));
    }
}

#[tokio::test]
async fn a_line_break_in_a_file_name_does_not_start_a_row() {
    let workspace = Workspace::with_articles(0).await;
    workspace.write("a\nb.md", "# T\n\nText.\n");
    workspace
        .expect(0, &["publish", "a\nb.md", "--status=draft"])
        .await;
    let list = workspace.run(&["ledger"]).await;
    assert_eq!(list.stdout.lines().count(), 1, "{}", list.stdout);
    list.assert_stdout("a\u{fffd}b.md");
}
