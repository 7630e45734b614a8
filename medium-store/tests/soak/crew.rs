//! Processes: started, listened to, killed.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{sleep, timeout};

use crate::worker::{SAYS, WORK, Work};

/// Nothing here takes longer on a machine that works.
const LIMIT: Duration = Duration::from_secs(150);

/// How the tasks of a process ended.
pub(crate) type Counts = BTreeMap<String, usize>;

/// How large the proof is: small by default, in full with `cargo xtask soak`.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) processes: usize,
    pub(crate) tasks: usize,
    pub(crate) kills: usize,
}

impl Size {
    pub(crate) fn asked() -> Self {
        let number = |name: &str, default: usize, most: usize| {
            let text = std::env::var(name).ok();
            let number = text.map_or(default, |text| text.parse().expect("a number"));
            number.clamp(2, most)
        };
        let size = Self {
            processes: number("MEDIUM_SOAK_PROCESSES", 3, 16),
            tasks: number("MEDIUM_SOAK_TASKS", 40, 1000),
            kills: number("MEDIUM_SOAK_KILLS", 8, 1000),
        };
        // A connection each, at both ends.
        rlimit::increase_nofile_limit(20_000).expect("more files");
        size
    }
}

/// A process. Dropped, it is killed.
pub(crate) struct Worker {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    pub(crate) fn start(work: &Work) -> Self {
        let work = serde_json::to_string(work).expect("text");
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "worker::work", "--ignored", "--nocapture"])
            .env(WORK, work)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("a process");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        Self { process, lines }
    }

    /// The next thing that it says; `None` where it has ended.
    pub(crate) async fn says(&mut self) -> Option<String> {
        let listen = async {
            while let Some(line) = self.lines.next_line().await.expect("text") {
                if let Some((_, text)) = line.split_once(SAYS) {
                    return Some(text.to_owned());
                }
            }
            None
        };
        timeout(LIMIT, listen)
            .await
            .expect("it says something in time")
    }

    /// Waits until it is there, and can be told to go on.
    pub(crate) async fn is_ready(&mut self) {
        assert_eq!(self.says().await.as_deref(), Some("ready"));
    }

    /// Tells it to go on.
    pub(crate) async fn go(&mut self) {
        let word = self.process.stdin.as_mut().expect("a pipe");
        word.write_all(b"go\n").await.expect("it listens");
    }

    /// How its tasks ended.
    pub(crate) async fn counts(&mut self) -> Counts {
        let text = self.says().await.expect("it lives to say so");
        serde_json::from_str(&text).expect("counts")
    }

    /// `kill -9`.
    pub(crate) async fn kill(&mut self) {
        self.process.kill().await.expect("killed");
    }

    /// What it says last, before it ends by itself.
    pub(crate) async fn ends(mut self) -> String {
        let last = self.says().await.expect("it says how it went");
        let ended = timeout(LIMIT, self.process.wait()).await.expect("it ends");
        assert!(ended.expect("a status").success());
        last
    }
}

/// Waits until something is so.
pub(crate) async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            sleep(Duration::from_millis(10)).await;
        }
    };
    let waited = timeout(LIMIT, wait).await;
    assert!(waited.is_ok(), "{what}: not within {LIMIT:?}");
}
