//! A user who logs in: a running command, and a minimal browser.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::atomic::{AtomicU16, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};

use crate::support::{Finished, Medium, get};

/// A running command.
pub(crate) struct Running {
    child: Child,
    lines: Lines<BufReader<ChildStderr>>,
    output: String,
}

impl Running {
    pub(crate) fn start(medium: &Medium, arguments: &[&str]) -> Self {
        let mut child = Command::from(medium.command(arguments))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let output = String::new();
        Self {
            child,
            lines,
            output,
        }
    }

    /// Writes a line to its standard input.
    pub(crate) async fn answer(&mut self, line: &str) {
        let stdin = self.child.stdin.as_mut().unwrap();
        stdin
            .write_all(format!("{line}\n").as_bytes())
            .await
            .unwrap();
    }

    /// Waits for the URL that it prints for the browser.
    pub(crate) async fn url(&mut self) -> String {
        while let Some(line) = self.lines.next_line().await.unwrap() {
            self.output.push_str(&line);
            self.output.push('\n');
            if line.contains("/m/oauth/authorize?") {
                return line.trim().to_owned();
            }
        }
        panic!("no URL: {}", self.output);
    }

    /// Its arguments, as every user of the machine can read them.
    #[cfg(target_os = "linux")]
    pub(crate) fn arguments(&self) -> String {
        let file = format!("/proc/{}/cmdline", self.child.id().unwrap());
        String::from_utf8(std::fs::read(file).unwrap()).unwrap()
    }

    pub(crate) async fn end(mut self) -> Finished {
        drop(self.child.stdin.take());
        while let Some(line) = self.lines.next_line().await.unwrap() {
            self.output.push_str(&line);
            self.output.push('\n');
        }
        let mut stdout = String::new();
        let mut pipe = self.child.stdout.take().unwrap();
        pipe.read_to_string(&mut stdout).await.unwrap();
        Finished {
            code: self.child.wait().await.unwrap().code().unwrap_or(-1),
            stdout,
            stderr: self.output,
        }
    }
}

/// Decides on the consent page at `login`, and returns the URL that the browser is redirected to.
pub(crate) fn decide(login: &str, decision: &str) -> String {
    let (_, page) = get(login);
    let page = String::from_utf8(page).unwrap();
    let (_, rest) = page.split_once("name=\"ticket\" value=\"").unwrap();
    let (ticket, _) = rest.split_once('"').unwrap();
    let form = format!("ticket={ticket}&username=demo&decision={decision}");
    let (_, rest) = login.split_once("://").unwrap();
    let (host, _) = rest.split_once('/').unwrap();
    let mut server = TcpStream::connect(host).unwrap();
    write!(
        server,
        "POST /m/oauth/authorize HTTP/1.0\r\nHost: {host}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .unwrap();
    let mut response = String::new();
    server.read_to_string(&mut response).unwrap();
    let mut headers = response.lines().filter_map(|line| line.split_once(": "));
    let location = headers.find(|(name, _)| name.eq_ignore_ascii_case("location"));
    location.unwrap().1.to_owned()
}

/// Returns a callback URL with a free port, below the range from which systems assign ports.
pub(crate) fn callback() -> String {
    static TAKEN: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 500).unwrap() * 20;
    loop {
        let port = 20_000 + (start + TAKEN.fetch_add(1, Ordering::Relaxed)) % 10_000;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return format!("http://127.0.0.1:{port}/callback");
        }
    }
}
