//! Links between articles: a link to a published article gets its URL on Medium.

use std::collections::BTreeMap;
use std::path::PathBuf;

use medium_store::{ContentHash, State};

use super::{PlanWarning, PublishPlan, Repositories};
use crate::args::PublishOptions;
use crate::error::Result;
use crate::ledger::Ledger;

impl PublishPlan {
    /// Looks up the articles that this one links to in the ledger.
    ///
    /// # Errors
    ///
    /// If one is not published, and there is no base URL to resolve the link against.
    pub(crate) async fn resolve_links(
        &mut self,
        ledger: Option<&Ledger<'_>>,
        repositories: &Repositories,
    ) -> Result<()> {
        self.look_up_links(ledger, repositories).await?;
        self.preview_content()?;
        Ok(())
    }

    /// Like [`PublishPlan::resolve_links`], but accepts links to articles that are not published.
    pub(crate) async fn look_up_links(
        &mut self,
        ledger: Option<&Ledger<'_>>,
        repositories: &Repositories,
    ) -> Result<()> {
        let mut files = self.article.linked_files();
        files.extend(self.article.wiki_links.iter().map(|link| link.file.clone()));
        let options = PublishOptions::for_identification();
        for file in files {
            let Some(ledger) = ledger else { break };
            // A file that is not a readable article was never published.
            let Ok(linked) = Self::read(&file, &options) else {
                continue;
            };
            if let Some(url) = linked.medium_url(ledger, repositories).await? {
                self.links.insert(file, url);
            }
        }
        Ok(())
    }

    /// Returns whether it links to other articles by their files.
    pub(crate) fn links_to_articles(&self) -> bool {
        !(self.article.linked_files().is_empty() && self.article.wiki_links.is_empty())
    }

    /// Returns the known URLs on Medium of the articles that it links to.
    pub(crate) fn urls(&self) -> &BTreeMap<PathBuf, String> {
        &self.links
    }

    /// Sets the URLs that [`PublishPlan::look_up_links`] would find.
    pub(crate) fn set_links(&mut self, urls: &BTreeMap<PathBuf, String>) {
        self.links.clone_from(urls);
    }

    /// Adds warnings for links to notes that are not on Medium, and returns their lines.
    pub(crate) fn warn_about_unlinked_notes(&mut self) -> Vec<String> {
        let notes = self.article.wiki_links.iter();
        let unknown = notes.filter(|link| !self.links.contains_key(&link.file));
        let warnings: Vec<_> = unknown
            .map(|link| PlanWarning::from_finding(&link.warning))
            .collect();
        let lines = warnings
            .iter()
            .map(|warning| self.warning_line(warning))
            .collect();
        self.warnings.extend(warnings);
        lines
    }

    /// Returns its URL on Medium, by its current identity or an earlier one.
    async fn medium_url(
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
                .filter(|entry| entry.state == State::Published);
            if let Some(url) = done.find_map(|entry| entry.url) {
                return Ok(Some(url));
            }
        }
        Ok(None)
    }
}
