//! Publishing at most once.

use medium_store::{
    Account, Article, Begun, Consent, ContentHash, Draft, Ledger, Obstacle, Published, Resolution,
    State, Target, Ticket,
};
use tokio::task::JoinSet;

use crate::support::Home;

crate::on_both_engines!(
    what_is_published_is_not_published_again,
    what_was_started_stands_in_the_way,
    who_waits_sees_what_the_other_run_published,
    who_waits_goes_on_when_the_other_run_published_nothing,
    who_waits_for_a_run_that_died_waits_for_its_lease,
    a_run_that_is_slow_keeps_its_lease,
    a_twin_under_way_is_waited_for,
    what_is_unknown_is_resolved_first,
    an_edited_article_asks_for_consent,
    equal_content_of_another_article_asks_for_consent,
    what_was_abandoned_can_begin_anew,
    who_was_given_up_changes_nothing_that_began_later,
    what_was_published_is_written_down_whatever_happened_meanwhile,
    a_sandbox_and_another_account_have_ledgers_of_their_own,
    of_many_that_begin_one_may,
    of_many_articles_with_one_content_one_begins,
    an_article_is_forgotten_on_request,
);

fn draft(id: &str, content: &str) -> Draft {
    Draft {
        article: Article::id(id),
        content: ContentHash::of(content),
        target: Target::Profile,
        parts: [("text".to_owned(), content.to_owned())].into(),
    }
}

fn post() -> Published {
    Published::new("e6f36a", "https://medium.com/@demo/e6f36a")
}

async fn ledger(home: &Home) -> Ledger {
    home.store().await.ledger(&Account::sandbox("demo"))
}

async fn ticket(ledger: &Ledger, draft: &Draft, consent: Consent) -> Ticket {
    match ledger.begin(draft, consent).await.expect("asked") {
        Begun::Ticket(ticket) => ticket,
        Begun::Obstacle(obstacle) => panic!("{obstacle:?}"),
    }
}

async fn obstacle(ledger: &Ledger, draft: &Draft, consent: Consent) -> Obstacle {
    let foreseen = ledger.check(draft, consent).await.expect("asked");
    match ledger.begin(draft, consent).await.expect("asked") {
        Begun::Obstacle(obstacle) => {
            assert_eq!(foreseen.as_ref(), Some(&obstacle));
            obstacle
        }
        Begun::Ticket(ticket) => panic!("{ticket:?}"),
    }
}

async fn publish(ledger: &Ledger, draft: &Draft) {
    let ticket = ticket(ledger, draft, Consent::default()).await;
    ledger.finish(ticket, &post()).await.expect("written");
}

