//! Conflicts with earlier posts: an article is published at most once.

use medium_store::{
    Account, Article, BeginResult, Conflict, ContentHash, Draft, Ledger, Overrides, PostTarget,
    State,
};
use tokio::task::JoinSet;

use crate::support::TestStore;
use crate::support::articles::{draft, ledger, post, publish, start};
use crate::waiting::expire_lease;

crate::on_both_engines!(
    rejects_a_second_publication,
    a_started_post_blocks_another,
    an_edited_article_requires_an_override,
    equal_content_of_another_article_requires_an_override,
    accounts_and_sandboxes_have_separate_ledgers,
    only_one_of_many_concurrent_runs_begins,
    only_one_of_many_articles_with_the_same_content_begins,
);

/// Returns the conflict that both `check` and `begin` report.
pub(crate) async fn conflict(ledger: &Ledger, draft: &Draft, overrides: Overrides) -> Conflict {
    let checked = ledger.check(draft, overrides).await.unwrap();
    match ledger.begin(draft, overrides).await.unwrap() {
        BeginResult::Conflict(conflict) => {
            assert_eq!(checked.as_ref(), Some(&conflict));
            conflict
        }
        BeginResult::Started(started) => panic!("expected a conflict, not {started:?}"),
    }
}

async fn rejects_a_second_publication(test: &TestStore) {
    let ledger = ledger(test).await;
    let draft = draft("one", "text");
    let found = ledger.check(&draft, Overrides::default()).await;
    assert_eq!(found.unwrap(), None);
    publish(&ledger, &draft).await;
    let Conflict::Published(entry) = conflict(&ledger, &draft, Overrides::default()).await else {
        panic!("it is published");
    };
    assert_eq!((entry.state, entry.number), (State::Published, 1));
    assert_eq!(entry.url, Some(post().url));
    assert!(entry.time.0 > 1_700_000_000_000);

    // It is not yet published in a publication.
    let elsewhere = Draft {
        target: PostTarget::Publication("b45573563f5a".to_owned()),
        ..draft.clone()
    };
    publish(&ledger, &elsewhere).await;
    let again = start(&ledger, &draft, Overrides::all()).await;
    ledger.finish(again, &post()).await.unwrap();
    let entries = ledger.entries(&draft.article).await.unwrap();
    assert_eq!(entries.len(), 3);
}

async fn a_started_post_blocks_another(test: &TestStore) {
    let draft = draft("one", "text");
    let _lost = start(&ledger(test).await, &draft, Overrides::default()).await;

    // Another process sees the same, first with the lease and later without.
    let ledger = ledger(test).await;
    let found = conflict(&ledger, &draft, Overrides::all()).await;
    assert!(matches!(found, Conflict::InProgress(entry) if entry.has_active_lease));
    expire_lease(test).await;
    let found = conflict(&ledger, &draft, Overrides::all()).await;
    assert!(matches!(found, Conflict::OutcomeUnknown(entry) if entry.state == State::Started));
}

async fn an_edited_article_requires_an_override(test: &TestStore) {
    let ledger = ledger(test).await;
    publish(&ledger, &draft("one", "text")).await;
    let edited = draft("one", "better text");
    let found = conflict(&ledger, &edited, Overrides::default()).await;
    let Conflict::Edited(entry) = found else {
        panic!("{found:?}");
    };
    assert_eq!(entry.content, ContentHash::of("text"));
    assert_eq!(entry.parts["text"], "text", "to say what was edited");
    let overrides = Overrides {
        edited: true,
        ..Overrides::default()
    };
    let sent = start(&ledger, &edited, overrides).await;
    ledger.finish(sent, &post()).await.unwrap();
    let found = conflict(&ledger, &edited, overrides).await;
    assert!(matches!(found, Conflict::Published(entry) if entry.number == 2));
}

async fn equal_content_of_another_article_requires_an_override(test: &TestStore) {
    let ledger = ledger(test).await;
    publish(&ledger, &draft("one", "text")).await;
    let renamed = draft("renamed", "text");
    let found = conflict(&ledger, &renamed, Overrides::default()).await;
    assert!(matches!(found, Conflict::SameContent(entry) if entry.article == Article::id("one")));
    let overrides = Overrides {
        same_content: true,
        ..Overrides::default()
    };
    let sent = start(&ledger, &renamed, overrides).await;
    ledger.finish(sent, &post()).await.unwrap();
}

async fn accounts_and_sandboxes_have_separate_ledgers(test: &TestStore) {
    let store = test.store().await;
    let draft = draft("one", "text");
    for account in [
        Account::sandbox("demo"),
        Account::sandbox("writer"),
        Account::new("https://api.medium.com", "demo"),
        Account::new("http://127.0.0.1:4000", "demo"),
    ] {
        publish(&store.ledger(&account), &draft).await;
    }
}

async fn only_one_of_many_concurrent_runs_begins(test: &TestStore) {
    assert_eq!(begin_at_once(test, |_| draft("one", "text")).await, 1);
}

async fn only_one_of_many_articles_with_the_same_content_begins(test: &TestStore) {
    let begun = begin_at_once(test, |number| draft(&number.to_string(), "text")).await;
    assert_eq!(begun, 1);
}

/// Returns how many of 20 concurrent runs may send the post.
async fn begin_at_once(test: &TestStore, draft: impl Fn(usize) -> Draft) -> usize {
    let ledgers = [ledger(test).await, ledger(test).await];
    let mut tasks = JoinSet::new();
    for number in 0..20 {
        let (ledger, draft) = (ledgers[number % 2].clone(), draft(number));
        tasks.spawn(async move {
            let begun = ledger.begin(&draft, Overrides::default()).await;
            matches!(begun.unwrap(), BeginResult::Started(_))
        });
    }
    let begun = tasks.join_all().await.into_iter();
    begun.filter(|is_started| *is_started).count()
}
