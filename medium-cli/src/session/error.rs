//! Why there is no account to work with.

use medium_cli::diagnostic::ErrorKind;
use thiserror::Error;

use crate::credential_source::CredentialSource;

/// There is no credential for what was asked.
#[derive(Debug, Error)]
pub(crate) enum CredentialError {
    /// There is no credential at all.
    #[error("you are not logged in, and MEDIUM_TOKEN is not set")]
    NotLoggedIn,
    /// There is no login of the name that was asked for.
    #[error("there is no login with the name `{0}`")]
    NoSuchProfile(String),
    /// `MEDIUM_TOKEN` is another service's.
    #[error("MEDIUM_TOKEN belongs to {token_url}, and is not sent to {url}")]
    OtherService { token_url: String, url: String },
    /// There is no stored login that could be removed.
    #[error("no login is stored as `{profile}` for {api}")]
    NothingStored {
        profile: String,
        api: String,
        /// Whether `MEDIUM_TOKEN` is set, so that the user is logged in all the same.
        by_environment: bool,
    },
}

impl CredentialError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotLoggedIn | Self::NoSuchProfile(_) => ErrorKind::NotLoggedIn,
            Self::OtherService { .. } => ErrorKind::TokenOtherService,
            Self::NothingStored { .. } => ErrorKind::NoStoredLogin,
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        match self {
            Self::NotLoggedIn => not_logged_in("ARTICLE"),
            Self::NoSuchProfile(_) => {
                format!("To log in under that name: {}", source.command("login"))
            }
            Self::OtherService { .. } => OTHER_SERVICE.to_owned(),
            Self::NothingStored { by_environment, .. } if *by_environment => {
                "You are logged in by MEDIUM_TOKEN. To end that, unset it.".to_owned()
            }
            Self::NothingStored { .. } => String::new(),
        }
    }
}

/// How to publish these articles: with a login, and without one.
pub(crate) fn not_logged_in(articles: &str) -> String {
    format!(
        "With an existing token or application: medium login, or export MEDIUM_TOKEN=…; Medium issues no new ones.\n\
         No token? To publish without one: medium handoff {articles}; to try it out: medium --sandbox …"
    )
}

const OTHER_SERVICE: &str = "\
Log in there: medium login, with the same --api-url
Or set MEDIUM_API_URL, too, if it is that service's token.";
