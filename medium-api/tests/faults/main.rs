//! Every fault × every operation that is sent, over TCP: what the caller gets, and how often the
//! server was asked. The table is kept as `docs/faults.md`; `cargo xtask faults` writes it.

mod call;
mod cell;
mod rules;
#[path = "../support/mod.rs"]
mod support;
mod table;

use std::collections::BTreeMap;
use std::path::Path;

use futures_util::StreamExt as _;
use medium_api::runtime::Operation;
use medium_api::{Retry, operations};
use medium_sandbox::faults::{Fault, FaultProxy, Target, Times};

use call::Ground;
use cell::{Cell, Strikes};

/// How many cells are filled at once.
const AT_ONCE: usize = 48;
const DOCUMENT: &str = "docs/faults.md";
const MEND: &str = "cargo xtask faults";

/// Where a cell stands.
type Place = (Strikes, Fault, &'static str);

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_befalls_every_operation() {
    let cells = filled().await;
    let broken: Vec<String> = cells
        .iter()
        .flat_map(|((strikes, fault, id), cell)| rules::broken(*strikes, *fault, sent(id), cell))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert_eq!(
        cells.len(),
        // A port that is closed once is no fault of its own.
        (2 * Fault::ALL.len() - 1) * operations_sent().len(),
        "a cell is open"
    );
    compare(&table::document(&operations_sent(), &cells));
}

/// Operations that a client sends: all but the page for the browser. Those that read come first.
fn operations_sent() -> Vec<&'static Operation> {
    let mut sent: Vec<_> = operations::ALL.to_vec();
    sent.retain(|operation| operation.id != operations::AUTHORIZE.id);
    sent.sort_by_key(|operation| (operation.method, operation.path));
    sent
}

fn sent(id: &str) -> &'static Operation {
    let mut all = operations_sent().into_iter();
    all.find(|operation| operation.id == id)
        .expect("an operation")
}

async fn filled() -> BTreeMap<Place, Cell> {
    let ground = Ground::prepare().await;
    let mut places = Vec::new();
    for strikes in [Strikes::Always, Strikes::Once] {
        for fault in Fault::ALL {
            if (strikes, fault) != (Strikes::Once, Fault::Refuse) {
                places.extend(operations_sent().into_iter().map(|o| (strikes, fault, o)));
            }
        }
    }
    let ground = &ground;
    let cells = places.into_iter().map(async |(strikes, fault, operation)| {
        let cell = cell::fill(ground, strikes, fault, operation).await;
        ((strikes, fault, operation.id), cell)
    });
    futures_util::stream::iter(cells)
        .buffer_unordered(AT_ONCE)
        .collect()
        .await
}

/// Fails where the document is stale, or writes it where that is asked for.
fn compare(document: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the project");
    let path = root.join(DOCUMENT);
    if std::env::var_os("FAULTS_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder to write to");
        std::fs::write(&path, document).expect("a file to write");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(kept.as_str(), document);
    assert!(
        kept == document,
        "{DOCUMENT} is not what happens now: run `{MEND}`.\n{}",
        diff.unified_diff().header(DOCUMENT, "seen now")
    );
}

#[tokio::test]
async fn a_rate_limited_post_is_sent_again_where_the_caller_opts_in() {
    let ground = Ground::prepare().await;
    let proxy = FaultProxy::start(ground.sandbox.address())
        .await
        .expect("a free port");
    proxy.inject(Fault::Status429, Times::Next(1)).await;
    let client = support::impatient(&proxy.url())
        .token(ground.sandbox.token())
        .retry(support::brief().resend_rate_limited())
        .build()
        .expect("a client");
    let called = call::call(&operations::CREATE_POST, &client, &ground, "opted in").await;
    assert!(called.is_ok(), "{called:?}");
    assert_eq!(proxy.count(&Target::ANY), 2);
    assert_eq!(ground.posts_titled("opted in"), 1);
}

#[tokio::test]
async fn switched_off_nothing_is_sent_twice() {
    let ground = Ground::prepare().await;
    for fault in [
        Fault::Status500,
        Fault::Status429,
        Fault::CloudflareChallenge,
        Fault::CloseAfterRequest,
    ] {
        let proxy = FaultProxy::start(ground.sandbox.address())
            .await
            .expect("a free port");
        proxy.inject(fault, Times::Next(1)).await;
        let client = support::impatient(&proxy.url())
            .token(ground.sandbox.token())
            .retry(Retry::off())
            .build()
            .expect("a client");
        assert!(client.me().await.is_err(), "{fault}");
        assert_eq!(proxy.count(&Target::ANY), 1, "{fault}");
    }
}
