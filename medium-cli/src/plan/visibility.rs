//! Who may see an article, and the date that it bears: what its author and the command line say, and
//! what of it Medium can do.

use medium_api::types::PublishStatus;
use medium_cli::article::{ArticleError, Status};

use super::{PlanWarning, PublishPlan};
use crate::args::PublishOptions;

/// A date this little ahead is now, by another clock.
const CLOCKS_DIFFER: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// The status of an article, and what the command line asks for. An option for a whole folder
/// makes none of its articles more public than they say themselves.
pub(super) fn status(
    own: Option<Status>,
    options: &PublishOptions,
    is_of_folder: bool,
) -> Option<Status> {
    match (options.status.map(Status::from), own) {
        (Some(asked), Some(own)) if is_of_folder => Some(asked.min(own)),
        (asked, own) => asked.or(own),
    }
}

/// A status by Medium's word for it.
pub(crate) fn name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Unlisted => "unlisted",
        Status::Public => "public",
    }
}

impl PublishPlan {
    /// Who may see it. Medium's own default is public; where nobody has said, it is a draft here.
    pub(crate) fn status(&self) -> PublishStatus {
        match self.article.status {
            Some(Status::Draft) | None => PublishStatus::Draft,
            Some(Status::Unlisted) => PublishStatus::Unlisted,
            Some(Status::Public) => PublishStatus::Public,
        }
    }

    /// That the article and the command line name two statuses, and which of them counts.
    pub(super) fn status_differs(
        &self,
        own: Option<Status>,
        options: &PublishOptions,
    ) -> Option<PlanWarning> {
        let (own, asked) = (own?, Status::from(options.status?));
        let (own_name, asked_name) = (name(own), name(asked));
        let text = match self.article.status {
            _ if own >= asked => return None,
            Some(status) if status == own => format!(
                "its front matter says {own_name}, which --status {asked_name} does not make more \
                 public in a folder; name the file to publish it so"
            ),
            _ => format!("its front matter says {own_name}; --status {asked_name} counts"),
        };
        Some(PlanWarning::of_article(text))
    }

    /// Decides who may see it.
    ///
    /// # Errors
    ///
    /// [`ArticleError::DateInFuture`] where others may, and its date is to come.
    pub(crate) fn set_status(&mut self, status: Status) -> Result<(), ArticleError> {
        self.article.status = Some(status);
        self.check_date()
    }

    /// Medium publishes nothing later. A draft may bear any date, as it is not published by us.
    pub(super) fn check_date(&self) -> Result<(), ArticleError> {
        let is_to_be_seen = matches!(self.article.status, Some(Status::Public | Status::Unlisted));
        let soon = jiff::Timestamp::now() + CLOCKS_DIFFER;
        match self.article.published_at {
            Some(date) if is_to_be_seen && date > soon => {
                Err(ArticleError::DateInFuture(self.path.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The date to send: one that is to come is left out, so that the post bears the time at which
    /// it is published.
    pub(super) fn date(&self) -> Option<jiff::Timestamp> {
        let date = self.article.published_at;
        date.filter(|date| *date <= jiff::Timestamp::now())
    }

    /// That its date is to come, and is not sent.
    pub(super) fn date_left_out(&self) -> Option<PlanWarning> {
        let soon = jiff::Timestamp::now() + CLOCKS_DIFFER;
        let date = self.article.published_at.filter(|date| *date > soon)?;
        let text = format!(
            "the date {date} is in the future and is left out; Medium uses the date of publication"
        );
        Some(PlanWarning::of_api(text).at(self.article.positions.published_at))
    }
}
