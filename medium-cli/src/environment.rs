//! The environment variables that this command reads. An empty variable is treated as unset.

use medium_api::Client;

/// The default `User-Agent`.
const USER_AGENT: &str = concat!("medium-cli/", env!("CARGO_PKG_VERSION"));

/// Returns the token. It is only sent to the origin of [`api_url`].
pub(crate) fn token() -> Option<String> {
    variable("MEDIUM_TOKEN")
}

/// Returns the API's URL, unless `--api-url` is set.
pub(crate) fn api_url() -> String {
    variable("MEDIUM_API_URL").unwrap_or_else(|| Client::SERVER.to_owned())
}

/// Returns whether `MEDIUM_STORE_KEY` is set but not a key.
pub(crate) fn has_invalid_store_key() -> bool {
    variable("MEDIUM_STORE_KEY").is_some_and(|key| medium_store::Key::parse(&key).is_err())
}

/// Returns the URL of the OAuth consent page, if not the default.
pub(crate) fn authorize_url() -> Option<String> {
    variable("MEDIUM_AUTHORIZE_URL")
}

/// Returns the id of an OAuth application. Like the token, it is only sent to [`api_url`].
pub(crate) fn client_id() -> Option<String> {
    variable("MEDIUM_CLIENT_ID")
}

/// Returns the application's secret.
pub(crate) fn client_secret() -> Option<String> {
    variable("MEDIUM_CLIENT_SECRET")
}

/// Returns the redirect URI that the application has registered.
pub(crate) fn redirect_uri() -> Option<String> {
    variable("MEDIUM_REDIRECT_URI")
}

pub(crate) fn user_agent() -> String {
    variable("MEDIUM_USER_AGENT").unwrap_or_else(|| USER_AGENT.to_owned())
}

/// Returns the default status of articles.
pub(crate) fn default_status() -> Option<String> {
    variable("MEDIUM_DEFAULT_STATUS")
}

/// Returns the store's URL, unless `--store` is set.
pub(crate) fn store() -> Option<String> {
    variable("MEDIUM_STORE")
}

/// Returns whether this runs in continuous integration, where the disk is usually lost afterwards.
pub(crate) fn is_ci() -> bool {
    variable("CI").is_some_and(|value| !matches!(value.to_lowercase().as_str(), "false" | "0"))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}
