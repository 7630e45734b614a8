//! The sandbox that is put under load, in a process of its own: this program again.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::Context;
use medium_sandbox::Sandbox;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Has this program be the sandbox.
pub(crate) const SERVE: &str = "serve";

/// Serves until it is killed.
pub(crate) async fn serve(file: Option<&String>) -> anyhow::Result<()> {
    let mut builder = Sandbox::builder().rate_limit(false);
    if let Some(file) = file {
        builder = builder.state(file);
    }
    let sandbox = builder.start().await?;
    println!("{} {}", sandbox.url(), sandbox.token());
    std::future::pending().await
}

/// A running sandbox; it ends with its value.
pub(crate) struct Process {
    child: Child,
    /// With the state file in it.
    folder: Option<TempDir>,
    pub(crate) url: String,
    pub(crate) token: String,
}

impl Process {
    pub(crate) async fn start(state: bool) -> anyhow::Result<Self> {
        let folder = state.then(tempfile::tempdir).transpose()?;
        let file: Option<PathBuf> = folder.as_ref().map(|folder| folder.path().join("state"));
        let mut child = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .args(file)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().context("a pipe")?;
        let mut lines = BufReader::new(stdout).lines();
        let line = lines.next_line().await?.context("a sandbox that starts")?;
        let (url, token) = line.split_once(' ').context("an address and a token")?;
        Ok(Self {
            child,
            folder,
            url: url.to_owned(),
            token: token.to_owned(),
        })
    }

    /// Bytes that it holds in memory (on Linux) and in its state file.
    pub(crate) fn bytes(&self) -> anyhow::Result<[u64; 2]> {
        let mut files = 0;
        if let Some(folder) = &self.folder {
            for entry in folder.path().read_dir()? {
                files += entry?.metadata()?.len();
            }
        }
        Ok([self.resident().unwrap_or_default(), files])
    }

    fn resident(&self) -> Option<u64> {
        let status = format!("/proc/{}/status", self.child.id()?);
        let status = std::fs::read_to_string(status).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kibibytes * 1024)
    }
}
