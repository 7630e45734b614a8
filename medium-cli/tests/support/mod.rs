//! Runs the command with its own home folder.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod postgres;
pub(crate) mod project;
pub(crate) mod server;
pub(crate) mod workspace;

use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// The output of a finished command.
pub(crate) struct Finished {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Finished {
    pub(crate) fn from_output(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Its stdout as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).expect(&self.stderr)
    }

    /// Asserts that stderr contains a text.
    #[track_caller]
    pub(crate) fn assert_stderr(&self, text: &str) {
        assert!(
            self.stderr.contains(text),
            "no `{text}` in: {}",
            self.stderr
        );
    }

    /// Asserts that stdout contains a text.
    #[track_caller]
    pub(crate) fn assert_stdout(&self, text: &str) {
        assert!(
            self.stdout.contains(text),
            "no `{text}` in: {}",
            self.stdout
        );
    }

    /// Asserts the exit code and what stdout contains, without the final line break.
    #[track_caller]
    pub(crate) fn assert_output(&self, code: i32, data: &str) {
        assert_eq!((self.code, self.data()), (code, data), "{}", self.stderr);
    }

    /// Its stdout, without the final line break.
    pub(crate) fn data(&self) -> &str {
        self.stdout.strip_suffix('\n').unwrap_or(&self.stdout)
    }
}

/// The command `medium` with an empty environment and home folder.
pub(crate) struct Medium {
    pub(crate) home: TempDir,
    variables: Vec<(&'static str, String)>,
    folder: PathBuf,
}

impl Medium {
    /// Runs in the root of this repository, like the README's commands.
    pub(crate) fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            variables: Vec::new(),
            folder: Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
        }
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub(crate) fn in_folder(mut self, folder: &Path) -> Self {
        self.folder = folder.to_owned();
        self
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.prepare(Command::new(env!("CARGO_BIN_EXE_medium")), arguments)
    }

    /// Like [`Medium::command`], for tests that send SIGINT. If a shell runs the tests in the
    /// background, they inherit that the signal is ignored. `env` resets that.
    pub(crate) fn interruptible(&self, arguments: &[&str]) -> Command {
        if !cfg!(target_os = "linux") {
            return self.command(arguments);
        }
        let mut command = Command::new("/usr/bin/env");
        command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_medium")]);
        self.prepare(command, arguments)
    }

    fn prepare(&self, mut command: Command, arguments: &[&str]) -> Command {
        command
            .env_clear()
            .env("HOME", self.home.path())
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Finished {
        Finished::from_output(self.command(arguments).output().unwrap())
    }

    /// Like [`Medium::run`]. Asserts the exit code.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32, arguments: &[&str]) -> Finished {
        let done = self.run(arguments);
        assert_eq!(done.code, code, "{arguments:?}: {}", done.stderr);
        done
    }

    /// Like [`Medium::run`], with `input` on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Finished {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(input.as_bytes()).unwrap();
        file.rewind().unwrap();
        Finished::from_output(self.command(arguments).stdin(file).output().unwrap())
    }

    /// Starts a server command, and returns it with its URL once it prints that.
    pub(crate) fn serving(&self, arguments: &[&str]) -> (Serving, String) {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut serving = Serving(command.spawn().unwrap());
        let mut line = String::new();
        let stdout = serving.0.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        (serving, line.trim_end().to_owned())
    }

    /// Returns all entries of the home folder.
    pub(crate) fn left_at_home(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.home.path()).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

/// A running server command. It is killed when dropped.
pub(crate) struct Serving(Child);

impl Serving {
    pub(crate) fn new(child: Child) -> Self {
        Self(child)
    }

    /// Waits until it exits, and returns its exit code.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        self.0.wait().unwrap().code()
    }

    /// Sends a signal, such as `-INT`, and returns the exit code.
    pub(crate) fn end_by(&mut self, signal: &str) -> Option<i32> {
        self::signal(&self.0, signal);
        self.0.wait().unwrap().code()
    }
}

/// Sends a signal, such as `-INT`.
pub(crate) fn signal(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([signal, &id]).status();
    assert!(sent.unwrap().success());
}

/// Writes a shell script that can be executed.
#[cfg(unix)]
pub(crate) fn program(file: &Path, body: &str) {
    use std::os::unix::fs::PermissionsExt;

    std::fs::write(file, format!("#!/bin/sh\n{body}\n")).unwrap();
    std::fs::set_permissions(file, PermissionsExt::from_mode(0o700)).unwrap();
}

/// A named pipe, which blocks readers until something is written.
pub(crate) fn pipe(path: &Path) {
    let status = Command::new("mkfifo").arg(path).status();
    assert!(status.unwrap().success());
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sends `GET` over plain TCP. The server may have stopped.
pub(crate) fn ask(url: &str) {
    let (_, rest) = url.split_once("://").unwrap();
    let (address, path) = rest.split_once('/').unwrap();
    let mut server = TcpStream::connect(address).unwrap();
    let _ = write!(server, "GET /{path} HTTP/1.0\r\nHost: {address}\r\n\r\n");
    let _ = server.read_to_end(&mut Vec::new());
}

/// Sends `GET` over plain TCP, and returns the headers and the body.
pub(crate) fn get(url: &str) -> (String, Vec<u8>) {
    let (_, rest) = url.split_once("://").unwrap();
    get_as(url, rest.split_once('/').unwrap().0)
}

/// Like [`get`], with another `Host` header.
pub(crate) fn get_as(url: &str, host: &str) -> (String, Vec<u8>) {
    let (_, rest) = url.split_once("://").unwrap();
    let (address, path) = rest.split_once('/').unwrap();
    let mut server = TcpStream::connect(address).unwrap();
    write!(server, "GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
    let mut response = Vec::new();
    server.read_to_end(&mut response).unwrap();
    let end = response
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .unwrap();
    let body = response.split_off(end + 4);
    (String::from_utf8(response).unwrap().to_lowercase(), body)
}
