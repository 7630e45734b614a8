//! The tested processes: a sandbox, which is this program with the argument `serve`, and `medium record`.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::Context;
use medium_sandbox::{Sandbox, Seed};
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// The argument with which this program runs the sandbox.
pub(crate) const SERVE: &str = "serve";
/// The number of posts in the seed.
const SEEDED: usize = 1_000;

/// Returns a seed with long posts.
fn seed() -> anyhow::Result<Seed> {
    let content = format!("# Seeded\n\n{}\n", "A paragraph of a seed. ".repeat(20));
    let post = json!({ "title": "Seeded", "content": content });
    let seed = json!({ "posts": vec![post; SEEDED] });
    Ok(Seed::from_yaml(&seed.to_string())?)
}

/// Runs the sandbox until it is killed.
pub(crate) async fn serve(file: Option<&String>) -> anyhow::Result<()> {
    let mut builder = Sandbox::builder().rate_limit(false).seed(seed()?);
    if let Some(file) = file {
        builder = builder.state_file(file);
    }
    let sandbox = builder.start().await?;
    println!("{} {}", sandbox.url(), sandbox.token());
    std::future::pending().await
}

/// The tested program.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Setup {
    /// A sandbox without a state file.
    Memory,
    /// A sandbox with a state file.
    File,
    /// `medium record` in front of a sandbox without a state file.
    Recorded,
}

/// The running processes. They end when it is dropped.
pub(crate) struct Process {
    /// The sandbox, and the recorder if there is one.
    children: Vec<Child>,
    /// Contains the state file or the recording.
    folder: TempDir,
    pub(crate) url: String,
    pub(crate) token: String,
}

impl Process {
    pub(crate) async fn start(setup: Setup) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut sandbox = Command::new(std::env::current_exe()?);
        sandbox.arg(SERVE);
        if let Setup::File = setup {
            sandbox.arg(folder.path().join("state"));
        }
        let (sandbox, line) = start(&mut sandbox).await?;
        let (url, token) = line.split_once(' ').context("a URL and a token")?;
        let mut process = Self {
            children: vec![sandbox],
            folder,
            url: url.to_owned(),
            token: token.to_owned(),
        };
        if let Setup::Recorded = setup {
            process.record().await?;
        }
        Ok(process)
    }

    /// Starts a recorder in front of the sandbox.
    async fn record(&mut self) -> anyhow::Result<()> {
        let mut recorder = Command::new(medium()?);
        recorder
            .args(["record", "--quiet", "--jq", ".url", "--port", "0"])
            .args(["--upstream", &self.url])
            .arg(self.folder.path().join("recording"));
        let (recorder, url) = start(&mut recorder).await?;
        self.children.push(recorder);
        self.url = url;
        Ok(())
    }

    /// Returns the bytes in memory (on Linux; of the recorder if there is one) and in files.
    pub(crate) fn bytes(&self) -> anyhow::Result<[u64; 2]> {
        let mut files = 0;
        for entry in self.folder.path().read_dir()? {
            files += entry?.metadata()?.len();
        }
        let resident = self.children.last().and_then(resident);
        Ok([resident.unwrap_or_default(), files])
    }
}

/// Starts a program, and reads its first line.
async fn start(command: &mut Command) -> anyhow::Result<(Child, String)> {
    let command = command.stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn()?;
    let stdout = child.stdout.take().context("a pipe")?;
    let mut lines = BufReader::new(stdout).lines();
    let line = lines.next_line().await?.context("a program that starts")?;
    Ok((child, line))
}

/// Returns the path of `medium`, built with the same profile.
fn medium() -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).context("a folder")?;
    let medium = folder.join("medium");
    let advice = "build medium-cli first, with the same profile";
    anyhow::ensure!(medium.exists(), "{} is missing: {advice}", medium.display());
    Ok(medium)
}

fn resident(child: &Child) -> Option<u64> {
    let status = format!("/proc/{}/status", child.id()?);
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}
