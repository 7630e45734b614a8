//! Links between articles: those that are on Medium are linked there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use medium_store::{ContentHash, State};

use super::{Expected, Plan, Repositories};
use crate::args::Wishes;
use crate::error::Result;
use crate::ledger::Ledger;

impl Plan {
    /// Looks in the ledger for the articles that this one links to by their files.
    ///
    /// # Errors
    ///
    /// Where one is not there, and neither is an address to resolve the link against.
    pub(crate) async fn find_links(
        &mut self,
        ledger: Option<&Ledger<'_>>,
        repositories: &Repositories,
    ) -> Result<()> {
        self.look_up_links(ledger, repositories).await?;
        self.shown()?;
        Ok(())
    }

    /// As [`Plan::find_links`], where an article that is not on Medium is no error.
    pub(crate) async fn look_up_links(
        &mut self,
        ledger: Option<&Ledger<'_>>,
        repositories: &Repositories,
    ) -> Result<()> {
        let mut files = self.article.linked();
        files.extend(self.article.wiki_links.iter().map(|link| link.file.clone()));
        // What it was published with is not known; what counts here is what it is known by.
        let wishes = Wishes {
            lossy: true,
            allow_similar_keys: true,
            ..Wishes::default()
        };
        for file in files {
            let Some(ledger) = ledger else { break };
            // What can't be read as an article is none that was published.
            let Ok(linked) = Self::of(&file, &wishes) else {
                continue;
            };
            if let Some(url) = linked.published_at_url(ledger, repositories).await? {
                self.links.insert(file, url);
            }
        }
        Ok(())
    }

    /// Whether it links to other articles by their files.
    pub(crate) fn links_to_articles(&self) -> bool {
        !(self.article.linked().is_empty() && self.article.wiki_links.is_empty())
    }

    /// The addresses on Medium of the articles that it links to, as far as they are known.
    pub(crate) fn addresses(&self) -> &BTreeMap<PathBuf, String> {
        &self.links
    }

    /// As if [`Plan::look_up_links`] had found `addresses`.
    pub(crate) fn know_links(&mut self, addresses: &BTreeMap<PathBuf, String>) {
        self.links.clone_from(addresses);
    }

    /// What to say of links to notes that are not on Medium, as far as that is known now.
    pub(crate) fn expect_unlinked_notes(&mut self) -> Vec<String> {
        let links = self.article.wiki_links.iter();
        let unknown = links.filter(|link| !self.links.contains_key(&link.file));
        let unknown: Vec<_> = unknown
            .map(|link| Expected::of_finding(&link.warning))
            .collect();
        let hints = unknown.iter().map(|one| self.hint(one)).collect();
        self.warnings.extend(unknown);
        hints
    }

    /// Where it is on Medium, by the name that it has or by an earlier one.
    async fn published_at_url(
        &self,
        ledger: &Ledger<'_>,
        repositories: &Repositories,
    ) -> Result<Option<String>> {
        let mut names = vec![self.identity(&ContentHash::of(b""), repositories)?];
        names.extend(self.earlier_identities(repositories)?);
        for name in &names {
            let entries = ledger.entries(name).await?;
            let mut done = entries
                .into_iter()
                .filter(|entry| entry.state == State::Done);
            if let Some(url) = done.find_map(|entry| entry.url) {
                return Ok(Some(url));
            }
        }
        Ok(None)
    }
}
