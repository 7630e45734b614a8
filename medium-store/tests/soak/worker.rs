//! The code of the processes that tests start. Each is this test binary with this one test.

use std::collections::BTreeMap;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use medium_api::auth::{Application, Timing};
use medium_api::{Client, Error, Retry};
use medium_store::{
    Account, BeginResult, Conflict, Draft, Keys, Ledger, Overrides, Published, StartedPost, Store,
    StoreUrl,
};
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use crate::support::articles::{self, draft};
use crate::support::key;

/// The environment variable with the task of a process.
pub(crate) const WORK: &str = "MEDIUM_SOAK_WORK";
/// The prefix of its output lines, to distinguish them from the test harness's.
pub(crate) const OUTPUT_PREFIX: &str = "worker: ";
/// The time limit of a process, in case its parent has died.
const LIMIT: Duration = Duration::from_secs(300);
/// How often a call is retried after a transient failure.
const TRIES: usize = 10;

/// The task of a process.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Work {
    pub(crate) store: String,
    pub(crate) api: String,
    pub(crate) job: Job,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum Job {
    /// Concurrent tasks call the API with the token of the store.
    Call {
        client_id: String,
        client_secret: String,
        tasks: usize,
        /// Seconds for a refresh, and a margin.
        timing: (u64, u64),
    },
    /// Encrypts everything with another key.
    Rekey {
        /// The keys, if provided.
        keys: [char; 2],
    },
    /// Publishes one article, if the ledger permits it.
    Publish {
        token: String,
        user: String,
        article: String,
        /// The step at which the process stops, and waits to be killed.
        halt: Option<String>,
    },
}

/// Returns the account whose tokens all processes share.
pub(crate) fn account() -> Account {
    Account::sandbox("demo")
}

#[test]
#[ignore = "a process that the other tests start"]
fn work() {
    let Ok(work) = std::env::var(WORK) else {
        return;
    };
    let work: Work = serde_json::from_str(&work).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let done = runtime.block_on(async { tokio::time::timeout(LIMIT, run(work)).await });
    done.unwrap();
}

async fn run(work: Work) {
    let url: StoreUrl = work.store.parse().unwrap();
    let old = match &work.job {
        Job::Rekey { keys } => keys_of(&url, keys[0]),
        _ => Keys::provided(key('a')),
    };
    let store = Store::open(&url, old).await.unwrap();
    print_message("ready");
    match &work.job {
        Job::Call { tasks, .. } => call(&store, &work, *tasks).await,
        Job::Publish { .. } => publish(&store, &work).await,
        Job::Rekey { keys } => {
            store.rekey(keys_of(&url, keys[1])).await.unwrap();
            print_message("rekeyed");
        }
    }
}

/// Returns a key file next to the store, or a provided key for a shared store.
pub(crate) fn keys_of(url: &StoreUrl, digit: char) -> Keys {
    if url.is_shared() {
        return Keys::provided(key(digit));
    }
    Keys::next_to(url)
}

fn print_message(text: &str) {
    println!("{OUTPUT_PREFIX}{text}");
}

/// Runs all tasks concurrently, and returns their results.
async fn call(store: &Store, work: &Work, tasks: usize) {
    let client = Arc::new(refreshing(store, work));
    // All processes are ready before the first one continues.
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let mut running = JoinSet::new();
    for _ in 0..tasks {
        let client = Arc::clone(&client);
        running.spawn(async move { outcome(&client).await });
    }
    let mut counts = BTreeMap::new();
    for outcome in running.join_all().await {
        *counts.entry(outcome).or_insert(0_usize) += 1;
    }
    print_message(&serde_json::to_string(&counts).unwrap());
}

fn refreshing(store: &Store, work: &Work) -> Client {
    let Job::Call {
        client_id,
        client_secret,
        timing: (refresh, margin),
        ..
    } = &work.job
    else {
        panic!("another job");
    };
    let callback = "http://127.0.0.1:8585/callback".parse().unwrap();
    let application = Application::new(client_id.clone(), client_secret.as_str(), callback);
    let application = application.with_origin(&work.api);
    let timing = Timing::new(Duration::from_secs(*refresh), Duration::from_secs(*margin));
    let source = store.login(&account()).source();
    Client::builder()
        .api_url(&work.api)
        .connect_timeout(Duration::from_secs(20))
        .credential(medium_api::auth::oauth_timed(application, source, timing))
        .build()
        .unwrap()
}

async fn outcome(client: &Client) -> String {
    let mut last = String::new();
    for _ in 0..TRIES {
        last = match client.me().await {
            Ok(_) => return "ok".to_owned(),
            Err(Error::LoginRequired { .. }) => return "log in".to_owned(),
            // A busy machine can't open thousands of connections at the same time.
            Err(error) if error.is_retryable() => error.to_string(),
            Err(error) => return error.to_string(),
        };
    }
    last
}

async fn publish(store: &Store, work: &Work) {
    let Job::Publish {
        token,
        user,
        article,
        ..
    } = &work.job
    else {
        panic!("another job");
    };
    let ledger = store.ledger(&account());
    let draft = draft(article, article);
    halt(work, "opened").await;
    let started = match begin(&ledger, &draft).await {
        Ok(started) => started,
        Err(Conflict::OutcomeUnknown(_)) => return print_message("outcome unknown"),
        Err(Conflict::Published(_)) => return print_message("published before"),
        Err(conflict) => panic!("{conflict:?}"),
    };
    halt(work, "begun").await;
    let result = send(&work.api, token, user, article).await;
    halt(work, "response received").await;
    ledger.settle(started, result.as_ref()).await.unwrap();
    halt(work, "settled").await;
    print_message("published");
}

/// Waits while another process is publishing the article.
async fn begin(ledger: &Ledger, draft: &Draft) -> Result<StartedPost, Conflict> {
    loop {
        match ledger.begin(draft, Overrides::default()).await.unwrap() {
            BeginResult::Started(started) => return Ok(started),
            BeginResult::Conflict(Conflict::InProgress(_)) => {
                ledger.wait(draft, Overrides::default()).await.unwrap();
            }
            BeginResult::Conflict(conflict) => return Err(conflict),
        }
    }
}

async fn send(api: &str, token: &str, user: &str, article: &str) -> Result<Published, Error> {
    let client = Client::builder()
        .api_url(api)
        .token(token)
        .retry(Retry::off())
        .build()
        .unwrap();
    articles::send(&client, user, article).await
}

/// Waits to be killed if `step` is the requested step.
async fn halt(work: &Work, step: &str) {
    let Job::Publish {
        halt: Some(halt), ..
    } = &work.job
    else {
        return;
    };
    if halt == step {
        print_message(&format!("at {step}"));
        pending::<()>().await;
    }
}
