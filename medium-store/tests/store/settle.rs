//! Records each result of a call in the ledger.

use medium_api::types::NewPost;
use medium_api::{Client, Error, Retry};
use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, Target as Aim, Times};
use medium_store::{
    Account, Article, Begun, Consent, ContentHash, Draft, Ledger, Published, State, Target,
};
use std::time::Duration;

use crate::support::{Engine, Home};

/// Publishes a separate article, and returns how many posts that created, and the ledger's state.
async fn publish(sandbox: &Sandbox, ledger: &Ledger, name: &str) -> (usize, Option<State>) {
    let before = sandbox.posts().len();
    let client = Client::builder()
        .api_url(sandbox.url())
        .token(sandbox.token())
        .stall_timeout(Duration::from_millis(1500))
        .response_timeout(Duration::from_millis(1500))
        .retry(Retry::off())
        .build()
        .expect("a client");
    let draft = Draft {
        article: Article::id(name),
        content: ContentHash::of(name),
        target: Target::Profile,
        parts: Default::default(),
    };
    let begun = ledger
        .begin(&draft, Consent::default())
        .await
        .expect("a result");
    let Begun::Ticket(ticket) = begun else {
        panic!("{begun:?}");
    };
    let result = send(&client, &sandbox.users()[0].id, name).await;
    let state = ledger
        .settle(ticket, result.as_ref())
        .await
        .expect("written");
    let entries = ledger.entries(&draft.article).await.expect("listed");
    assert_eq!(entries.first().map(|entry| entry.state), state);
    (sandbox.posts().len() - before, state)
}

async fn send(client: &Client, user: &str, name: &str) -> Result<Published, Error> {
    let user = user.parse().map_err(|_| ()).expect("an id");
    let post = NewPost::markdown(name, format!("# {name}"));
    let post = client.create_post(&user, &post).await?;
    Ok(Published::new(post.id.to_string(), post.url.to_string()))
}

#[tokio::test]
async fn the_ledger_knows_every_post_after_each_fault() {
    let home = Home::new(Engine::Sqlite).await.expect("SQLite is built in");
    let ledger = home.store().await.ledger(&Account::sandbox("demo"));
    let sandbox = Sandbox::builder()
        .rate_limit(false)
        .start()
        .await
        .expect("a sandbox");
    assert_eq!(
        publish(&sandbox, &ledger, "well").await,
        (1, Some(State::Done))
    );
    let aim = Aim::operation("createPost").expect("an operation");
    for fault in Fault::ALL
        .into_iter()
        .filter(|fault| !fault.affects_connection())
    {
        sandbox.inject(aim.clone(), fault, Times::Next(1)).await;
        let (posts, state) = publish(&sandbox, &ledger, fault.name()).await;
        sandbox.clear_faults().await;
        assert_eq!(posts, usize::from(fault.executes()), "{fault}");
        match state {
            // A proxy may redirect after the service has created the post.
            None if fault == Fault::Status302 => panic!("a redirect proves nothing"),
            // Only what the service has not executed may be retried.
            None => assert_eq!(posts, 0, "{fault}"),
            Some(State::Done) => assert_eq!(posts, 1, "{fault}"),
            Some(_) => {}
        }
    }
}

#[tokio::test]
async fn a_rejected_post_can_be_published_later() {
    let home = Home::new(Engine::Sqlite).await.expect("SQLite is built in");
    let ledger = home.store().await.ledger(&Account::sandbox("demo"));
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let aim = Aim::operation("createPost").expect("an operation");
    let refusals = [
        Fault::Status429,
        Fault::CloudflareChallenge,
        Fault::Status413,
    ];
    for fault in refusals {
        sandbox.inject(aim.clone(), fault, Times::Next(1)).await;
        assert_eq!(
            publish(&sandbox, &ledger, "the same").await,
            (0, None),
            "{fault}"
        );
    }
    assert_eq!(
        publish(&sandbox, &ledger, "the same").await,
        (1, Some(State::Done))
    );
}
