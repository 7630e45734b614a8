//! Measures a store as it grows, on both engines:
//!
//!     .ci/with-postgres cargo bench -p medium-store --bench scale -- --million --write
//!
//! It measures 1,000 and 100,000 accounts, and with `--million` also a million, which takes some
//! minutes and 5 GB of disk. `--write` updates the figures in docs/scale.md. Without PostgreSQL, it
//! measures SQLite alone.

#[path = "../../tests/soak/consent.rs"]
mod consent;
mod fill;
#[path = "../../tests/soak/http.rs"]
mod http;
mod measure;
mod operation;
mod query_plans;
mod report;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use fill::FilledStore;
use operation::Service;
use support::Engine;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let has_argument = |name: &str| arguments.iter().any(|argument| argument == name);
    // `cargo test` also runs this program, without `--bench`.
    if !has_argument("--bench") {
        return;
    }
    let mut sizes = vec![1_000, 100_000];
    if has_argument("--million") {
        sizes.push(1_000_000);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let figures = runtime.block_on(run(&sizes));
    println!("{figures}");
    if has_argument("--write") {
        report::write(&figures);
    }
}

async fn run(sizes: &[usize]) -> String {
    let service = Arc::new(Service::start().await);
    let (mut times, mut fsyncs, mut disk, mut plans) =
        (Vec::new(), Vec::new(), String::new(), Vec::new());
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut stores = Vec::new();
        for &accounts in sizes {
            eprintln!("{engine}: creating {accounts} accounts");
            stores.extend(FilledStore::fill(engine, accounts, &service).await);
        }
        let Some(largest) = stores.last() else {
            continue;
        };
        disk += &report::disk(&stores);
        plans.push((engine, query_plans::indexes(largest).await));
        times.extend(measure::measure(&stores, &service, &mut fsyncs).await);
        for filled in stores {
            filled.end().await;
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
