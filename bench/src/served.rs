//! The server, in a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context, Result};

/// A running server. It ends when this is dropped.
#[derive(Debug)]
pub struct Served {
    process: Child,
    stdin: Option<ChildStdin>,
    /// Where it listens, such as `http://127.0.0.1:80`.
    pub base: String,
}

impl Served {
    /// Starts this program anew, as a server.
    ///
    /// # Errors
    ///
    /// Where it can't be started.
    pub fn start() -> Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the server can't be started")?;
        let stdout = process.stdout.take().context("the server has no output")?;
        let mut base = String::new();
        BufReader::new(stdout).read_line(&mut base)?;
        Ok(Self {
            stdin: process.stdin.take(),
            process,
            base: base.trim().to_owned(),
        })
    }

    /// How many connections were made to it, this one included.
    ///
    /// # Errors
    ///
    /// Where it doesn't say.
    pub fn connections(&self) -> Result<u64> {
        let host = self.base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host)?;
        stream.write_all(b"GET /connections HTTP/1.1\r\n\r\n")?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (_, body) = answer.split_once("\r\n\r\n").context("no answer")?;
        Ok(body.parse()?)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // It has ended by itself, or there is nobody to tell.
        let _ = self.process.wait();
    }
}
