//! Load: 64 connections against a sandbox in a process of its own, which starts with a seed of 1,000
//! posts: `/v1/me`, the creation of posts, a feed; in memory, with a state file, through
//! `medium record`. Ends by itself.
//!
//! `load [SECONDS [ROUNDS]]`: so long each (30), so often each (3), and the median counts. At the end,
//! with 2,000 slow connections. `load slow`: that alone. `medium` has to be built with the same profile.

mod client;
mod sandbox;
mod slow;

use std::env::args;
use std::time::Duration;

use anyhow::Context;
use client::{Call, Load, Taken};
use sandbox::{Process, Setup};

/// The list of calls stops growing before these: what is measured then is the calls alone.
pub(crate) const WARM_UP: usize = 20_000;

/// What is measured, in this order.
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
    let given: Vec<String> = args().skip(1).collect();
    if let [command, rest @ ..] = given.as_slice()
        && command == sandbox::SERVE
    {
        return sandbox::serve(rest.first()).await;
    }
    if given.first().is_some_and(|given| given == "slow") {
        return slow().await;
    }
    let number = |at: usize, default| given.get(at).map_or(Ok(default), |given| given.parse());
    let duration = Duration::from_secs(number(0, 30).context("SECONDS is a number")?);
    let rounds = number(1, 3).context("ROUNDS is a number")?;
    println!("| setup | call | calls a second | p50 | p99 | memory a call | file a call |");
    println!("|---|---|---|---|---|---|---|");
    for (setup, call) in MEASURED {
        let mut all = Vec::new();
        for _ in 0..rounds {
            all.push(round(setup, call, duration).await?);
        }
        all.sort_by(|one, other| one.a_second.total_cmp(&other.a_second));
        println!("| {setup:?} | {call:?} {}", all[all.len() / 2]);
    }
    slow().await
}

/// Memory with slow connections, and after many calls of others.
async fn slow() -> anyhow::Result<()> {
    for setup in [Setup::Memory, Setup::Recorded] {
        println!("\n{setup:?}: {}", slow::measure(setup).await?);
    }
    Ok(())
}

/// One measurement, of a fresh sandbox.
async fn round(setup: Setup, call: Call, duration: Duration) -> anyhow::Result<Round> {
    let process = Process::start(setup).await?;
    let load = Load::new(&process.url, &process.token, call).await?;
    load.warm_up(WARM_UP).await?;
    let before = process.bytes()?;
    let taken = load.run(duration).await?;
    let after = process.bytes()?;
    Ok(Round::new(duration, &taken, before, after))
}

/// What a measurement found.
struct Round {
    a_second: f64,
    p50: Duration,
    p99: Duration,
    memory: f64,
    file: f64,
}

impl Round {
    fn new(duration: Duration, taken: &Taken, before: [u64; 2], after: [u64; 2]) -> Self {
        let calls = taken.len() as f64;
        let grown = |which: usize| (after[which] as f64 - before[which] as f64) / calls;
        Self {
            a_second: calls / duration.as_secs_f64(),
            p50: taken.percentile(50),
            p99: taken.percentile(99),
            memory: grown(0),
            file: grown(1),
        }
    }
}

impl std::fmt::Display for Round {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let milliseconds = |taken: Duration| taken.as_secs_f64() * 1000.0;
        write!(
            f,
            "| {:.0} | {:.1} ms | {:.1} ms | {:.0} bytes | {:.0} bytes |",
            self.a_second,
            milliseconds(self.p50),
            milliseconds(self.p99),
            self.memory,
            self.file
        )
    }
}
