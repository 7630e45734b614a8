//! Every fault × every operation, over TCP: how the call ends, and how many requests the server
//! receives. The tables are in `docs/faults.md`; `cargo xtask faults` writes it.

mod cell;
mod fixture;
mod rules;
#[path = "../support/mod.rs"]
mod support;
mod table;

use std::collections::BTreeMap;
use std::path::Path;

use futures_util::StreamExt as _;
use medium_api::runtime::Operation;
use medium_api::{Retry, operations};
use medium_sandbox::faults::{Fault, FaultProxy, FaultScope, Times};

use cell::{Cell, Frequency};
use fixture::Fixture;

/// How many calls run concurrently.
const CONCURRENT_CALLS: usize = 48;
const DOCUMENT: &str = "docs/faults.md";
const COMMAND: &str = "cargo xtask faults";

/// The table, row and column of a cell.
type CellKey = (Frequency, Fault, &'static str);

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_in_every_operation() {
    let cells = run_cells().await;
    let violations: Vec<String> = cells
        .iter()
        .flat_map(|((frequency, fault, id), cell)| {
            rules::violations(*frequency, *fault, operation(id), cell)
        })
        .collect();
    assert!(violations.is_empty(), "{}", violations.join("\n"));
    assert_eq!(
        cells.len(),
        // A port can't be closed for one call.
        (2 * Fault::ALL.len() - 1) * operations_sent().len(),
        "a cell is missing"
    );
    compare(&table::document(&operations_sent(), &cells));
}

/// Operations that a client sends: all except the page for the browser. Reads come first.
fn operations_sent() -> Vec<&'static Operation> {
    let mut sent: Vec<_> = operations::ALL.to_vec();
    sent.retain(|operation| operation.id != operations::AUTHORIZE.id);
    sent.sort_by_key(|operation| (operation.method, operation.path));
    sent
}

fn operation(id: &str) -> &'static Operation {
    let mut all = operations_sent().into_iter();
    all.find(|operation| operation.id == id).unwrap()
}

async fn run_cells() -> BTreeMap<CellKey, Cell> {
    let fixture = Fixture::prepare().await;
    let mut keys = Vec::new();
    for frequency in [Frequency::Always, Frequency::Once] {
        for fault in Fault::ALL {
            if (frequency, fault) != (Frequency::Once, Fault::ConnectionRefused) {
                keys.extend(
                    operations_sent()
                        .into_iter()
                        .map(|operation| (frequency, fault, operation)),
                );
            }
        }
    }
    let fixture = &fixture;
    let cells = keys.into_iter().map(async |(frequency, fault, operation)| {
        let cell = cell::run_cell(fixture, frequency, fault, operation).await;
        ((frequency, fault, operation.id), cell)
    });
    futures_util::stream::iter(cells)
        .buffer_unordered(CONCURRENT_CALLS)
        .collect()
        .await
}

/// Fails if the document is out of date, or writes it if `FAULTS_WRITE` is set.
fn compare(document: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let path = root.join(DOCUMENT);
    if std::env::var_os("FAULTS_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, document).unwrap();
        return;
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(stored.as_str(), document);
    assert!(
        stored == document,
        "{DOCUMENT} is out of date: run `{COMMAND}`.\n{}",
        diff.unified_diff().header(DOCUMENT, "now")
    );
}

#[tokio::test]
async fn a_rate_limited_post_is_retried_if_the_caller_opts_in() {
    let fixture = Fixture::prepare().await;
    let proxy = FaultProxy::start(fixture.sandbox.address()).await.unwrap();
    proxy.inject(Fault::Status429, Times::Next(1)).await;
    let client = support::builder_with_short_limits(&proxy.url())
        .token(fixture.sandbox.token())
        .retry(support::short_retries().resend_rate_limited())
        .build()
        .unwrap();
    let called = fixture
        .call(&operations::CREATE_POST, &client, "opted in")
        .await;
    assert!(called.is_ok(), "{called:?}");
    assert_eq!(proxy.count(&FaultScope::ANY), 2);
    assert_eq!(fixture.posts_titled("opted in"), 1);
}

#[tokio::test]
async fn without_retries_nothing_is_sent_twice() {
    let fixture = Fixture::prepare().await;
    for fault in [
        Fault::Status500,
        Fault::Status429,
        Fault::CloudflareChallenge,
        Fault::CloseAfterRequest,
    ] {
        let proxy = FaultProxy::start(fixture.sandbox.address()).await.unwrap();
        proxy.inject(fault, Times::Next(1)).await;
        let client = support::builder_with_short_limits(&proxy.url())
            .token(fixture.sandbox.token())
            .retry(Retry::off())
            .build()
            .unwrap();
        assert!(client.me().await.is_err(), "{fault}");
        assert_eq!(proxy.count(&FaultScope::ANY), 1, "{fault}");
    }
}
