//! Articles published in Medium's editor or with its import tool.

use medium_store::{
    Article, BeginResult, Conflict, Draft, Error, Overrides, PostTarget, Published,
};

use super::Ledger;
use crate::args::Global;
use crate::backend::Backend;
use crate::output::Output;

impl<'a> Ledger<'a> {
    /// Opens the ledgers for `medium handoff`, which needs no login: if Medium rejects the login, it
    /// warns and opens the manual ledger only.
    pub(crate) async fn for_handoff(
        backend: &'a Backend,
        global: &Global,
        output: &Output,
    ) -> crate::error::Result<Self> {
        match Self::open(backend, global).await {
            Err(crate::error::Error::Api(error)) => {
                let problem = crate::api_error::message(&error);
                output.warn(&format!(
                    "posts published with your login can't be checked: {problem}"
                ));
                Self::manual(backend).await
            }
            ledger => ledger,
        }
    }

    /// Like [`Ledger::check`], but for every target that the article was sent to: in the editor, it can be
    /// published anywhere.
    pub(crate) async fn check_everywhere(
        &self,
        draft: &Draft,
        overrides: Overrides,
    ) -> Result<Option<Conflict>, Error> {
        let mut targets = vec![PostTarget::Profile];
        for entry in self.entries(&draft.article).await? {
            if !targets.contains(&entry.target) {
                targets.push(entry.target);
            }
        }
        for target in targets {
            let draft = Draft {
                target,
                ..draft.clone()
            };
            if let Some(conflict) = self.check(&draft, overrides).await? {
                return Ok(Some(conflict));
            }
        }
        Ok(None)
    }

    pub(super) async fn check_manual(
        &self,
        draft: &Draft,
        overrides: Overrides,
    ) -> Result<Option<Conflict>, Error> {
        let conflict = self.manual.check(&manual(draft), overrides).await?;
        Ok(conflict.map(|conflict| self.with_url(conflict)))
    }

    /// Replaces a wrongly recorded URL. Returns whether it was found.
    pub(crate) async fn correct(
        &self,
        article: &Article,
        wrong: &str,
        published: Published,
    ) -> Result<bool, Error> {
        let (wrong, published) = (
            self.backend.to_stored_url(wrong),
            self.with_stored_url(published),
        );
        for ledger in self.ledgers() {
            if ledger.correct_url(article, wrong, &published).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Records that `draft` was published manually, or returns the entry that prevents it.
    pub(crate) async fn record(
        &self,
        draft: &Draft,
        published: Published,
        overrides: Overrides,
    ) -> Result<Option<Conflict>, Error> {
        if let Some(conflict) = self.check_everywhere(draft, overrides).await? {
            return Ok(Some(conflict));
        }
        match self.manual.begin(&manual(draft), overrides).await? {
            BeginResult::Conflict(conflict) => Ok(Some(self.with_url(conflict))),
            BeginResult::Started(started) => {
                let published = self.with_stored_url(published);
                self.manual.finish(started, &published).await?;
                Ok(None)
            }
        }
    }
}

/// Returns the draft as the manual ledger records it. Its target is unknown: the profile is
/// assumed.
fn manual(draft: &Draft) -> Draft {
    Draft {
        target: PostTarget::Profile,
        ..draft.clone()
    }
}
