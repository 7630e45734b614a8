//! Load test with 64 connections to a sandbox in another process, with a seed of 1,000 posts: `/v1/me`,
//! creating posts, and a feed; in memory, with a state file, and through `medium record`.
//!
//! `load [SECONDS [ROUNDS]]` measures each for SECONDS (30), ROUNDS times (3), and prints the median. At
//! the end, it opens 2,000 slow connections. `load slow` does only that. Build `medium` with the same
//! profile first.

mod client;
mod sandbox;
mod slow;

use std::env::args;
use std::time::Duration;

use anyhow::Context;
use client::{Call, Durations, Load};
use sandbox::{Process, Setup};

/// Calls before the measurement, which fill the request log: after them, it does not grow.
pub(crate) const WARM_UP: usize = 20_000;

/// The measurements, in this order.
const MEASURED: [(Setup, Call); 6] = [
    (Setup::Memory, Call::Me),
    (Setup::Memory, Call::CreatePost),
    (Setup::Memory, Call::Feed),
    (Setup::File, Call::Me),
    (Setup::File, Call::CreatePost),
    (Setup::Recorded, Call::Me),
];

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = args().skip(1).collect();
    if let [command, rest @ ..] = arguments.as_slice()
        && command == sandbox::SERVE
    {
        return sandbox::serve(rest.first()).await;
    }
    if arguments.first().is_some_and(|argument| argument == "slow") {
        return slow().await;
    }
    let number = |index: usize, default| match arguments.get(index) {
        Some(text) => text.parse(),
        None => Ok(default),
    };
    let duration = Duration::from_secs(number(0, 30).context("SECONDS is a number")?);
    let rounds = number(1, 3).context("ROUNDS is a number")?;
    println!(
        "| setup | call | calls per second | p50 | p99 | memory per call | file growth per call |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (setup, call) in MEASURED {
        let mut all = Vec::new();
        for _ in 0..rounds {
            all.push(round(setup, call, duration).await?);
        }
        all.sort_by(|left: &Round, right| left.per_second.total_cmp(&right.per_second));
        println!("| {setup:?} | {call:?} {}", all[all.len() / 2]);
    }
    slow().await
}

/// Prints the memory with slow connections, and after many other calls.
async fn slow() -> anyhow::Result<()> {
    for setup in [Setup::Memory, Setup::Recorded] {
        println!("\n{setup:?}: {}", slow::measure(setup).await?);
    }
    Ok(())
}

/// Measures a new sandbox.
async fn round(setup: Setup, call: Call, duration: Duration) -> anyhow::Result<Round> {
    let process = Process::start(setup).await?;
    let load = Load::new(&process.url, &process.token, call).await?;
    load.warm_up(WARM_UP).await?;
    let before = process.bytes()?;
    let durations = load.run(duration).await?;
    let after = process.bytes()?;
    Ok(Round::new(duration, &durations, before, after))
}

/// The result of a measurement.
struct Round {
    per_second: f64,
    p50: Duration,
    p99: Duration,
    memory: f64,
    file: f64,
}

impl Round {
    fn new(duration: Duration, durations: &Durations, before: [u64; 2], after: [u64; 2]) -> Self {
        let calls = durations.len() as f64;
        let growth = |index: usize| (after[index] as f64 - before[index] as f64) / calls;
        Self {
            per_second: calls / duration.as_secs_f64(),
            p50: durations.percentile(50),
            p99: durations.percentile(99),
            memory: growth(0),
            file: growth(1),
        }
    }
}

impl std::fmt::Display for Round {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let milliseconds = |duration: Duration| duration.as_secs_f64() * 1000.0;
        write!(
            f,
            "| {:.0} | {:.1} ms | {:.1} ms | {:.0} bytes | {:.0} bytes |",
            self.per_second,
            milliseconds(self.p50),
            milliseconds(self.p99),
            self.memory,
            self.file
        )
    }
}
