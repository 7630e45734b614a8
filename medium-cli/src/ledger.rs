//! What the account has published: the store's ledger, with addresses that can be opened.

mod error;

use medium_api::types::Post;
use medium_store::{
    Article, Begun, Consent, Draft, Entry, Error, Obstacle, Published, Resolution, State, Target,
    Ticket,
};

use crate::service::Service;
use crate::session::Session;

pub(crate) use error::{LedgerConflict, LedgerEntryError, date, resolve_advice};

/// The ledger of the account of a session.
pub(crate) struct Ledger<'a> {
    service: &'a Service,
    records: medium_store::Ledger,
}

impl<'a> Ledger<'a> {
    pub(crate) async fn of(session: &Session<'a>) -> crate::error::Result<Self> {
        let service = session.service;
        let account = service.account(session.me().await?.id.as_str());
        Ok(Self {
            service,
            records: service.store().await?.ledger(&account),
        })
    }

    /// Whether it is of a sandbox within this process, where posts are rehearsals.
    pub(crate) fn is_of_sandbox(&self) -> bool {
        self.service.sandbox().is_some()
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
        let own = draft.article.clone();
        let own_name = self.records.known_as(std::slice::from_ref(&own)).await?;
        if own_name.is_some() {
            return Ok(own);
        }
        let Some(name) = self.records.known_as(earlier).await? else {
            return Ok(own);
        };
        let is_it = !name.as_str().starts_with("path:") || {
            let entries = self.records.entries(&name).await?;
            entries.iter().any(|entry| is_of(entry, draft))
        };
        match (is_it, keep) {
            (true, true) => {
                self.records.adopt(&own, &[name]).await?;
                Ok(own)
            }
            (false, _) if force => Ok(own),
            _ => Ok(name),
        }
    }

    /// What would stand in the way of `draft` now.
    pub(crate) async fn check(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        let obstacle = self.records.check(draft, consent).await?;
        Ok(obstacle.map(|obstacle| self.readable(obstacle)))
    }

    /// The right to send `draft`, once, written down before it is; or what stands in the way.
    pub(crate) async fn begin(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Result<Ticket, Obstacle>, Error> {
        match self.records.begin(draft, consent).await? {
            Begun::Ticket(ticket) => Ok(Ok(ticket)),
            Begun::Obstacle(obstacle) => Ok(Err(self.readable(obstacle))),
        }
    }

    /// Does `work`, which sends the post of `ticket`. Other runs wait for it meanwhile.
    pub(crate) async fn hold<T>(&self, ticket: &Ticket, work: impl Future<Output = T>) -> T {
        self.records.hold(ticket, work).await
    }

    /// What stands in the way of `draft` once no other run is publishing it.
    pub(crate) async fn wait(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        let obstacle = self.records.wait(draft, consent).await?;
        Ok(obstacle.map(|obstacle| self.readable(obstacle)))
    }

    /// It is not sent after all.
    pub(crate) async fn abandon(&self, ticket: Ticket) -> Result<(), Error> {
        self.records.abandon(ticket).await
    }

    /// Writes down what came of it.
    pub(crate) async fn settle(
        &self,
        ticket: Ticket,
        created: &Result<Post, medium_api::Error>,
    ) -> Result<Option<State>, Error> {
        let kept = |post: &Post| {
            // What nobody may open is not kept.
            let url = self.service.link(post.url.as_str());
            let url = url.map(|url| self.service.kept(url));
            Published::new(post.id.as_str(), url.unwrap_or_default())
        };
        let published = created.as_ref().map(kept);
        self.records
            .settle(ticket, published.as_ref().map_err(|error| *error))
            .await
    }

    pub(crate) async fn list(&self, most: u32) -> Result<Vec<Entry>, Error> {
        Ok(self.with_addresses(self.records.list(most).await?))
    }

    pub(crate) async fn entries(&self, article: &Article) -> Result<Vec<Entry>, Error> {
        Ok(self.with_addresses(self.records.entries(article).await?))
    }

    /// Settles what is open of an article. Whether something was.
    pub(crate) async fn resolve(
        &self,
        article: &Article,
        target: &Target,
        published: Option<Published>,
    ) -> Result<bool, Error> {
        let resolution = match published {
            Some(mut published) => {
                published.url = self.service.kept(&published.url).to_owned();
                Resolution::Published(published)
            }
            None => Resolution::NotPublished,
        };
        self.records.resolve(article, target, &resolution).await
    }

    /// Whether this can be the address of a post.
    pub(crate) fn is_link(&self, address: &str) -> bool {
        self.service.link(address).is_some()
    }

    pub(crate) async fn forget(&self, article: &Article) -> Result<usize, Error> {
        self.records.forget(article).await
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

/// Whether an entry under a name that is not one article's alone is of the draft's article. The
/// first versions kept nothing but the hash of the content.
fn is_of(entry: &Entry, draft: &Draft) -> bool {
    entry.content == draft.content
        || entry.parts.is_empty()
        || entry.parts.get("title") == draft.parts.get("title")
}
