//! The variables of the environment that this command reads. Set to nothing is not set.

use medium_api::Client;
use medium_cli::article::{self, Status};

use crate::commands::publish::PublishError;

/// What this program calls itself.
const USER_AGENT: &str = concat!("medium-cli/", env!("CARGO_PKG_VERSION"));

/// The token, which belongs to [`api_url`] and to no other origin.
pub(crate) fn token() -> Option<String> {
    variable("MEDIUM_TOKEN")
}

/// Where the API is, unless the command line says otherwise.
pub(crate) fn api_url() -> String {
    variable("MEDIUM_API_URL").unwrap_or_else(|| Client::SERVER.to_owned())
}

/// Where users are asked for their consent, if it is elsewhere than usual.
pub(crate) fn authorize_url() -> Option<String> {
    variable("MEDIUM_AUTHORIZE_URL")
}

/// The id of an application. Like the token, it belongs to [`api_url`].
pub(crate) fn client_id() -> Option<String> {
    variable("MEDIUM_CLIENT_ID")
}

/// The application's secret.
pub(crate) fn client_secret() -> Option<String> {
    variable("MEDIUM_CLIENT_SECRET")
}

/// The callback that the application has registered.
pub(crate) fn redirect_uri() -> Option<String> {
    variable("MEDIUM_REDIRECT_URI")
}

pub(crate) fn user_agent() -> String {
    variable("MEDIUM_USER_AGENT").unwrap_or_else(|| USER_AGENT.to_owned())
}

/// Who may see articles that do not say so themselves.
pub(crate) fn default_status() -> Result<Option<Status>, PublishError> {
    let value = variable("MEDIUM_DEFAULT_STATUS");
    let status = value.map(|value| article::status(&value).map_err(PublishError::DefaultStatus));
    status.transpose()
}

/// The store's address, unless the command line says otherwise.
pub(crate) fn store() -> Option<String> {
    variable("MEDIUM_STORE")
}

/// Whether this is a run of continuous integration, on a machine that forgets its disk.
pub(crate) fn is_ci() -> bool {
    variable("CI").is_some_and(|value| !matches!(value.to_lowercase().as_str(), "false" | "0"))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}
