//! Links between articles: those that are on Medium are linked there.

use medium_store::{ContentHash, State};

use super::{Plan, Repositories};
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
        if let Some(ledger) = ledger {
            for file in self.article.linked() {
                // What can't be read as an article is none that was published.
                let Ok(linked) = Self::of(&file, &Wishes::default()) else {
                    continue;
                };
                if let Some(url) = linked.published_at_url(ledger, repositories).await? {
                    self.links.insert(file, url);
                }
            }
        }
        self.shown()?;
        Ok(())
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
