//! Renamed articles.

use medium_store::{
    Account, Article, Begun, Consent, ContentHash, Draft, Ledger, Obstacle, Published, Target,
};

use crate::support::Home;

crate::on_both_engines!(
    a_renamed_article_keeps_its_entries,
    an_article_with_entries_adopts_no_others,
    adopts_no_entries_of_another_account,
    finds_names_of_the_third_schema,
);

fn name(text: &str) -> Article {
    Article::parse(text).expect("a name")
}

async fn publish(ledger: &Ledger, article: &str) -> Draft {
    let draft = Draft {
        article: name(article),
        content: ContentHash::of(article),
        target: Target::Profile,
        parts: [("title".to_owned(), "T".to_owned())].into(),
    };
    let Begun::Ticket(ticket) = ledger
        .begin(&draft, Consent::force())
        .await
        .expect("a result")
    else {
        panic!("there is no obstacle");
    };
    let post = Published::new("e6f36a", "https://medium.com/@demo/e6f36a");
    ledger.finish(ticket, &post).await.expect("written");
    draft
}

async fn names(ledger: &Ledger) -> Vec<String> {
    let entries = ledger.list(10).await.expect("a result");
    let mut names: Vec<_> = entries.iter().map(|one| one.article.to_string()).collect();
    names.sort();
    names
}

async fn a_renamed_article_keeps_its_entries(home: &Home) {
    let ledger = home.store().await.ledger(&Account::sandbox("demo"));
    let mut draft = publish(&ledger, "path:a.md").await;
    publish(&ledger, "path:b.md").await;
    let new = name("repo:git.example/blog:a.md");
    let earlier = [
        name("file:/blog/a.md"),
        name("path:a.md"),
        name("path:b.md"),
    ];
    assert_eq!(
        ledger.known_as(&earlier).await.expect("a result"),
        Some(name("path:a.md"))
    );
    assert_eq!(
        ledger
            .known_as(std::slice::from_ref(&new))
            .await
            .expect("a result"),
        None
    );
    assert!(ledger.adopt(&new, &earlier).await.expect("adopted"));
    assert_eq!(
        names(&ledger).await,
        ["path:b.md", "repo:git.example/blog:a.md"]
    );
    draft.article = new;
    let obstacle = ledger
        .check(&draft, Consent::default())
        .await
        .expect("a result");
    assert!(
        matches!(obstacle, Some(Obstacle::Published(_))),
        "{obstacle:?}"
    );
}

async fn an_article_with_entries_adopts_no_others(home: &Home) {
    let ledger = home.store().await.ledger(&Account::sandbox("demo"));
    publish(&ledger, "path:a.md").await;
    let new = publish(&ledger, "file:/blog/a.md").await.article;
    assert!(
        !ledger
            .adopt(&new, &[name("path:a.md")])
            .await
            .expect("a result")
    );
    assert!(
        !ledger
            .adopt(&name("file:/c.md"), &[name("path:c.md")])
            .await
            .expect("a result")
    );
    assert_eq!(names(&ledger).await, ["file:/blog/a.md", "path:a.md"]);
}

async fn adopts_no_entries_of_another_account(home: &Home) {
    let store = home.store().await;
    let other = store.ledger(&Account::sandbox("other"));
    publish(&other, "path:a.md").await;
    let ledger = store.ledger(&Account::sandbox("demo"));
    assert!(
        !ledger
            .adopt(&name("file:/a.md"), &[name("path:a.md")])
            .await
            .expect("a result")
    );
    assert_eq!(names(&other).await, ["path:a.md"]);
}

async fn finds_names_of_the_third_schema(home: &Home) {
    let store = home.store().await;
    let ledger = store.ledger(&Account::sandbox("demo"));
    let draft = publish(&ledger, "path:posts/a.md").await;
    store.close().await;
    home.execute("UPDATE medium_schema SET version = 3").await;

    let ledger = home.store().await.ledger(&Account::sandbox("demo"));
    let obstacle = ledger
        .check(&draft, Consent::default())
        .await
        .expect("a result");
    assert!(
        matches!(obstacle, Some(Obstacle::Published(_))),
        "{obstacle:?}"
    );
    let new = name("file:/blog/posts/a.md");
    assert!(ledger.adopt(&new, &[draft.article]).await.expect("adopted"));
    assert_eq!(names(&ledger).await, ["file:/blog/posts/a.md"]);
}
