//! The store's ledger of published articles, with URLs that can be opened.
//!
//! Articles published in Medium's editor are in a separate ledger, as recording them needs no login.
//! `medium publish` checks both, so that it publishes nothing twice.

mod error;
mod manual;
mod publishing;

use medium_store::{
    Article, Conflict, Draft, Entry, Error, Overrides, PostTarget, Published, Resolution,
};

use crate::args::Global;
use crate::backend::Backend;
use crate::session::{CredentialError, Session};

pub(crate) use error::{
    LedgerConflict, LedgerEntryError, date, describe_earlier_post, describe_edits, resolve_advice,
};

/// The account of the manual ledger. User ids contain no spaces.
const MANUAL: &str = "by hand";

/// A draft's part that records the status it was sent with. It is not compared for edits.
pub(crate) const STATUS_PART: &str = "status";
/// A draft's part that records its first words. It is not compared for edits.
pub(crate) const OPENING_PART: &str = "opening";

/// The ledgers of an account and of manually published articles.
pub(crate) struct Ledger<'a> {
    backend: &'a Backend,
    /// The posts that the account created with the API. `None` without a login.
    account: Option<medium_store::Ledger>,
    manual: medium_store::Ledger,
}

impl<'a> Ledger<'a> {
    /// Opens the ledgers of a session's account.
    pub(crate) async fn for_session(session: &Session<'a>) -> crate::error::Result<Self> {
        let backend = session.backend;
        let account = backend.account(session.me().await?.id.as_str());
        Ok(Self {
            account: Some(backend.store().await?.ledger(&account)),
            ..Self::manual(backend).await?
        })
    }

    /// Opens the ledgers of the login, or only the manual one without a login.
    pub(crate) async fn open(backend: &'a Backend, global: &Global) -> crate::error::Result<Self> {
        match Session::open(backend, global).await {
            Ok(session) => Self::for_session(&session).await,
            Err(crate::error::Error::Credential(CredentialError::NotLoggedIn)) => {
                Self::manual(backend).await
            }
            Err(error) => Err(error),
        }
    }

    /// Opens the manual ledger only.
    pub(crate) async fn manual(backend: &'a Backend) -> crate::error::Result<Self> {
        let manual = backend.account(MANUAL);
        Ok(Self {
            backend,
            account: None,
            manual: backend.store().await?.ledger(&manual),
        })
    }

    /// Returns whether it belongs to the sandbox of `--sandbox`.
    pub(crate) fn is_sandbox(&self) -> bool {
        self.backend.sandbox().is_some()
    }

    /// Both ledgers, the account's first.
    fn ledgers(&self) -> impl Iterator<Item = &medium_store::Ledger> {
        self.account.iter().chain([&self.manual])
    }

    /// Returns the article name that the ledger has for `draft`: its own or one of the `earlier` ones.
    /// With `rename`, entries under an earlier name get the draft's own.
    ///
    /// A `path:` name may belong to another article. If neither text nor title match, its entries
    /// keep their name, but still belong to this article unless `force` is set.
    pub(crate) async fn known_name(
        &self,
        draft: &Draft,
        earlier: &[Article],
        rename: bool,
        force: bool,
    ) -> Result<Article, Error> {
        let mut name = draft.article.clone();
        for ledger in self.ledgers() {
            let known = name_in(ledger, draft, earlier, rename, force).await?;
            // The account's ledger comes first.
            if name == draft.article {
                name = known;
            }
        }
        Ok(name)
    }

    /// Returns the entry that prevents `draft` from being sent, if any.
    pub(crate) async fn check(
        &self,
        draft: &Draft,
        overrides: Overrides,
    ) -> Result<Option<Conflict>, Error> {
        if let Some(account) = &self.account
            && let Some(conflict) = account.check(draft, overrides).await?
        {
            return Ok(Some(self.with_url(conflict)));
        }
        self.check_manual(draft, overrides).await
    }

    /// Returns the newest entries, newest first.
    pub(crate) async fn list(&self, most: u32) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for ledger in self.ledgers() {
            entries.extend(ledger.list(most).await?);
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.time.0));
        Ok(self.with_urls(entries))
    }

    /// Returns all entries of an article, newest first.
    pub(crate) async fn entries(&self, article: &Article) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for ledger in self.ledgers() {
            entries.extend(ledger.entries(article).await?);
        }
        Ok(self.with_urls(entries))
    }

    /// Settles an unknown outcome. Returns whether there was one.
    pub(crate) async fn resolve(
        &self,
        article: &Article,
        target: &PostTarget,
        published: Option<Published>,
    ) -> Result<bool, Error> {
        let resolution = match published {
            Some(published) => Resolution::Published(self.with_stored_url(published)),
            None => Resolution::NotPublished,
        };
        for ledger in self.ledgers() {
            if ledger.resolve(article, target, &resolution).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Removes all entries of an article, and returns how many there were.
    pub(crate) async fn forget(&self, article: &Article) -> Result<usize, Error> {
        let mut removed = 0;
        for ledger in self.ledgers() {
            removed += ledger.forget(article).await?;
        }
        Ok(removed)
    }

    fn with_stored_url(&self, mut published: Published) -> Published {
        published.url = self.backend.to_stored_url(&published.url).to_owned();
        published
    }

    fn with_urls(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        entries
            .iter_mut()
            .for_each(|entry| self.restore_entry(entry));
        entries
    }

    fn with_url(&self, mut conflict: Conflict) -> Conflict {
        self.restore_entry(conflict.entry_mut());
        conflict
    }

    fn restore_entry(&self, entry: &mut Entry) {
        let url = entry
            .url
            .as_deref()
            .map(|url| self.backend.restore_url(url));
        entry.url = url.filter(|url| self.backend.openable(url).is_some());
    }
}

/// Returns the conflicts that `--force` ignores: all but unknown outcomes.
pub(crate) fn overrides(force: bool) -> Overrides {
    if force {
        Overrides::all()
    } else {
        Overrides::default()
    }
}

/// [`Ledger::known_name`] in one of the ledgers.
async fn name_in(
    ledger: &medium_store::Ledger,
    draft: &Draft,
    earlier: &[Article],
    rename: bool,
    force: bool,
) -> Result<Article, Error> {
    let own = draft.article.clone();
    let own_name = ledger
        .find_recorded_name(std::slice::from_ref(&own))
        .await?;
    if own_name.is_some() {
        return Ok(own);
    }
    let Some(name) = ledger.find_recorded_name(earlier).await? else {
        return Ok(own);
    };
    let is_it = !name.as_str().starts_with("path:") || {
        let entries = ledger.entries(&name).await?;
        entries.iter().any(|entry| belongs_to(entry, draft))
    };
    match (is_it, rename) {
        (true, true) => {
            ledger.rename_entries(&own, &[name]).await?;
            Ok(own)
        }
        (false, _) if force => Ok(own),
        _ => Ok(name),
    }
}

/// Returns whether an entry under a `path:` name is the draft's article. Early versions recorded
/// only the content's hash.
fn belongs_to(entry: &Entry, draft: &Draft) -> bool {
    entry.content == draft.content
        || entry.parts.is_empty()
        || entry.parts.get("title") == draft.parts.get("title")
}
