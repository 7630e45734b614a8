//! Links between articles: those that are on Medium are linked there.

use medium_store::{ContentHash, State};

use super::Plan;
use crate::args::Wishes;
use crate::error::Result;
use crate::ledger::Ledger;

impl Plan {
    /// Looks in the ledger for the articles that this one links to by their files.
    ///
    /// # Errors
    ///
    /// Where one is not there, and neither is an address to resolve the link against.
    pub(crate) async fn find_links(&mut self, ledger: Option<&Ledger<'_>>) -> Result<()> {
        for file in self.article.linked() {
            // What can't be read as an article is none that was published.
            let Ok(linked) = Self::of(&file, &Wishes::default()) else {
                continue;
            };
            let Some(ledger) = ledger else { continue };
            let article = linked.identity(&ContentHash::of(b""))?;
            let entries = ledger.entries(&article).await?;
            let mut published = entries
                .into_iter()
                .filter(|entry| entry.state == State::Done);
            if let Some(url) = published.find_map(|entry| entry.url) {
                self.links.insert(file, url);
            }
        }
        self.shown()?;
        Ok(())
    }
}
