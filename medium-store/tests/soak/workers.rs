//! Worker processes: started, read and killed by the tests.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{sleep, timeout};

use crate::worker::{OUTPUT_PREFIX, WORK, Work};

/// The time limit of a single step.
const LIMIT: Duration = Duration::from_secs(150);
/// The time limit of a whole test.
const TOTAL: Duration = Duration::from_secs(20 * 60);
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Counts of the tasks' results.
pub(crate) type Counts = BTreeMap<String, usize>;

/// The numbers of processes, tasks per process, and kills.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) processes: usize,
    pub(crate) tasks: usize,
    pub(crate) kills: usize,
    /// Whether to wait for the lease of a dead holder, or to expire it in the database.
    pub(crate) waits: bool,
}

impl Size {
    /// Returns the three numbers in `MEDIUM_SOAK` for a full run, or those of a quick test.
    pub(crate) fn from_env() -> Self {
        // Each task needs a connection at both ends.
        rlimit::increase_nofile_limit(20_000).unwrap();
        let Ok(numbers) = std::env::var("MEDIUM_SOAK") else {
            return Self {
                processes: 3,
                tasks: 40,
                kills: 4,
                waits: false,
            };
        };
        let numbers = numbers.split(' ').map(|number| number.parse());
        let numbers: Result<Vec<usize>, _> = numbers.collect();
        let [processes, tasks, kills] = numbers.unwrap()[..] else {
            panic!("MEDIUM_SOAK has to be three numbers: processes, tasks and kills");
        };
        Self {
            processes,
            tasks,
            kills,
            waits: true,
        }
    }
}

/// A process, which is killed on drop.
pub(crate) struct Worker {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    pub(crate) fn start(work: &Work) -> Self {
        let work = serde_json::to_string(work).unwrap();
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "worker::work", "--ignored", "--nocapture"])
            .env(WORK, work)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, lines }
    }

    /// Starts a process, and waits until it is ready.
    pub(crate) async fn ready(work: &Work) -> Self {
        let mut worker = Self::start(work);
        worker.is_ready().await;
        worker
    }

    /// Returns the next line of its output; `None` at the end.
    pub(crate) async fn next_message(&mut self) -> Option<String> {
        let listen = async {
            while let Some(line) = self.lines.next_line().await.unwrap() {
                if let Some((_, text)) = line.split_once(OUTPUT_PREFIX) {
                    return Some(text.to_owned());
                }
            }
            None
        };
        timeout(limit(), listen).await.unwrap()
    }

    /// Waits until the process has started and opened the store.
    pub(crate) async fn is_ready(&mut self) {
        assert_eq!(self.next_message().await.as_deref(), Some("ready"));
    }

    /// Resumes the process.
    pub(crate) async fn resume(&mut self) {
        let stdin = self.process.stdin.as_mut().unwrap();
        stdin.write_all(b"resume\n").await.unwrap();
    }

    /// Returns the results of its tasks.
    pub(crate) async fn counts(&mut self) -> Counts {
        let text = self.next_message().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Kills it with SIGKILL.
    pub(crate) async fn kill(&mut self) {
        self.process.kill().await.unwrap();
    }

    /// Waits for its end, and returns its last line of output.
    pub(crate) async fn wait_for_exit(mut self) -> String {
        let last = self.next_message().await.unwrap();
        let ended = timeout(limit(), self.process.wait()).await.unwrap();
        assert!(ended.unwrap().success());
        last
    }
}

/// Returns the deadline of a step that starts now.
fn limit() -> Duration {
    LIMIT.min(TOTAL.saturating_sub(START.elapsed()))
}

/// Waits until the condition is true.
pub(crate) async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            sleep(Duration::from_millis(10)).await;
        }
    };
    let waited = timeout(limit(), wait).await;
    assert!(waited.is_ok(), "{what}: not in time");
}
