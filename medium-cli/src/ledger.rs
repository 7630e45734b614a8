//! What the account has published: the store's ledger, with addresses that can be opened.
//!
//! What a person published by hand, in Medium's editor, stands in a record of its own, which needs no
//! login to be written. Publishing looks there as well, so that nothing is on Medium twice.

mod by_hand;
mod error;
mod publishing;

use medium_store::{
    Article, Consent, Draft, Entry, Error, Obstacle, Published, Resolution, Target,
};

use crate::args::Global;
use crate::service::Service;
use crate::session::{CredentialError, Session};

pub(crate) use error::{LedgerConflict, LedgerEntryError, date, resolve_advice};

/// The record of what was published by hand. No user's id is like it.
const BY_HAND: &str = "by hand";

/// The ledger of an account, and what was published by hand.
pub(crate) struct Ledger<'a> {
    service: &'a Service,
    /// What the account has published by the API; nothing without a login.
    account: Option<medium_store::Ledger>,
    by_hand: medium_store::Ledger,
}

impl<'a> Ledger<'a> {
    /// The ledger of the account of a session.
    pub(crate) async fn of(session: &Session<'a>) -> crate::error::Result<Self> {
        let service = session.service;
        let account = service.account(session.me().await?.id.as_str());
        Ok(Self {
            account: Some(service.store().await?.ledger(&account)),
            ..Self::by_hand(service).await?
        })
    }

    /// That of the login, or without one, only what was published by hand.
    pub(crate) async fn open(service: &'a Service, global: &Global) -> crate::error::Result<Self> {
        match Session::open(service, global).await {
            Ok(session) => Self::of(&session).await,
            Err(crate::error::Error::Credential(CredentialError::NotLoggedIn)) => {
                Self::by_hand(service).await
            }
            Err(error) => Err(error),
        }
    }

    /// What was published by hand, and nothing else.
    pub(crate) async fn by_hand(service: &'a Service) -> crate::error::Result<Self> {
        let by_hand = service.account(BY_HAND);
        Ok(Self {
            service,
            account: None,
            by_hand: service.store().await?.ledger(&by_hand),
        })
    }

    /// Whether it is of a sandbox within this process, where posts are rehearsals.
    pub(crate) fn is_of_sandbox(&self) -> bool {
        self.service.sandbox().is_some()
    }

    /// Both records, the account's first.
    fn records(&self) -> impl Iterator<Item = &medium_store::Ledger> {
        self.account.iter().chain([&self.by_hand])
    }

    /// The name under which the ledger knows the article of `draft`, which may be one of the
    /// `earlier` ones. With `keep`, its entries are given the draft's own name.
    ///
    /// A `path:` name may be another article's. Where neither the text nor the title is the one
    /// that was published, its entries stay where they are; they stand in the way all the same,
    /// as they always did, unless `force`.
    pub(crate) async fn name_of(
        &self,
        draft: &Draft,
        earlier: &[Article],
        keep: bool,
        force: bool,
    ) -> Result<Article, Error> {
        let mut name = draft.article.clone();
        for records in self.records() {
            let known = name_in(records, draft, earlier, keep, force).await?;
            // The account's name for it counts, if it has one.
            if name == draft.article {
                name = known;
            }
        }
        Ok(name)
    }

    /// What would stand in the way of `draft` now.
    pub(crate) async fn check(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        if let Some(account) = &self.account
            && let Some(obstacle) = account.check(draft, consent).await?
        {
            return Ok(Some(self.readable(obstacle)));
        }
        self.check_by_hand(draft, consent).await
    }

    /// The newest entries, newest first.
    pub(crate) async fn list(&self, most: u32) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for records in self.records() {
            entries.extend(records.list(most).await?);
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.time.0));
        Ok(self.with_addresses(entries))
    }

    /// The entries of one article, newest first, to whatever target.
    pub(crate) async fn entries(&self, article: &Article) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for records in self.records() {
            entries.extend(records.entries(article).await?);
        }
        Ok(self.with_addresses(entries))
    }

    /// Settles what is open of an article. Whether something was.
    pub(crate) async fn resolve(
        &self,
        article: &Article,
        target: &Target,
        published: Option<Published>,
    ) -> Result<bool, Error> {
        let resolution = match published {
            Some(published) => Resolution::Published(self.kept(published)),
            None => Resolution::NotPublished,
        };
        for records in self.records() {
            if records.resolve(article, target, &resolution).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether this can be the address of a post.
    pub(crate) fn is_link(&self, address: &str) -> bool {
        self.service.link(address).is_some()
    }

    pub(crate) async fn forget(&self, article: &Article) -> Result<usize, Error> {
        let mut gone = 0;
        for records in self.records() {
            gone += records.forget(article).await?;
        }
        Ok(gone)
    }

    fn kept(&self, mut published: Published) -> Published {
        published.url = self.service.kept(&published.url).to_owned();
        published
    }

    fn with_addresses(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        entries.iter_mut().for_each(|entry| self.address(entry));
        entries
    }

    fn readable(&self, mut obstacle: Obstacle) -> Obstacle {
        self.address(obstacle.entry_mut());
        obstacle
    }

    fn address(&self, entry: &mut Entry) {
        let url = entry.url.as_deref().map(|url| self.service.address(url));
        entry.url = url.filter(|url| self.service.link(url).is_some());
    }
}

/// [`Ledger::name_of`] in one of the records.
async fn name_in(
    records: &medium_store::Ledger,
    draft: &Draft,
    earlier: &[Article],
    keep: bool,
    force: bool,
) -> Result<Article, Error> {
    let own = draft.article.clone();
    let own_name = records.known_as(std::slice::from_ref(&own)).await?;
    if own_name.is_some() {
        return Ok(own);
    }
    let Some(name) = records.known_as(earlier).await? else {
        return Ok(own);
    };
    let is_it = !name.as_str().starts_with("path:") || {
        let entries = records.entries(&name).await?;
        entries.iter().any(|entry| is_of(entry, draft))
    };
    match (is_it, keep) {
        (true, true) => {
            records.adopt(&own, &[name]).await?;
            Ok(own)
        }
        (false, _) if force => Ok(own),
        _ => Ok(name),
    }
}

/// Whether an entry under a name that is not one article's alone is of the draft's article. The
/// first versions kept nothing but the hash of the content.
fn is_of(entry: &Entry, draft: &Draft) -> bool {
    entry.content == draft.content
        || entry.parts.is_empty()
        || entry.parts.get("title") == draft.parts.get("title")
}
