//! What goes wrong with credentials, and with getting one.

use medium_api::{Error, codes};
use thiserror::Error as ThisError;

use super::call::said;
use super::{Exit, NotLoggedIn, Report, TokenElsewhere};
use crate::session::Source;

/// A login came to nothing, and nothing was stored.
#[derive(Debug, ThisError)]
pub(crate) enum LoginFailed {
    /// The service has something against a token that was given.
    #[error("the token was not accepted")]
    Token(#[source] Error),
    /// The user said no.
    #[error("access was not granted")]
    Denied,
    /// The service could not ask the user, and says why.
    #[error("Medium did not ask for your consent: {0}")]
    NotAsked(String),
    /// A pasted address that is not this login's.
    #[error("the callback's {field} {problem}")]
    Callback { field: String, problem: String },
    /// Nothing was pasted.
    #[error("no address was given")]
    NoAddress,
    /// Nobody can listen where the browser is to come back.
    #[error("the callback {0}")]
    Listen(String),
    /// The browser did not come back.
    #[error("the browser did not come back within {0} s")]
    Late(u64),
    /// The service did not give tokens for the code.
    #[error("no tokens were given")]
    Exchange(#[source] Error),
}

/// There is no stored login that could be forgotten.
#[derive(Debug, ThisError)]
#[error("nothing to forget: no login is kept as `{profile}` for {api}")]
pub(crate) struct NothingToForget {
    pub(crate) profile: String,
    pub(crate) api: String,
    /// Whether `MEDIUM_TOKEN` is why it looked otherwise.
    pub(crate) by_environment: bool,
}

impl Report {
    /// If it is about a credential.
    pub(super) fn of_credential(error: &anyhow::Error, source: Source<'_>) -> Option<Self> {
        let text = error.to_string();
        let advice = if let Some(missing) = error.downcast_ref::<NotLoggedIn>() {
            match (&missing.profile, source) {
                (Some(_), _) => format!("To log in under that name: {}", command(source, "login")),
                _ => WHAT_WORKS.to_owned(),
            }
        } else if error.is::<TokenElsewhere>() {
            TOKEN_ELSEWHERE.to_owned()
        } else if let Some(nothing) = error.downcast_ref::<NothingToForget>() {
            let advice = "You are logged in by MEDIUM_TOKEN. To end that, unset it.";
            let advice = nothing.by_environment.then_some(advice);
            advice.unwrap_or_default().to_owned()
        } else {
            let failed = error.downcast_ref::<LoginFailed>()?;
            return Some(Self::of_login(failed, source));
        };
        Some(Self::new(Exit::NotLoggedIn, text, advice))
    }

    fn of_login(failed: &LoginFailed, source: Source<'_>) -> Self {
        let advice = match failed {
            LoginFailed::Token(error) => return of_token(error, source),
            LoginFailed::Exchange(error) => return of_exchange(error, source),
            LoginFailed::Denied => "Run it again, and press Allow.",
            LoginFailed::NotAsked(reason) if reason == "invalid_scope" => {
                "Medium lets few applications ask for uploadImage: leave out --scope."
            }
            LoginFailed::NotAsked(_) => CHECK_APPLICATION,
            LoginFailed::Callback { .. } | LoginFailed::NoAddress => PASTE,
            LoginFailed::Listen(_) => "To paste it: medium login --oauth --paste",
            LoginFailed::Late(_) => LATE,
        };
        Self::new(
            Exit::NotLoggedIn,
            failed.to_string(),
            format!("Nothing was stored. {advice}"),
        )
    }
}

fn of_token(error: &Error, source: Source<'_>) -> Report {
    let message = match error {
        Error::Token { errors, .. } => format!("Medium does not accept this token{}", said(errors)),
        Error::Input { field, problem, .. } if field == "token" => format!("the token {problem}"),
        error => return Report::of_call(error, source),
    };
    let mut advice =
        "Nothing was stored. It is mistyped or revoked, or not for this address.".to_owned();
    if !matches!(source, Source::Sandbox(_)) {
        advice.push('\n');
        advice.push_str(NO_NEW_ONES);
    }
    Report::new(Exit::NotLoggedIn, message, advice)
}

fn of_exchange(error: &Error, source: Source<'_>) -> Report {
    let (exit, message) = match error {
        Error::Refused { errors, .. } | Error::Token { errors, .. } => (
            Exit::NotLoggedIn,
            format!("Medium refused the login{}", said(errors)),
        ),
        Error::OutcomeUnknown { problem, .. } => (
            Exit::NotReached,
            format!("Medium gave no whole answer: {problem}"),
        ),
        error => return Report::of_call(error, source),
    };
    let advice = match error.code() {
        Some(codes::APPLICATION_NOT_FOUND) => CHECK_APPLICATION,
        _ => "Run it again: what the browser brings can be used once, within ten minutes or so.",
    };
    Report::new(exit, message, format!("Nothing was stored. {advice}"))
}

/// What is wrong with a token that the service does not accept.
pub(super) fn bad_token(source: Source<'_>) -> String {
    let again = command(source, "login");
    match source {
        Source::Environment => format!(
            "MEDIUM_TOKEN holds one that is mistyped, revoked or expired, or that is not for this address.\n\
             {NO_NEW_ONES}"
        ),
        Source::Stored(_) => format!(
            "The stored login was revoked, or has expired. With another token, or by an application:\n\
             {again}\n{NO_NEW_ONES}"
        ),
        Source::Sandbox(_) => format!("It was revoked there. To log in anew: {again}"),
    }
}

/// What a token that cannot be sent is called.
pub(super) fn token_of(source: Source<'_>) -> &'static str {
    match source {
        Source::Environment => "MEDIUM_TOKEN",
        Source::Stored(_) | Source::Sandbox(_) => "the stored token",
    }
}

/// Only the user can help.
pub(super) fn ended(source: Source<'_>) -> String {
    format!("Log in again: {}", command(source, "login --oauth"))
}

/// It may be otherwise the next time.
pub(super) fn not_renewed(source: Source<'_>) -> String {
    format!(
        "Nothing was done. Run it again later; if it stays so, log in again: {}",
        command(source, "login --oauth")
    )
}

/// The command line for a command of the same account.
pub(super) fn command(source: Source<'_>, command: &str) -> String {
    let (sandbox, profile) = match source {
        Source::Environment => ("", None),
        Source::Stored(profile) => ("", profile),
        Source::Sandbox(profile) => ("--sandbox ", profile),
    };
    let profile = profile.map(|name| format!(" --profile {name}"));
    format!("medium {sandbox}{command}{}", profile.unwrap_or_default())
}

const WHAT_WORKS: &str = "\
Medium issues no new tokens, and admits no new applications, since 1 January 2025. What works:
  - an integration token that you made before:     medium login, or export MEDIUM_TOKEN=…
  - an application that was registered before:     medium login --oauth
  - neither, on your own machine:                  medium --sandbox …";

const TOKEN_ELSEWHERE: &str = "\
Log in there: medium login, with the same --api-url
Or set MEDIUM_API_URL, too, if it is that service's token.";

const NO_NEW_ONES: &str =
    "Medium issues no new tokens since 1 January 2025; without one, there is --sandbox.";

const CHECK_APPLICATION: &str = "\
Compare the client id and the client secret with what Medium shows of
the application: https://medium.com/me/applications";

const PASTE: &str = "\
Run it again, and paste the whole address that the browser ends at,
whatever the browser shows there.";

const LATE: &str = "\
Run it again.
If the browser is on another machine, it cannot come back to this one: add --paste.
If Medium showed an error, the application may have another callback: see --redirect-uri.";
