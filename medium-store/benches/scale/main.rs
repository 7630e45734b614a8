//! What a store costs as it grows: `cargo bench -p medium-store --bench scale`.
//!
//! On SQLite, and on the PostgreSQL that MEDIUM_TEST_POSTGRES names (`.ci/with-postgres` in front
//! starts one). 1,000 and 100,000 accounts, with `-- --million` a million, too: that takes some
//! minutes and 2 GB of disk.

mod fill;
mod measure;
#[path = "../../tests/support/mod.rs"]
mod support;

use measure::Measured;
use support::{Engine, Home};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // Only when it is asked for: tests are not timed.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let mut sizes = vec![1_000, 100_000];
    if arguments.iter().any(|argument| argument == "--million") {
        sizes.push(1_000_000);
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(run(&sizes));
}

async fn run(sizes: &[usize]) {
    println!("{}", Measured::HEADER);
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut plans = Vec::new();
        for &accounts in sizes {
            let Some(home) = Home::new(engine).await else {
                continue;
            };
            let sample = fill::fill(&home, accounts).await;
            let measured = measure::measure(&home, &sample).await;
            let bytes = fill::size(&home).await;
            println!("| {engine:?} | {accounts} {measured} {} MB |", bytes >> 20);
            plans = home
                .store()
                .await
                .plans(&sample[0])
                .await
                .expect("explained");
            home.end().await;
        }
        for plan in &plans {
            println!(
                "{engine:?}: {}: {}",
                plan.purpose,
                plan.words.replace('\n', "; ")
            );
        }
    }
}
