//! Slow connections: each sends its request byte by byte without end, while other calls are fast.

use std::time::Duration;

use anyhow::bail;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::client::{Call, Load};
use crate::sandbox::{Process, Setup};

const SLOW: usize = 2_000;
/// The number of other calls in each round.
const CALLS: usize = 50_000;
const ROUNDS: usize = 4;
/// The pause between two bytes of a slow connection.
const PAUSE: Duration = Duration::from_secs(2);

/// Measures the sandbox's memory with the slow connections alone, and after many other calls.
pub(crate) async fn measure(setup: Setup) -> anyhow::Result<String> {
    let process = Process::start(setup).await?;
    let load = Load::new(&process.url, &process.token, Call::Me).await?;
    load.warm_up(crate::WARM_UP).await?;
    let [idle, _] = process.bytes()?;
    let mut slow = JoinSet::new();
    let address = process.url.trim_start_matches("http://");
    for _ in 0..SLOW {
        let stream = TcpStream::connect(address).await?;
        slow.spawn(trickle(stream, address.to_owned()));
    }
    sleep(2 * PAUSE).await;
    let kibibytes = |[resident, _]: [u64; 2]| resident / 1024;
    let mut report = format!(
        "{SLOW} slow connections: {} KiB without them, {} KiB with them",
        idle / 1024,
        kibibytes(process.bytes()?)
    );
    for round in 1..=ROUNDS {
        load.warm_up(CALLS).await?;
        let calls = round * CALLS;
        let memory = kibibytes(process.bytes()?);
        report += &format!(", {memory} KiB after {calls} other calls");
    }
    if slow.try_join_next().is_some() {
        bail!("a slow connection ended by itself");
    }
    Ok(report)
}

/// Sends an endless head. When the sandbox closes the connection, it opens another.
async fn trickle(mut stream: TcpStream, address: String) -> anyhow::Result<()> {
    loop {
        stream.write_all(b"GET /v1/me HTTP/1.1\r\nX-Slow: ").await?;
        while stream.write_all(b"a").await.is_ok() {
            sleep(PAUSE).await;
        }
        stream = TcpStream::connect(&address).await?;
    }
}
