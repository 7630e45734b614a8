//! An article is published at most once.

use medium_store::{
    Account, Article, Begun, Consent, ContentHash, Draft, Ledger, Obstacle, Published, Resolution,
    State, Target, Ticket,
};
use tokio::task::JoinSet;

use crate::support::Home;
use crate::waiting::lease_ends;

crate::on_both_engines!(
    rejects_a_second_publication,
    a_started_post_blocks_another,
    an_unknown_outcome_has_to_be_resolved_first,
    corrects_the_wrong_url_only,
    an_edited_article_requires_consent,
    equal_content_of_another_article_requires_consent,
    an_abandoned_post_can_begin_again,
    an_earlier_run_does_not_change_a_later_entry,
    a_published_post_is_recorded_even_if_its_entry_was_deleted,
    accounts_and_sandboxes_have_separate_ledgers,
    only_one_of_many_concurrent_runs_begins,
    only_one_of_many_articles_with_the_same_content_begins,
    forgets_an_article_on_request,
);

pub(crate) fn draft(id: &str, content: &str) -> Draft {
    Draft {
        article: Article::id(id),
        content: ContentHash::of(content),
        target: Target::Profile,
        parts: [("text".to_owned(), content.to_owned())].into(),
    }
}

pub(crate) fn post() -> Published {
    Published::new("e6f36a", "https://medium.com/@demo/e6f36a")
}

pub(crate) async fn ledger(home: &Home) -> Ledger {
    home.store().await.ledger(&Account::sandbox("demo"))
}

pub(crate) async fn ticket(ledger: &Ledger, draft: &Draft, consent: Consent) -> Ticket {
    match ledger.begin(draft, consent).await.expect("a result") {
        Begun::Ticket(ticket) => ticket,
        Begun::Obstacle(obstacle) => panic!("{obstacle:?}"),
    }
}

async fn obstacle(ledger: &Ledger, draft: &Draft, consent: Consent) -> Obstacle {
    let foreseen = ledger.check(draft, consent).await.expect("a result");
    match ledger.begin(draft, consent).await.expect("a result") {
        Begun::Obstacle(obstacle) => {
            assert_eq!(foreseen.as_ref(), Some(&obstacle));
            obstacle
        }
        Begun::Ticket(ticket) => panic!("{ticket:?}"),
    }
}

pub(crate) async fn publish(ledger: &Ledger, draft: &Draft) {
    let ticket = ticket(ledger, draft, Consent::default()).await;
    ledger.finish(ticket, &post()).await.expect("written");
}

async fn rejects_a_second_publication(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    assert_eq!(
        ledger
            .check(&draft, Consent::default())
            .await
            .expect("a result"),
        None
    );
    publish(&ledger, &draft).await;
    let Obstacle::Published(entry) = obstacle(&ledger, &draft, Consent::default()).await else {
        panic!("it is published");
    };
    assert_eq!((entry.state, entry.number), (State::Done, 1));
    assert_eq!(
        entry.url.as_deref(),
        Some("https://medium.com/@demo/e6f36a")
    );
    assert!(entry.time.0 > 1_700_000_000_000);

    // It is not yet published in a publication.
    let elsewhere = Draft {
        target: Target::Publication("b45573563f5a".to_owned()),
        ..draft.clone()
    };
    publish(&ledger, &elsewhere).await;
    let again = ticket(&ledger, &draft, Consent::force()).await;
    ledger.finish(again, &post()).await.expect("written");
    assert_eq!(
        ledger.entries(&draft.article).await.expect("listed").len(),
        3
    );
}

async fn a_started_post_blocks_another(home: &Home) {
    let draft = draft("one", "text");
    let _lost = ticket(&ledger(home).await, &draft, Consent::default()).await;

    // Another process sees the same, first with the lease and later without.
    let ledger = ledger(home).await;
    let found = obstacle(&ledger, &draft, Consent::force()).await;
    assert!(matches!(found, Obstacle::InProgress(entry) if entry.is_held));
    lease_ends(home).await;
    let found = obstacle(&ledger, &draft, Consent::force()).await;
    assert!(matches!(found, Obstacle::Unsettled(entry) if entry.state == State::Started));
}

async fn an_unknown_outcome_has_to_be_resolved_first(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    let resolve = |resolution| {
        let (ledger, draft) = (ledger.clone(), draft.clone());
        async move {
            let resolved = ledger
                .resolve(&draft.article, &draft.target, &resolution)
                .await;
            resolved.expect("a result")
        }
    };
    assert!(!resolve(Resolution::NotPublished).await);

    let sent = ticket(&ledger, &draft, Consent::default()).await;
    ledger.unknown(sent).await.expect("written");
    let found = obstacle(&ledger, &draft, Consent::force()).await;
    assert!(matches!(found, Obstacle::Unsettled(entry) if entry.state == State::Unknown));
    assert!(resolve(Resolution::NotPublished).await);

    let sent = ticket(&ledger, &draft, Consent::default()).await;
    ledger.unknown(sent).await.expect("written");
    assert!(resolve(Resolution::Published(post())).await);
    let found = obstacle(&ledger, &draft, Consent::default()).await;
    assert!(matches!(found, Obstacle::Published(entry) if entry.post.as_deref() == Some("e6f36a")));
    assert!(
        !resolve(Resolution::NotPublished).await,
        "what is done needs no looking"
    );
}

