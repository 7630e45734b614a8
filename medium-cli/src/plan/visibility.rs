//! The status and date of an article, from its front matter and the command line.

use medium_api::types::PublishStatus;
use medium_cli::article::{ArticleError, Status};

use super::{PlanWarning, PublishPlan};
use crate::args::PublishOptions;

/// How far ahead a date may be without being in the future, as clocks differ.
const CLOCK_TOLERANCE: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// Returns the status of an article. `--status` makes an article more public only if it is the one
/// file that was named: with a folder or a pattern such as `*.md`, drafts are easily published by
/// mistake.
pub(super) fn status(
    own: Option<Status>,
    options: &PublishOptions,
    is_only_file: bool,
) -> Option<Status> {
    match (options.status.map(Status::from), own) {
        (Some(wanted), Some(own)) if !is_only_file => Some(wanted.min(own)),
        (wanted, own) => wanted.or(own),
    }
}

/// Returns the name of a status in Medium's API.
pub(crate) fn name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Unlisted => "unlisted",
        Status::Public => "public",
    }
}

impl PublishPlan {
    /// Returns the status to send. Medium's default is public; here it is draft.
    pub(crate) fn status(&self) -> PublishStatus {
        match self.article.status {
            Some(Status::Draft) | None => PublishStatus::Draft,
            Some(Status::Unlisted) => PublishStatus::Unlisted,
            Some(Status::Public) => PublishStatus::Public,
        }
    }

    /// Returns a warning if the article and the command line set different statuses.
    pub(super) fn status_warning(
        &self,
        own: Option<Status>,
        options: &PublishOptions,
    ) -> Option<PlanWarning> {
        let (own, wanted) = (own?, Status::from(options.status?));
        let (own_name, wanted_name) = (name(own), name(wanted));
        let text = match self.article.status {
            _ if own >= wanted => return None,
            Some(status) if status == own => format!(
                "its front matter says {own_name}; --status {wanted_name} makes an article more public \
                 only if you publish this file alone"
            ),
            _ => format!("its front matter says {own_name}; --status {wanted_name} overrides it"),
        };
        Some(PlanWarning::for_article(text))
    }

    /// Sets the status.
    ///
    /// # Errors
    ///
    /// [`ArticleError::DateInFuture`] if it is not a draft and its date is in the future.
    pub(crate) fn set_status(&mut self, status: Status) -> Result<(), ArticleError> {
        self.article.status = Some(status);
        self.check_date()
    }

    /// Rejects dates in the future, as Medium's API can't schedule posts. Drafts may have any date.
    pub(super) fn check_date(&self) -> Result<(), ArticleError> {
        let is_visible = matches!(self.article.status, Some(Status::Public | Status::Unlisted));
        let soon = jiff::Timestamp::now() + CLOCK_TOLERANCE;
        match self.article.published_at {
            Some(date) if is_visible && date > soon => Err(ArticleError::DateInFuture {
                path: self.path.clone(),
                position: self.article.positions.published_at,
            }),
            _ => Ok(()),
        }
    }

    /// Returns the date to send. A future date isn't sent: Medium dates the post when it is published.
    pub(super) fn date(&self) -> Option<jiff::Timestamp> {
        let date = self.article.published_at;
        date.filter(|date| *date <= jiff::Timestamp::now())
    }

    /// Returns a warning if the date is in the future and not sent.
    pub(super) fn future_date_warning(&self) -> Option<PlanWarning> {
        let soon = jiff::Timestamp::now() + CLOCK_TOLERANCE;
        let date = self.article.published_at.filter(|date| *date > soon)?;
        let text = format!(
            "its date {date} is in the future and isn't sent; Medium will date the post when you publish it"
        );
        Some(PlanWarning::for_api(text).at(self.article.positions.published_at))
    }
}
