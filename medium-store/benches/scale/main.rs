//! What a store costs as it grows, on both engines:
//!
//!     .ci/with-postgres cargo bench -p medium-store --bench scale -- --million --write
//!
//! At 1,000 and 100,000 accounts; with `--million` at a million, too, which takes some minutes and
//! 5 GB of disk. `--write` puts the figures into docs/scale.md. Without a PostgreSQL, on SQLite alone.

#[path = "../../tests/soak/consent.rs"]
mod consent;
mod deed;
mod fill;
#[path = "../../tests/soak/http.rs"]
mod http;
mod measure;
mod query_plans;
mod report;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use deed::Service;
use fill::Stage;
use support::Engine;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let is_given = |name: &str| arguments.iter().any(|argument| argument == name);
    // Only when it is asked for: tests are not timed.
    if !is_given("--bench") {
        return;
    }
    let mut sizes = vec![1_000, 100_000];
    if is_given("--million") {
        sizes.push(1_000_000);
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let figures = runtime.block_on(run(&sizes));
    println!("{figures}");
    if is_given("--write") {
        report::write(&figures);
    }
}

async fn run(sizes: &[usize]) -> String {
    let service = Arc::new(Service::start().await);
    let (mut times, mut fsyncs, mut disk, mut plans) =
        (Vec::new(), Vec::new(), String::new(), Vec::new());
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut stages = Vec::new();
        for &accounts in sizes {
            eprintln!("{engine}: {accounts} accounts are made");
            stages.extend(Stage::fill(engine, accounts, &service).await);
        }
        let Some(largest) = stages.last() else {
            continue;
        };
        disk += &report::disk(&stages);
        plans.push((engine, query_plans::indexes(largest).await));
        times.extend(measure::measure(&stages, &service, &mut fsyncs).await);
        for stage in stages {
            stage.end().await;
        }
    }
    [
        report::heading(&fsyncs),
        report::times(&times, sizes),
        report::disk_table(&disk),
        report::plans(&plans),
    ]
    .join("\n")
}
