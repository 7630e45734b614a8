//! The server as a subprocess.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use anyhow::{Context, Result};

use crate::subprocess::Subprocess;

/// A running server, stopped on drop.
#[derive(Debug)]
pub struct ServerProcess {
    _process: Subprocess,
    /// Its base URL, such as `http://127.0.0.1:80`.
    pub base: String,
}

impl ServerProcess {
    /// Starts this program again, as the server.
    pub fn start() -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut process = Subprocess::start(command.arg("serve"))?;
        Ok(Self {
            base: process.read_line()?,
            _process: process,
        })
    }

    /// Returns how many connections it has accepted, including the one of this request.
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
