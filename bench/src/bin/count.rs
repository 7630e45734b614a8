//! `count CLIENT CASE URL` prints the allocations of a call and its peak heap in bytes. It is a
//! separate program because counting slows every allocation down.

use std::path::Path;

use anyhow::{Context, Result};
use bench::any_client::AnyClient;
use bench::case::{Case, Inputs};
use bench::client::Implementation;
use clap::ValueEnum;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().context("count CLIENT CASE URL");
    let implementation = Implementation::from_str(&next()?, true).map_err(anyhow::Error::msg)?;
    let case = Case::from_str(&next()?, true).map_err(anyhow::Error::msg)?;
    let base = next()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let inputs = Inputs::new(Path::new("."));
    let client = runtime.block_on(AnyClient::new(implementation, &base))?;
    runtime.block_on(client.run(case, 20, &inputs))?;
    let mut outcome = Ok(());
    let counted = allocation_counter::measure(|| {
        outcome = runtime.block_on(client.run(case, 1, &inputs));
    });
    outcome?;
    println!("{} {}", counted.count_total, counted.bytes_max);
    Ok(())
}
