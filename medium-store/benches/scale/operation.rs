//! The operations that are measured.

use std::time::Duration;

use medium_api::Client;
use medium_api::auth::Tokens;
use medium_api::types::{RefreshTokenGrant, TokenGrant};
use medium_sandbox::Sandbox;
use medium_store::{
    Account, Article, ContentHash, ContentParts, Draft, Overrides, PostTarget, Store,
};

use crate::consent;
use crate::support::articles;

/// The duration of a lease, the same as the client's.
const LEASE: Duration = Duration::from_secs(75);

/// A service that refreshes tokens, and the tokens of one of its users.
pub(crate) struct Service {
    sandbox: Sandbox,
    client: Client,
    pub(crate) tokens: Tokens,
}

impl Service {
    pub(crate) async fn start() -> Self {
        let sandbox = Sandbox::builder().rate_limit(false);
        let sandbox = sandbox.start().await.unwrap();
        let client = Client::builder().api_url(sandbox.url()).build();
        Self {
            client: client.unwrap(),
            tokens: consent::expired_tokens(&sandbox).await,
            sandbox,
        }
    }

    /// Refreshes tokens once.
    async fn refresh(&self, tokens: &Tokens) -> Tokens {
        let application = self.sandbox.application();
        let grant = TokenGrant::RefreshTokenGrant(RefreshTokenGrant::new(
            tokens.refresh.clone().unwrap(),
            application.client_id.clone(),
            application.client_secret.as_str(),
        ));
        tokens.refreshed_by(self.client.create_token(&grant).await.unwrap())
    }
}

/// What a program does with the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// Look up whether an article is published.
    LookUp,
    /// Record the start and the end of a post. The time of the post itself doesn't count.
    Publish,
    /// Lease tokens, read them again, and save them.
    Lease,
    /// The same, with a refresh in between, by a sandbox on this machine.
    Refresh,
}

impl Operation {
    pub(crate) const ALL: [Self; 4] = [Self::LookUp, Self::Publish, Self::Lease, Self::Refresh];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::LookUp => "ledger look-up",
            Self::Publish => "begin, finish",
            Self::Lease => "lease, save",
            Self::Refresh => "lease, refresh, save",
        }
    }

    /// Runs the operation once. An account publishes once per `round`.
    pub(crate) async fn run(
        self,
        store: &Store,
        account: &Account,
        round: usize,
        service: &Service,
    ) {
        match self {
            Self::LookUp => look_up(store, account).await,
            Self::Publish => publish(store, account, &draft(account, round)).await,
            Self::Lease => refresh(store, account, None).await,
            Self::Refresh => refresh(store, account, Some(service)).await,
        }
    }
}

/// Returns what the account publishes in a round.
fn draft(account: &Account, round: usize) -> Draft {
    let path = format!("posts/{round}.md");
    Draft {
        article: Article::path(path.as_ref(), "".as_ref()).unwrap(),
        content: ContentHash::of(format!("{account} {round}")),
        target: PostTarget::Profile,
        parts: parts(),
    }
}

/// Returns the same parts as the command records.
pub(crate) fn parts() -> ContentParts {
    let hash = ContentHash::of("text").to_string();
    let parts = [
        ("title", "How a football club learned to sing"),
        ("tags", "football, liverpool, history"),
        ("text", &hash),
        ("pictures", &hash),
    ];
    let parts = parts.map(|(name, value)| (name.to_owned(), value.to_owned()));
    parts.into()
}

async fn look_up(store: &Store, account: &Account) {
    let ledger = store.ledger(account);
    let found = ledger.check(&draft(account, 0), Overrides::default()).await;
    assert!(found.unwrap().is_some());
}

async fn publish(store: &Store, account: &Account, draft: &Draft) {
    articles::publish(&store.ledger(account), draft).await;
}

/// Leases and saves tokens as the client does, with a refresh if there is a `service`.
async fn refresh(store: &Store, account: &Account, service: Option<&Service>) {
    let source = store.login(account).source();
    source.load().await.unwrap().unwrap();
    let lease = source.lease(LEASE).await.unwrap().unwrap();
    let stored = source.load().await.unwrap().unwrap();
    let tokens = match service {
        Some(service) => service.refresh(&stored.tokens).await,
        None => stored.tokens,
    };
    let saved = source.save(tokens, stored.version, lease.clone()).await;
    assert!(saved.unwrap().is_some());
    source.release(lease).await.unwrap();
}
