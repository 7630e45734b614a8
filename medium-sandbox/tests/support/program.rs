//! The program `medium-sandbox` as a child process.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A running program, and what it printed.
pub(crate) struct Program {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
}

impl Program {
    /// Starts it on a free port, and returns once it listens.
    pub(crate) async fn start(state: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_medium-sandbox"))
            .args(["--port", "0", "--no-rate-limit", "--state"])
            .arg(state)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = HashMap::new();
        while !printed.contains_key("MEDIUM_REDIRECT_URI") {
            let line = lines.next_line().await.unwrap().unwrap();
            let assignment = line.strip_prefix("export ");
            if let Some((name, value)) = assignment.and_then(|line| line.split_once('=')) {
                printed.insert(name.to_owned(), value.to_owned());
            }
        }
        let address = printed["MEDIUM_API_URL"].trim_start_matches("http://");
        Self {
            child,
            address: address.parse().unwrap(),
            token: printed["MEDIUM_TOKEN"].clone(),
        }
    }

    /// Kills it with SIGKILL.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}
