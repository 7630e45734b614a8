//! The outcome of a post, recorded by the run that sent it or by a person.

use medium_store::{
    Article, Conflict, Draft, Ledger, Overrides, Published, Resolution, StartedPost, State,
};

use crate::conflicts::conflict;
use crate::support::TestStore;
use crate::support::articles::{draft, ledger, post, publish, start};

crate::on_both_engines!(
    an_unknown_outcome_has_to_be_resolved_first,
    corrects_the_wrong_url_only,
    a_canceled_post_can_begin_again,
    an_earlier_run_does_not_change_a_later_entry,
    a_published_post_is_recorded_even_if_its_entry_was_deleted,
    forgets_an_article_on_request,
);

async fn an_unknown_outcome_has_to_be_resolved_first(test: &TestStore) {
    let ledger = ledger(test).await;
    let draft = draft("one", "text");
    let resolve = async |resolution| {
        let resolved = ledger.resolve(&draft.article, &draft.target, &resolution);
        resolved.await.unwrap()
    };
    assert!(!resolve(Resolution::NotPublished).await);

    let sent = start(&ledger, &draft, Overrides::default()).await;
    ledger.mark_unknown(sent).await.unwrap();
    let found = conflict(&ledger, &draft, Overrides::all()).await;
    assert!(matches!(found, Conflict::OutcomeUnknown(entry) if entry.state == State::Unknown));
    assert!(resolve(Resolution::NotPublished).await);

    let sent = start(&ledger, &draft, Overrides::default()).await;
    ledger.mark_unknown(sent).await.unwrap();
    assert!(resolve(Resolution::Published(post())).await);
    let found = conflict(&ledger, &draft, Overrides::default()).await;
    assert!(matches!(found, Conflict::Published(entry) if entry.post.as_deref() == Some("e6f36a")));
    assert!(
        !resolve(Resolution::NotPublished).await,
        "a known outcome is not changed"
    );
}

async fn corrects_the_wrong_url_only(test: &TestStore) {
    let ledger = ledger(test).await;
    let draft = draft("one", "text");
    publish(&ledger, &draft).await;
    let right = Published::new("0a1b2c", "https://medium.com/@demo/0a1b2c");
    let correct = async |wrong: &str| {
        let corrected = ledger.correct_url(&draft.article, wrong, &right).await;
        corrected.unwrap()
    };
    assert!(!correct("https://medium.com/@demo/another").await);
    assert!(correct(&post().url).await);
    assert!(!correct(&post().url).await, "it was already corrected");
    let entries = ledger.entries(&draft.article).await.unwrap();
    let urls: Vec<_> = entries.iter().map(|entry| entry.url.as_deref()).collect();
    assert_eq!(urls, [Some(right.url.as_str())]);
    assert_eq!(entries[0].post.as_deref(), Some("0a1b2c"));
}

async fn a_canceled_post_can_begin_again(test: &TestStore) {
    let ledger = ledger(test).await;
    let draft = draft("one", "text");
    let sent = start(&ledger, &draft, Overrides::default()).await;
    ledger.cancel(sent).await.unwrap();
    assert!(ledger.list(10).await.unwrap().is_empty());
    publish(&ledger, &draft).await;
}

/// A person resolves the post too soon, while the first process is still running.
async fn an_earlier_run_does_not_change_a_later_entry(test: &TestStore) {
    let ledger = ledger(test).await;
    let draft = draft("one", "text");
    for outcome in ["canceled", "unknown"] {
        let first = start(&ledger, &draft, Overrides::default()).await;
        ledger
            .resolve(&draft.article, &draft.target, &Resolution::NotPublished)
            .await
            .unwrap();
        let second = start_later(&ledger, &draft, &first).await;
        match outcome {
            "canceled" => ledger.cancel(first).await.unwrap(),
            _ => ledger.mark_unknown(first).await.unwrap(),
        }
        let found = conflict(&ledger, &draft, Overrides::all()).await;
        assert!(
            matches!(found, Conflict::InProgress(entry) if entry.state == State::Started),
            "{outcome}"
        );
        ledger.cancel(second).await.unwrap();
    }
}

/// Returns a started post that began later than `first`, by the store's clock.
async fn start_later(ledger: &Ledger, draft: &Draft, first: &StartedPost) -> StartedPost {
    loop {
        let next = start(ledger, draft, Overrides::default()).await;
        if next != *first {
            return next;
        }
        ledger.cancel(next).await.unwrap();
    }
}

async fn a_published_post_is_recorded_even_if_its_entry_was_deleted(test: &TestStore) {
    let ledger = ledger(test).await;
    let draft = draft("one", "text");
    let sent = start(&ledger, &draft, Overrides::default()).await;
    assert_eq!(ledger.forget(&draft.article).await.unwrap(), 1);
    ledger.finish(sent, &post()).await.unwrap();
    let found = conflict(&ledger, &draft, Overrides::default()).await;
    assert!(matches!(found, Conflict::Published(_)));
}

async fn forgets_an_article_on_request(test: &TestStore) {
    let ledger = ledger(test).await;
    publish(&ledger, &draft("one", "text")).await;
    publish(&ledger, &draft("two", "other")).await;
    assert_eq!(ledger.forget(&Article::id("one")).await.unwrap(), 1);
    let left = ledger.list(10).await.unwrap();
    let articles: Vec<_> = left.iter().map(|entry| entry.article.as_str()).collect();
    assert_eq!(articles, ["id:two"]);
    assert_eq!(ledger.list(0).await.unwrap(), []);
    publish(&ledger, &draft("one", "text")).await;
}