async fn corrects_the_wrong_url_only(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    publish(&ledger, &draft).await;
    let right = Published::new("0a1b2c", "https://medium.com/@demo/0a1b2c");
    let correct = async |wrong: &str| {
        let corrected = ledger.correct(&draft.article, wrong, &right).await;
        corrected.expect("a result")
    };
    assert!(!correct("https://medium.com/@demo/another").await);
    assert!(correct(&post().url).await);
    assert!(!correct(&post().url).await, "it is not there any more");
    let entries = ledger.entries(&draft.article).await.expect("a result");
    let urls: Vec<_> = entries.iter().map(|entry| entry.url.as_deref()).collect();
    assert_eq!(urls, [Some(right.url.as_str())]);
    assert_eq!(entries[0].post.as_deref(), Some("0a1b2c"));
}

async fn an_edited_article_requires_consent(home: &Home) {
    let ledger = ledger(home).await;
    publish(&ledger, &draft("one", "text")).await;
    let edited = draft("one", "better text");
    let found = obstacle(&ledger, &edited, Consent::default()).await;
    let Obstacle::Edited(entry) = found else {
        panic!("{found:?}");
    };
    assert_eq!(entry.content, ContentHash::of("text"));
    assert_eq!(entry.parts["text"], "text", "to say what was edited");
    let consent = Consent {
        edited: true,
        ..Consent::default()
    };
    let sent = ticket(&ledger, &edited, consent).await;
    ledger.finish(sent, &post()).await.expect("written");
    let found = obstacle(&ledger, &edited, consent).await;
    assert!(matches!(found, Obstacle::Published(entry) if entry.number == 2));
}

async fn equal_content_of_another_article_requires_consent(home: &Home) {
    let ledger = ledger(home).await;
    publish(&ledger, &draft("one", "text")).await;
    let renamed = draft("renamed", "text");
    let found = obstacle(&ledger, &renamed, Consent::default()).await;
    assert!(matches!(found, Obstacle::Twin(entry) if entry.article == Article::id("one")));
    let consent = Consent {
        twin: true,
        ..Consent::default()
    };
    let sent = ticket(&ledger, &renamed, consent).await;
    ledger.finish(sent, &post()).await.expect("written");
}

async fn an_abandoned_post_can_begin_again(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    ledger.abandon(sent).await.expect("written");
    assert!(ledger.list(10).await.expect("listed").is_empty());
    publish(&ledger, &draft).await;
}

/// A person resolves the post too soon, while the first process is still running.
async fn an_earlier_run_does_not_change_a_later_entry(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    for given_up in ["abandoned", "unknown"] {
        let first = ticket(&ledger, &draft, Consent::default()).await;
        ledger
            .resolve(&draft.article, &draft.target, &Resolution::NotPublished)
            .await
            .expect("a result");
        let second = next_moment(&ledger, &draft, &first).await;
        match given_up {
            "abandoned" => ledger.abandon(first).await.expect("written"),
            _ => ledger.unknown(first).await.expect("written"),
        }
        let found = obstacle(&ledger, &draft, Consent::force()).await;
        assert!(
            matches!(found, Obstacle::InProgress(entry) if entry.state == State::Started),
            "{given_up}"
        );
        ledger.abandon(second).await.expect("written");
    }
}

/// Returns a ticket that began later than `first`, by the store's clock.
async fn next_moment(ledger: &Ledger, draft: &Draft, first: &Ticket) -> Ticket {
    loop {
        let next = ticket(ledger, draft, Consent::default()).await;
        if next != *first {
            return next;
        }
        ledger.abandon(next).await.expect("written");
    }
}

async fn a_published_post_is_recorded_even_if_its_entry_was_deleted(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    assert_eq!(ledger.forget(&draft.article).await.expect("forgotten"), 1);
    ledger.finish(sent, &post()).await.expect("written");
    let found = obstacle(&ledger, &draft, Consent::default()).await;
    assert!(matches!(found, Obstacle::Published(_)));
}

async fn accounts_and_sandboxes_have_separate_ledgers(home: &Home) {
    let store = home.store().await;
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

async fn only_one_of_many_concurrent_runs_begins(home: &Home) {
    assert_eq!(begin_at_once(home, |_| draft("one", "text")).await, 1);
}

async fn only_one_of_many_articles_with_the_same_content_begins(home: &Home) {
    let begun = begin_at_once(home, |number| draft(&number.to_string(), "text")).await;
    assert_eq!(begun, 1);
}

/// Returns how many of 20 concurrent runs get a ticket.
async fn begin_at_once(home: &Home, draft: impl Fn(usize) -> Draft) -> usize {
    let ledgers = [ledger(home).await, ledger(home).await];
    let mut tasks = JoinSet::new();
    for number in 0..20 {
        let (ledger, draft) = (ledgers[number % 2].clone(), draft(number));
        tasks.spawn(async move {
            ledger
                .begin(&draft, Consent::default())
                .await
                .expect("a result")
        });
    }
    let begun = tasks.join_all().await;
    begun
        .iter()
        .filter(|begun| matches!(begun, Begun::Ticket(_)))
        .count()
}

async fn forgets_an_article_on_request(home: &Home) {
    let ledger = ledger(home).await;
    publish(&ledger, &draft("one", "text")).await;
    publish(&ledger, &draft("two", "other")).await;
    assert_eq!(
        ledger.forget(&Article::id("one")).await.expect("forgotten"),
        1
    );
    let left = ledger.list(10).await.expect("listed");
    assert_eq!(
        left.iter()
            .map(|entry| entry.article.as_str())
            .collect::<Vec<_>>(),
        ["id:two"]
    );
    assert_eq!(ledger.list(0).await.expect("listed"), []);
    publish(&ledger, &draft("one", "text")).await;
}
