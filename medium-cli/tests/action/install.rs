//! Installing the command from a release.

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Finished;
use crate::support::project::script;
use crate::support::server::Server;

const ARCHIVE: &str = "medium-cli-x86_64-unknown-linux-musl.tar.gz";

/// The files of a release, and a copy of the action at that version.
struct Release {
    machine: tempfile::TempDir,
}

impl Release {
    fn new() -> Self {
        let release = Self {
            machine: tempfile::tempdir().unwrap(),
        };
        for folder in ["served", "action/action", "archive/medium-cli"] {
            fs::create_dir_all(release.path(folder)).unwrap();
        }
        for name in ["install", "cache-key"] {
            let copy = release.path("action/action").join(name);
            fs::copy(script(name), copy).unwrap();
        }
        let command = "#!/bin/sh\necho released\n";
        fs::write(release.path("archive/medium-cli/medium"), command).unwrap();
        let tar = format!(
            "tar -czf served/{ARCHIVE} -C archive medium-cli && cd served && sha256sum --binary {ARCHIVE} >{ARCHIVE}.sha256"
        );
        release.shell(&tar);
        release
    }

    /// Serves the folder `served` as the release files of version 1.2.3 of `OWNER/medium`.
    fn serve(&self) -> Server {
        let folder = self.path("served");
        let server = Server::new(move |head, stream| {
            let path = head.split(' ').nth(1).unwrap();
            let name = path.strip_prefix("/owner/medium/releases/download/v1.2.3/");
            respond(
                stream,
                name.and_then(|name| fs::read(folder.join(name)).ok()),
            );
        });
        let manifest = format!(
            "[workspace.package]\nversion = \"1.2.3\"\nrepository = \"{}/OWNER/medium\"\n",
            server.url
        );
        fs::write(self.path("action/Cargo.toml"), manifest).unwrap();
        self.shell("action/action/cache-key action >served/source-key.txt");
        server
    }

    fn path(&self, name: &str) -> PathBuf {
        self.machine.path().join(name)
    }

    fn shell(&self, script: &str) {
        let mut command = Command::new("sh");
        command
            .args(["-c", script])
            .current_dir(self.machine.path());
        assert!(command.status().unwrap().success(), "{script}");
    }

    fn install_on(&self, system: &str, architecture: &str) -> Finished {
        let output = Command::new(self.path("action/action/install"))
            .args([self.path("action"), self.path("installed")])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("RUNNER_TEMP", self.machine.path())
            .env("RUNNER_OS", system)
            .env("RUNNER_ARCH", architecture)
            .current_dir(self.machine.path())
            .output();
        Finished::from_output(output.unwrap())
    }

    fn install(&self) -> Finished {
        self.install_on("Linux", "X64")
    }

    fn is_installed(&self) -> bool {
        Path::exists(&self.path("installed/bin/medium"))
    }
}

fn respond(stream: &mut TcpStream, file: Option<Vec<u8>>) {
    let (status, body) = match file {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", Vec::new()),
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body).unwrap();
}

#[test]
fn downloads_the_command_and_verifies_its_checksum() {
    let release = Release::new();
    let server = release.serve();
    let done = release.install();
    done.assert_output(0, "found=true");
    let output = Command::new(release.path("installed/bin/medium")).output();
    assert_eq!(output.unwrap().stdout, b"released\n");
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn extracts_a_zip_on_windows() {
    let release = Release::new();
    release.shell(
        "cp archive/medium-cli/medium archive/medium.exe
        python3 -m zipfile -c served/medium-cli-x86_64-pc-windows-msvc.zip archive/medium.exe
        cd served && sha256sum --binary *.zip >medium-cli-x86_64-pc-windows-msvc.zip.sha256",
    );
    let _server = release.serve();
    let done = release.install_on("Windows", "X64");
    done.assert_output(0, "found=true");
    assert!(release.path("installed/bin/medium.exe").exists());
}

#[test]
fn a_wrong_checksum_is_an_error() {
    let release = Release::new();
    let _server = release.serve();
    let archive = release.path("served").join(ARCHIVE);
    let mut bytes = fs::read(&archive).unwrap();
    bytes.push(0);
    fs::write(&archive, bytes).unwrap();
    let done = release.install();
    done.assert_output(1, "");
    done.assert_stderr("::error::");
    done.assert_stderr("checksum");
    assert!(!release.is_installed());
}

#[test]
fn a_release_without_archive_or_checksum_is_an_error() {
    for missing in [ARCHIVE.to_owned(), format!("{ARCHIVE}.sha256")] {
        let release = Release::new();
        let _server = release.serve();
        fs::remove_file(release.path("served").join(missing)).unwrap();
        let done = release.install();
        done.assert_output(1, "");
        assert!(!release.is_installed());
    }
}

/// At a commit between two releases, the action's scripts may need a newer command.
#[test]
fn builds_unreleased_commits() {
    let release = Release::new();
    let _server = release.serve();
    fs::write(release.path("action/new.rs"), "fn main() {}").unwrap();
    let done = release.install();
    done.assert_output(0, "found=false");
    fs::remove_file(release.path("action/new.rs")).unwrap();
    fs::remove_file(release.path("served/source-key.txt")).unwrap();
    let done = release.install();
    done.assert_output(0, "found=false");
    assert!(!release.is_installed());
}

#[test]
fn builds_on_unsupported_platforms() {
    let release = Release::new();
    let server = release.serve();
    let done = release.install_on("Linux", "ARM");
    done.assert_output(0, "found=false");
    assert_eq!(server.requests(), [""; 0]);
}

/// It is unknown whether the release exists, and a build would hide the failure.
#[test]
fn a_failing_server_is_an_error() {
    let release = Release::new();
    let server = Server::with_response("HTTP/1.1 403 Forbidden", "");
    let manifest = format!("version = \"1.2.3\"\nrepository = \"{}\"\n", server.url);
    fs::write(release.path("action/Cargo.toml"), manifest).unwrap();
    let done = release.install();
    done.assert_output(1, "");
    done.assert_stderr("403");
}
