//! Missing or unusable credentials.

use medium_cli::diagnostic::ErrorKind;
use thiserror::Error;

use crate::credential_source::CredentialSource;

/// There is no credential to use.
#[derive(Debug, Error)]
pub(crate) enum CredentialError {
    /// There is no credential at all.
    #[error("you are not logged in, and MEDIUM_TOKEN is not set")]
    NotLoggedIn,
    /// There is no account whose posts could be listed.
    #[error("you are not logged in, so name a user or a publication")]
    NoOwner,
    /// There is no login for `--profile`.
    #[error("there is no login named `{0}`")]
    NoSuchProfile(String),
    /// `MEDIUM_TOKEN` belongs to another service.
    #[error("MEDIUM_TOKEN belongs to {token_url} and is not sent to {url}")]
    OtherService { token_url: String, url: String },
    /// There is no stored login to remove.
    #[error("no stored login{} for {api}", describe_name(profile.as_deref()))]
    NothingStored {
        profile: Option<String>,
        api: String,
        /// Whether `MEDIUM_TOKEN` is set, so that the user is still logged in.
        by_environment: bool,
    },
}

impl CredentialError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotLoggedIn | Self::NoOwner | Self::NoSuchProfile(_) => ErrorKind::NotLoggedIn,
            Self::OtherService { .. } => ErrorKind::TokenOtherService,
            Self::NothingStored { .. } => ErrorKind::NoStoredLogin,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        match self {
            Self::NotLoggedIn => how_to_log_in(source),
            Self::NoOwner => "For example: medium posts @user".to_owned(),
            Self::NoSuchProfile(_) => {
                format!("To log in with that name: {}", source.command("login"))
            }
            Self::OtherService { .. } => format!(
                "To log in there: {}\nIf it is that service's token, set MEDIUM_API_URL, too.",
                source.command("login")
            ),
            Self::NothingStored { by_environment, .. } if *by_environment => {
                "You are logged in with MEDIUM_TOKEN. To log out, unset it.".to_owned()
            }
            Self::NothingStored { .. } => String::new(),
        }
    }
}

fn how_to_log_in(source: CredentialSource<'_>) -> String {
    format!(
        "With a token or application from before 2025: {}, or export MEDIUM_TOKEN=…",
        source.command("login")
    )
}

/// How to publish these articles with a login, and without one.
pub(crate) fn how_to_publish(articles: &str, source: CredentialSource<'_>) -> String {
    format!(
        "{}\nWithout a token: {} {articles}, or try medium --sandbox publish {articles}",
        how_to_log_in(source),
        source.command("handoff")
    )
}

/// Returns the name of a login, if the user chose one.
fn describe_name(profile: Option<&str>) -> String {
    let named = profile.map(|name| format!(" named `{name}`"));
    named.unwrap_or_default()
}
