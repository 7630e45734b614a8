//! The load: requests on keep-alive connections, each as soon as the last response arrived.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const CONNECTIONS: usize = 64;
/// A post of about 300 bytes.
const POST: &str = r##"{"title":"Load","contentFormat":"markdown","content":"# Load\n\nA paragraph of some forty words that says nothing in particular. It is as long as the paragraphs of an article often are, since the measured requests should be as long as the requests that real programs send.\n","publishStatus":"unlisted"}"##;

/// The measured calls.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Call {
    Me,
    CreatePost,
    Feed,
}

/// The durations of all calls, sorted.
pub(crate) struct Durations(Vec<Duration>);

impl Durations {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let duration = self.0.get(self.0.len() * percent / 100);
        duration.copied().unwrap_or_default()
    }
}

/// A request that is sent repeatedly.
pub(crate) struct Load {
    address: String,
    request: Arc<str>,
}

impl Load {
    pub(crate) async fn new(url: &str, token: &str, which: Call) -> anyhow::Result<Self> {
        let address = url.trim_start_matches("http://").to_owned();
        let head = |line: &str| {
            format!("{line} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n")
        };
        let me = format!("{}\r\n", head("GET /v1/me"));
        let request = match which {
            Call::Me => me,
            Call::Feed => format!("{}\r\n", head("GET /feed/@demo")),
            Call::CreatePost => {
                let body = call(&mut TcpStream::connect(&address).await?, &me).await?;
                let user: serde_json::Value = serde_json::from_slice(&body)?;
                let id = user["data"]["id"].as_str().context("a user")?;
                let head = head(&format!("POST /v1/users/{id}/posts"));
                let length = POST.len();
                format!(
                    "{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{POST}"
                )
            }
        };
        Ok(Self {
            address,
            request: request.into(),
        })
    }

    /// Sends calls that are not measured.
    pub(crate) async fn warm_up(&self, calls: usize) -> anyhow::Result<()> {
        let begun = AtomicUsize::new(0);
        let more = move || begun.fetch_add(1, Ordering::Relaxed) < calls;
        self.send_while(more).await.map(drop)
    }

    /// Sends calls on all connections for this time. All must succeed.
    pub(crate) async fn run(&self, duration: Duration) -> anyhow::Result<Durations> {
        let until = Instant::now() + duration;
        let mut durations = self.send_while(move || Instant::now() < until).await?;
        durations.sort_unstable();
        Ok(Durations(durations))
    }

    async fn send_while(
        &self,
        more: impl Fn() -> bool + Send + Sync + 'static,
    ) -> anyhow::Result<Vec<Duration>> {
        let more = Arc::new(more);
        let mut connections = JoinSet::new();
        for _ in 0..CONNECTIONS {
            let mut stream = TcpStream::connect(&self.address).await?;
            stream.set_nodelay(true)?;
            let (request, more) = (Arc::clone(&self.request), Arc::clone(&more));
            connections.spawn(async move {
                let mut durations = Vec::new();
                while more() {
                    let started = Instant::now();
                    call(&mut stream, &request).await?;
                    durations.push(started.elapsed());
                }
                anyhow::Ok(durations)
            });
        }
        let all: anyhow::Result<Vec<_>> = connections.join_all().await.into_iter().collect();
        Ok(all?.concat())
    }
}

/// Sends a call, and returns the body of a successful response.
async fn call(stream: &mut TcpStream, request: &str) -> anyhow::Result<Vec<u8>> {
    stream.write_all(request.as_bytes()).await?;
    let mut received = Vec::with_capacity(2048);
    loop {
        if stream.read_buf(&mut received).await? == 0 {
            bail!("the connection was closed");
        }
        let Some(end) = received.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&received[..end]).to_lowercase();
        if !head.starts_with("http/1.1 20") {
            bail!("{}", head.lines().next().unwrap_or_default());
        }
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.context("a length")?.trim().parse()?;
        if received.len() >= end + 4 + length {
            return Ok(received.split_off(end + 4));
        }
    }
}
