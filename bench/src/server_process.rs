//! The server as a subprocess.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context, Result};

/// A running server, stopped on drop.
#[derive(Debug)]
pub struct ServerProcess {
    process: Child,
    stdin: Option<ChildStdin>,
    /// Its base URL, such as `http://127.0.0.1:80`.
    pub base: String,
}

impl ServerProcess {
    /// Starts this program again, as the server.
    ///
    /// # Errors
    ///
    /// If it can't be started.
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

    /// Returns how many connections it has accepted, including the one of this request.
    ///
    /// # Errors
    ///
    /// If the response can't be read.
    pub fn connections(&self) -> Result<u64> {
        let host = self.base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host)?;
        stream.write_all(b"GET /connections HTTP/1.1\r\n\r\n")?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        let (_, body) = response.split_once("\r\n\r\n").context("no response")?;
        Ok(body.parse()?)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // An error means that it has exited already.
        let _ = self.process.wait();
    }
}
