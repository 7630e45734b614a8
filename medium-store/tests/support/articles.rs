//! Articles and their publication.

use medium_api::types::NewPost;
use medium_api::{Client, Error};
use medium_store::{
    Account, Article, BeginResult, ContentHash, Draft, Ledger, Overrides, PostTarget, Published,
    StartedPost,
};

use super::TestStore;

pub(crate) fn draft(id: &str, content: &str) -> Draft {
    Draft {
        article: Article::id(id),
        content: ContentHash::of(content),
        target: PostTarget::Profile,
        parts: [("text".to_owned(), content.to_owned())].into(),
    }
}

pub(crate) fn post() -> Published {
    Published::new("e6f36a", "https://medium.com/@demo/e6f36a")
}

/// Opens the store again, as another process does.
pub(crate) async fn ledger(test: &TestStore) -> Ledger {
    test.store().await.ledger(&Account::sandbox("demo"))
}

pub(crate) async fn start(ledger: &Ledger, draft: &Draft, overrides: Overrides) -> StartedPost {
    match ledger.begin(draft, overrides).await.unwrap() {
        BeginResult::Started(started) => started,
        BeginResult::Conflict(conflict) => panic!("expected a started post, not {conflict:?}"),
    }
}

pub(crate) async fn publish(ledger: &Ledger, draft: &Draft) {
    let started = start(ledger, draft, Overrides::default()).await;
    ledger.finish(started, &post()).await.unwrap();
}

/// Creates a post with this title, as the user with this id.
pub(crate) async fn send(client: &Client, user: &str, title: &str) -> Result<Published, Error> {
    let user = user.parse().map_err(|_| ()).unwrap();
    let post = NewPost::markdown(title, format!("# {title}"));
    let post = client.create_post(&user, &post).await?;
    Ok(Published::new(post.id.to_string(), post.url.to_string()))
}
