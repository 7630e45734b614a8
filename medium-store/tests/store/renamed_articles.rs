//! Renamed articles.

use medium_store::{Account, Article, Conflict, Draft, Ledger, Overrides};

use crate::support::TestStore;
use crate::support::articles;

crate::on_both_engines!(
    a_renamed_article_keeps_its_entries,
    an_article_with_entries_keeps_its_own,
    renames_no_entries_of_another_account,
    finds_names_of_the_third_schema,
);

fn name(text: &str) -> Article {
    Article::parse(text).unwrap()
}

async fn publish(ledger: &Ledger, article: &str) -> Draft {
    let draft = Draft {
        article: name(article),
        ..articles::draft("", article)
    };
    articles::publish(ledger, &draft).await;
    draft
}

async fn rename_entries(ledger: &Ledger, article: &str, earlier: &str) -> bool {
    let renamed = ledger
        .rename_entries(&name(article), &[name(earlier)])
        .await;
    renamed.unwrap()
}

async fn names(ledger: &Ledger) -> Vec<String> {
    let entries = ledger.list(10).await.unwrap();
    let mut names: Vec<_> = entries
        .iter()
        .map(|entry| entry.article.to_string())
        .collect();
    names.sort();
    names
}

async fn assert_is_published(ledger: &Ledger, draft: &Draft) {
    let found = ledger.check(draft, Overrides::default()).await.unwrap();
    assert!(matches!(found, Some(Conflict::Published(_))), "{found:?}");
}

async fn a_renamed_article_keeps_its_entries(test: &TestStore) {
    let ledger = test.store().await.ledger(&Account::sandbox("demo"));
    let mut draft = publish(&ledger, "path:a.md").await;
    publish(&ledger, "path:b.md").await;
    let new = name("repo:git.example/blog:a.md");
    let earlier = ["file:/blog/a.md", "path:a.md", "path:b.md"].map(name);
    let known = ledger.find_recorded_name(&earlier).await.unwrap();
    assert_eq!(known, Some(name("path:a.md")));
    let unknown = ledger.find_recorded_name(std::slice::from_ref(&new)).await;
    assert_eq!(unknown.unwrap(), None);
    assert!(ledger.rename_entries(&new, &earlier).await.unwrap());
    assert_eq!(
        names(&ledger).await,
        ["path:b.md", "repo:git.example/blog:a.md"]
    );
    draft.article = new;
    assert_is_published(&ledger, &draft).await;
}

async fn an_article_with_entries_keeps_its_own(test: &TestStore) {
    let ledger = test.store().await.ledger(&Account::sandbox("demo"));
    publish(&ledger, "path:a.md").await;
    let new = publish(&ledger, "file:/blog/a.md").await.article;
    assert!(!rename_entries(&ledger, new.as_str(), "path:a.md").await);
    assert!(!rename_entries(&ledger, "file:/c.md", "path:c.md").await);
    assert_eq!(names(&ledger).await, ["file:/blog/a.md", "path:a.md"]);
}

async fn renames_no_entries_of_another_account(test: &TestStore) {
    let store = test.store().await;
    let other = store.ledger(&Account::sandbox("other"));
    publish(&other, "path:a.md").await;
    let ledger = store.ledger(&Account::sandbox("demo"));
    assert!(!rename_entries(&ledger, "file:/a.md", "path:a.md").await);
    assert_eq!(names(&other).await, ["path:a.md"]);
}

async fn finds_names_of_the_third_schema(test: &TestStore) {
    let store = test.store().await;
    let ledger = store.ledger(&Account::sandbox("demo"));
    let draft = publish(&ledger, "path:posts/a.md").await;
    store.close().await;
    test.execute("UPDATE medium_schema SET version = 3").await;

    let ledger = test.store().await.ledger(&Account::sandbox("demo"));
    assert_is_published(&ledger, &draft).await;
    assert!(rename_entries(&ledger, "file:/blog/posts/a.md", draft.article.as_str()).await);
    assert_eq!(names(&ledger).await, ["file:/blog/posts/a.md"]);
}
