//! What a person publishes by hand, in Medium's editor or by its import tool.

use medium_store::{Article, Begun, Consent, Draft, Error, Obstacle, Published, Target};

use super::Ledger;
use crate::args::Global;
use crate::output::Output;
use crate::service::Service;

impl<'a> Ledger<'a> {
    /// That of the login, if Medium says whose it is. Handing off needs no login, so
    /// that one which fails does not end it.
    pub(crate) async fn for_hands(
        service: &'a Service,
        global: &Global,
        output: &Output,
    ) -> crate::error::Result<Self> {
        match Self::open(service, global).await {
            Err(crate::error::Error::Api(error)) => {
                let problem = crate::api_error::message(&error);
                output.warn(&format!(
                    "what was published with your login can't be looked up: {problem}"
                ));
                Self::by_hand(service).await
            }
            ledger => ledger,
        }
    }

    /// As [`Ledger::check`], wherever the account has sent the article: a person may publish it anywhere.
    pub(crate) async fn check_everywhere(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        let mut targets = vec![Target::Profile];
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
            if let Some(obstacle) = self.check(&draft, consent).await? {
                return Ok(Some(obstacle));
            }
        }
        Ok(None)
    }

    pub(super) async fn check_by_hand(
        &self,
        draft: &Draft,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        let obstacle = self.by_hand.check(&by_hand(draft), consent).await?;
        Ok(obstacle.map(|obstacle| self.readable(obstacle)))
    }

    /// Puts the right address in the place of one that was recorded by mistake. Whether that was there.
    pub(crate) async fn correct(
        &self,
        article: &Article,
        wrong: &str,
        published: Published,
    ) -> Result<bool, Error> {
        let (wrong, published) = (self.service.kept(wrong), self.kept(published));
        for records in self.records() {
            if records.correct(article, wrong, &published).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Records that `draft` was published by hand; or what stands in the way.
    pub(crate) async fn record(
        &self,
        draft: &Draft,
        published: Published,
        consent: Consent,
    ) -> Result<Option<Obstacle>, Error> {
        if let Some(obstacle) = self.check_everywhere(draft, consent).await? {
            return Ok(Some(obstacle));
        }
        match self.by_hand.begin(&by_hand(draft), consent).await? {
            Begun::Obstacle(obstacle) => Ok(Some(self.readable(obstacle))),
            Begun::Ticket(ticket) => {
                let published = self.kept(published);
                self.by_hand.finish(ticket, &published).await?;
                Ok(None)
            }
        }
    }
}

/// As it stands in the record of what was published by hand. Where on Medium its author put it is in
/// its address alone.
fn by_hand(draft: &Draft) -> Draft {
    Draft {
        target: Target::Profile,
        ..draft.clone()
    }
}