async fn what_is_published_is_not_published_again(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    assert_eq!(
        ledger
            .check(&draft, Consent::default())
            .await
            .expect("asked"),
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

    // In a publication it was not, yet.
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

async fn what_was_started_stands_in_the_way(home: &Home) {
    let draft = draft("one", "text");
    let _lost = ticket(&ledger(home).await, &draft, Consent::default()).await;

    // As another process sees it, at first and when the first one's lease is over.
    let ledger = ledger(home).await;
    let found = obstacle(&ledger, &draft, Consent::force()).await;
    assert!(matches!(found, Obstacle::InProgress(entry) if entry.is_held));
    lease_ends(home).await;
    let found = obstacle(&ledger, &draft, Consent::force()).await;
    assert!(matches!(found, Obstacle::Unsettled(entry) if entry.state == State::Started));
}

/// As if the run that had the ticket had said nothing for a while.
async fn lease_ends(home: &Home) {
    home.execute("UPDATE medium_ledger SET lease_end = 0").await;
}

/// What somebody who waits finds, once `deed` is done. They wait from before it on.
async fn found_after(
    home: &Home,
    draft: &Draft,
    deed: impl Future<Output = ()>,
) -> Option<Obstacle> {
    let waiting = ledger(home).await;
    let mut found = std::pin::pin!(waiting.wait(draft, Consent::default()));
    // The other run is seen to be at work before it goes on.
    tokio::select! {
        biased;
        found = &mut found => panic!("nothing was done yet: {found:?}"),
        () = tokio::time::sleep(std::time::Duration::from_millis(300)) => {}
    }
    deed.await;
    found.await.expect("asked")
}

async fn who_waits_sees_what_the_other_run_published(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    let published = async { ledger.finish(sent, &post()).await.expect("written") };
    let found = found_after(home, &draft, published).await;
    assert!(matches!(found, Some(Obstacle::Published(_))), "{found:?}");
}

async fn who_waits_goes_on_when_the_other_run_published_nothing(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    let refused = async { ledger.abandon(sent).await.expect("written") };
    assert_eq!(found_after(home, &draft, refused).await, None);
    publish(&ledger, &draft).await;
}

async fn who_waits_for_a_run_that_died_waits_for_its_lease(home: &Home) {
    let draft = draft("one", "text");
    let _lost = ticket(&ledger(home).await, &draft, Consent::default()).await;
    let found = found_after(home, &draft, lease_ends(home)).await;
    assert!(matches!(found, Some(Obstacle::Unsettled(_))), "{found:?}");
}

async fn a_run_that_is_slow_keeps_its_lease(home: &Home) {
    let (ledger, draft) = (ledger(home).await, draft("one", "text"));
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    lease_ends(home).await;
    // It says that it is at work for as long as the work takes, which is until that is seen.
    let seen = async {
        loop {
            let found = ledger.check(&draft, Consent::default()).await;
            if matches!(found.expect("asked"), Some(Obstacle::InProgress(_))) {
                return;
            }
        }
    };
    ledger.hold(&sent, seen).await;
    ledger.finish(sent, &post()).await.expect("written");
}

async fn a_twin_under_way_is_waited_for(home: &Home) {
    let ledger = ledger(home).await;
    let sent = ticket(&ledger, &draft("one", "text"), Consent::default()).await;
    let published = async { ledger.finish(sent, &post()).await.expect("written") };
    let found = found_after(home, &draft("renamed", "text"), published).await;
    assert!(matches!(found, Some(Obstacle::Twin(_))), "{found:?}");
}

async fn what_is_unknown_is_resolved_first(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    let resolve = |resolution| {
        let (ledger, draft) = (ledger.clone(), draft.clone());
        async move {
            let resolved = ledger
                .resolve(&draft.article, &draft.target, &resolution)
                .await;
            resolved.expect("asked")
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

async fn an_edited_article_asks_for_consent(home: &Home) {
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

async fn equal_content_of_another_article_asks_for_consent(home: &Home) {
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

async fn what_was_abandoned_can_begin_anew(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    ledger.abandon(sent).await.expect("written");
    assert!(ledger.list(10).await.expect("listed").is_empty());
    publish(&ledger, &draft).await;
}

/// Somebody says too soon that it is not there; the first process is running still.
async fn who_was_given_up_changes_nothing_that_began_later(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    for given_up in ["abandoned", "unknown"] {
        let first = ticket(&ledger, &draft, Consent::default()).await;
        ledger
            .resolve(&draft.article, &draft.target, &Resolution::NotPublished)
            .await
            .expect("asked");
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

/// A ticket that began later than `first`, by the store's clock.
async fn next_moment(ledger: &Ledger, draft: &Draft, first: &Ticket) -> Ticket {
    loop {
        let next = ticket(ledger, draft, Consent::default()).await;
        if next != *first {
            return next;
        }
        ledger.abandon(next).await.expect("written");
    }
}

async fn what_was_published_is_written_down_whatever_happened_meanwhile(home: &Home) {
    let ledger = ledger(home).await;
    let draft = draft("one", "text");
    let sent = ticket(&ledger, &draft, Consent::default()).await;
    assert_eq!(ledger.forget(&draft.article).await.expect("forgotten"), 1);
    ledger.finish(sent, &post()).await.expect("written");
    let found = obstacle(&ledger, &draft, Consent::default()).await;
    assert!(matches!(found, Obstacle::Published(_)));
}

async fn a_sandbox_and_another_account_have_ledgers_of_their_own(home: &Home) {
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

async fn of_many_that_begin_one_may(home: &Home) {
    assert_eq!(begin_at_once(home, |_| draft("one", "text")).await, 1);
}

async fn of_many_articles_with_one_content_one_begins(home: &Home) {
    let begun = begin_at_once(home, |number| draft(&number.to_string(), "text")).await;
    assert_eq!(begun, 1);
}

/// How many of 20 get a ticket.
async fn begin_at_once(home: &Home, draft: impl Fn(usize) -> Draft) -> usize {
    let ledgers = [ledger(home).await, ledger(home).await];
    let mut tasks = JoinSet::new();
    for number in 0..20 {
        let (ledger, draft) = (ledgers[number % 2].clone(), draft(number));
        tasks.spawn(async move {
            ledger
                .begin(&draft, Consent::default())
                .await
                .expect("asked")
        });
    }
    let begun = tasks.join_all().await;
    begun
        .iter()
        .filter(|begun| matches!(begun, Begun::Ticket(_)))
        .count()
}

async fn an_article_is_forgotten_on_request(home: &Home) {
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
