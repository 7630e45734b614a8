//! 64 connections against a sandbox: `load URL TOKEN SECONDS [PID]`, once for `/v1/me` and once for
//! the creation of posts. With the sandbox's process id it tells the memory, too (Linux).

use std::env::args;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

const CONNECTIONS: usize = 64;
const ARTICLE: &str = r##"{"title":"Load","contentFormat":"markdown","content":"# Load\n\nA paragraph of some forty words, so that there is something to keep, which says nothing in particular and takes its time about it, as paragraphs that are written to be measured are wont to do, up to the very end.\n","publishStatus":"unlisted"}"##;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let given: Vec<String> = args().skip(1).collect();
    let [url, token, seconds, rest @ ..] = given.as_slice() else {
        bail!("load URL TOKEN SECONDS [PID]");
    };
    let url = Url::parse(url)?;
    let host = url.host_str().context("a host")?;
    let address = format!("{host}:{}", url.port_or_known_default().context("a port")?);
    let duration = Duration::from_secs(seconds.parse()?);
    let head = |line: &str| {
        format!("{line} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n")
    };
    let me = format!("{}\r\n", head("GET /v1/me"));
    let body = call(&mut TcpStream::connect(&address).await?, &me).await?;
    let user: serde_json::Value = serde_json::from_slice(&body)?;
    let user_id = user["data"]["id"].as_str().context("a user")?;
    let create = format!(
        "{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{ARTICLE}",
        head(&format!("POST /v1/users/{user_id}/posts")),
        ARTICLE.len()
    );
    for (name, request) in [("me", me), ("createPost", create)] {
        let before = memory(rest.first());
        let mut taken = run(&address, &request, duration).await?;
        let after = memory(rest.first());
        taken.sort_unstable();
        let at = |share: usize| {
            taken
                .get(taken.len() * share / 100)
                .copied()
                .unwrap_or_default()
        };
        println!(
            "{name}: {} calls, {:.0} a second, p50 {:?}, p99 {:?}, no error",
            taken.len(),
            taken.len() as f64 / duration.as_secs_f64(),
            at(50),
            at(99),
        );
        if let (Some(before), Some(after)) = (before, after) {
            let each = after.saturating_sub(before) as f64 * 1024.0 / taken.len() as f64;
            println!("    memory {before} → {after} KiB, {each:.0} bytes a call");
        }
    }
    Ok(())
}

/// Sends the request on all connections until the time is over; how long each call took.
async fn run(address: &str, request: &str, duration: Duration) -> anyhow::Result<Vec<Duration>> {
    let until = Instant::now() + duration;
    let mut tasks = Vec::new();
    for _ in 0..CONNECTIONS {
        let (address, request) = (address.to_owned(), request.to_owned());
        tasks.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await?;
            let mut taken = Vec::new();
            while Instant::now() < until {
                let started = Instant::now();
                call(&mut stream, &request).await?;
                taken.push(started.elapsed());
            }
            anyhow::Ok(taken)
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await??);
    }
    Ok(all)
}

/// One call on a kept connection: its body, if it went well.
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

/// The resident memory of a process in KiB.
fn memory(pid: Option<&String>) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", pid?)).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
