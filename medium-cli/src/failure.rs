//! What went wrong, in words for whoever ran the command, and the process's exit code.

mod call;
mod kinds;
mod ledger;
mod login;

use std::process::ExitCode;

use medium_api::Error;
use medium_cli::article::ArticleError;
use medium_sandbox::{StartError, StateError};

pub(crate) use kinds::{
    Forgetful, Hindered, NoLink, NotAll, NotLoggedIn, PictureChanged, Stopped, TokenElsewhere,
    Unkept, Unpublishable, Unsettled, UploadFailed, WrongUsage,
};
pub(crate) use login::{LoginFailed, NothingToForget};

use crate::session::Source;
use crate::target::TargetError;

/// The exit codes, as `medium --help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Other = 1,
    Usage = 2,
    NotLoggedIn = 3,
    Refused = 4,
    RateLimited = 5,
    NotReached = 6,
    OutcomeUnknown = 7,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What is said about a failure.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) exit: Exit,
    /// What happened and where, a problem a line.
    pub(crate) message: String,
    /// What to do, as lines; empty if the message says so.
    pub(crate) advice: String,
}

impl Report {
    /// `source` as the advice for credentials depends on it: each is mended elsewhere.
    pub(crate) fn of(error: &anyhow::Error, source: Source<'_>) -> Self {
        if let Some(report) = Self::of_credential(error, source) {
            return report;
        }
        if let Some(StartError::State {
            source: StateError::InUse,
            ..
        }) = error.downcast_ref::<StartError>()
        {
            return Self::new(Exit::Other, format!("{error:#}"), SANDBOX_IN_USE);
        }
        if error.is::<Forgetful>() {
            return Self::new(Exit::Usage, error.to_string(), FORGETFUL);
        }
        if let Some(NotAll(exit)) = error.downcast_ref::<NotAll>() {
            return Self::new(*exit, "", "");
        }
        if error.is::<Unkept>() {
            return Self::new(Exit::Other, error.to_string(), UNKEPT);
        }
        if let Some(hindered) = error.downcast_ref::<Hindered>() {
            return Self::of_hindered(hindered, source);
        }
        if let Some(unsettled) = error.downcast_ref::<Unsettled>() {
            return Self::of_unsettled(unsettled, source);
        }
        if let Some(error) = error.downcast_ref::<medium_store::Error>() {
            return Self::of_store(error);
        }
        if error.is::<WrongUsage>() {
            let advice = "For more information, try '--help'.";
            return Self::new(Exit::Usage, error.to_string(), advice);
        }
        if let Some(upload) = error.downcast_ref::<UploadFailed>() {
            return Self::of_upload(upload, source);
        }
        if error.is::<NoLink>() {
            let advice = "Nothing was published. If MEDIUM_API_URL is set, check it.";
            return Self::new(Exit::NotReached, error.to_string(), advice);
        }
        if error.is::<Unpublishable>() || error.is::<ArticleError>() || error.is::<PictureChanged>()
        {
            return Self::new(Exit::Other, error.to_string(), "Nothing was published.");
        }
        if let Some(stopped) = error.downcast_ref::<Stopped>() {
            return Self::of_stop(stopped, source);
        }
        if let Some(target) = error.downcast_ref::<TargetError>() {
            return Self::of_target(target, source);
        }
        match error.downcast_ref::<Error>() {
            Some(error) => Self::of_call(error, source),
            None => Self::new(Exit::Other, format!("{error:#}"), ""),
        }
    }

    fn new(exit: Exit, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            advice: advice.into(),
        }
    }

    fn of_upload(upload: &UploadFailed, source: Source<'_>) -> Self {
        let mut report = match &upload.source {
            // The same bytes get the same address however often they are sent.
            Error::OutcomeUnknown { problem, .. } => Self::new(
                Exit::NotReached,
                format!("the upload broke off: {problem}"),
                "Run it again: a picture may be uploaded twice without harm.",
            ),
            error => Self::of_call(error, source),
        };
        report.message = format!("{upload}: {}", report.message);
        report.advice = format!("Nothing was published.\n{}", report.advice);
        report
    }

    fn of_stop(stopped: &Stopped, source: Source<'_>) -> Self {
        let mut report = Self::of(&stopped.source, source);
        report.message = format!("{stopped}: {}", report.message);
        if !stopped.not_tried.is_empty() {
            let rest = stopped
                .not_tried
                .iter()
                .map(|file| file.display().to_string());
            let rest = rest.collect::<Vec<_>>().join(" ");
            report
                .advice
                .push_str(&format!("\nNot tried after that: {rest}"));
        }
        report
    }

    fn of_target(error: &TargetError, source: Source<'_>) -> Self {
        let text = error.to_string();
        match error {
            TargetError::Call(error) => Self::of_call(error, source),
            TargetError::Unknown { known, .. } if known.is_empty() => {
                Self::new(Exit::Other, text, "You have none.")
            }
            TargetError::Unknown { known, .. } => {
                let advice = format!("Yours are: {}", known.join(", "));
                Self::new(Exit::Other, text, advice)
            }
            TargetError::Ambiguous { ids, .. } => {
                let advice = format!("Say which by its id: {}", ids.join(", "));
                Self::new(Exit::Other, text, advice)
            }
            TargetError::WriterMayNot { .. } => Self::new(
                Exit::Refused,
                text,
                "Send it as a draft, for an editor to approve: --status draft",
            ),
            TargetError::NotAContributor { .. } => Self::new(
                Exit::Refused,
                text,
                "Only its editors and writers can post there; `medium publications` lists yours.",
            ),
        }
    }
}

const SANDBOX_IN_USE: &str = "\
It runs elsewhere, with --keep perhaps: end it there with Ctrl-C.";

const UNKEPT: &str = "\
What is shown as published was sent. Mend what is said above, and run the same command again with
the same store: nothing that it knows of is sent twice. Where that store is lost, look at your
profile before you publish these articles from another one.";

const FORGETFUL: &str = "\
The next run would publish everything once more. Either
  - name a store that lasts:            --store sqlite:PATH, of a file that is kept between runs
  - publish drafts, which harm nobody:  --status draft
  - or accept duplicates:               --no-ledger
Nothing was published.";
