//! `count WHO CASE BASE`: the allocations of a call, and the heap that it takes
//! at once. A program of its own, because counting costs time.
#![forbid(unsafe_code)]

use std::path::Path;

use anyhow::{Context, Result};
use bench::case::{Case, Inputs};
use bench::client::{Any, Who};
use clap::ValueEnum;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().context("count WHO CASE BASE");
    let who = Who::from_str(&next()?, true).map_err(anyhow::Error::msg)?;
    let case = Case::from_str(&next()?, true).map_err(anyhow::Error::msg)?;
    let base = next()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let inputs = Inputs::new(Path::new("."));
    let client = runtime.block_on(Any::new(who, &base))?;
    runtime.block_on(client.drive(case, 20, &inputs))?;
    let mut outcome = Ok(());
    let counted = allocation_counter::measure(|| {
        outcome = runtime.block_on(client.drive(case, 1, &inputs));
    });
    outcome?;
    println!("{} {}", counted.count_total, counted.bytes_max);
    Ok(())
}
