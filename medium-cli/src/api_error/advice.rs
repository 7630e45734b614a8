//! What users can do about a failed call.

use std::time::Duration;

use medium_api::Error;

use super::{THROUGH_A_PROXY, creates_a_post, is_post_limit};
use crate::credential_source::CredentialSource;
use crate::service_name;
use crate::store_location;

/// What to do. Empty if the message is enough.
pub(crate) fn advice(error: &Error, source: CredentialSource<'_>) -> String {
    let text = match error {
        Error::Input { field, .. } if field == "token" => return token_origin(source),
        Error::Token { .. } => return rejected_token(source),
        Error::LoginRequired { .. } => {
            return format!("Log in again: {}", source.command("login --oauth"));
        }
        Error::RefreshFailed { .. } => return refresh_advice(source),
        Error::RateLimited { retry_after, .. } => {
            return rate_limit(*retry_after, is_post_limit(error), source);
        }
        Error::OutcomeUnknown { .. } => OUTCOME_UNKNOWN,
        Error::Scope { scope, .. } => return scope_advice(scope, source),
        Error::TooLarge { what, .. } if *what == "the request" => {
            "Make the article or the image smaller. Medium does not document its limit."
        }
        Error::Connection { problem, .. } if problem.contains(THROUGH_A_PROXY) => {
            return with_nothing_published(
                error,
                "Check the proxy's URL in that variable, and the network.",
            );
        }
        Error::Connection { .. } | Error::Timeout { .. } => {
            return with_nothing_published(error, &check_network());
        }
        Error::Certificate { .. } => return with_nothing_published(error, CERTIFICATE),
        Error::Proxy { .. } => return with_nothing_published(error, ""),
        Error::Blocked { .. } => return with_nothing_published(error, CLOUDFLARE),
        Error::Unavailable { .. } => return with_nothing_published(error, "Try again later."),
        Error::NotJson { .. }
        | Error::Decode { .. }
        | Error::Redirected { .. }
        | Error::TooLarge { .. } => return check_response(),
        _ => "",
    };
    text.to_owned()
}

/// Says that nothing was published, if the call was to publish.
fn with_nothing_published(error: &Error, advice: &str) -> String {
    let nothing = if creates_a_post(error) {
        "Nothing was published. "
    } else {
        ""
    };
    format!("{nothing}{advice}").trim_end().to_owned()
}

/// Where the invalid token comes from.
fn token_origin(source: CredentialSource<'_>) -> String {
    match source {
        CredentialSource::Environment(_) => "It comes from MEDIUM_TOKEN.".to_owned(),
        CredentialSource::Stored(_) | CredentialSource::Sandbox(_) => {
            format!(
                "It comes from the store. Log in again: {}",
                source.command("login")
            )
        }
    }
}

/// How to replace a rejected token.
fn rejected_token(source: CredentialSource<'_>) -> String {
    let again = source.command("login");
    match source {
        CredentialSource::Environment(_) if !service_name::is_medium() => {
            "Set MEDIUM_TOKEN to a token of that service. `medium sandbox` prints the token of its user."
                .to_owned()
        }
        CredentialSource::Environment(_) => format!(
            "Copy the token again from https://medium.com/me/settings into MEDIUM_TOKEN.\n{}",
            no_new_tokens(source)
        ),
        CredentialSource::Stored(_) => {
            let advice = "The stored login was revoked or has expired. Log in again";
            with_no_new_tokens(format!("{advice}: {again}"), source)
        }
        CredentialSource::Sandbox(_) => {
            format!("It was revoked in the sandbox. Log in again: {again}")
        }
    }
}

fn scope_advice(scope: &str, source: CredentialSource<'_>) -> String {
    let option = match scope {
        "uploadImage" => " --scope uploadImage",
        _ => "",
    };
    let login = source.command("login --oauth");
    format!(
        "A token's scopes are fixed when it is created. To request it with an OAuth application:\n\
         {login}{option}"
    )
}

fn refresh_advice(source: CredentialSource<'_>) -> String {
    let again = source.command("login --oauth");
    format!("Try again later. If it keeps failing, log in again: {again}")
}

/// Adds that there are no new tokens, if the service is Medium.
pub(crate) fn with_no_new_tokens(advice: String, source: CredentialSource<'_>) -> String {
    if service_name::is_medium() {
        format!("{advice}\n{}", no_new_tokens(source))
    } else {
        advice
    }
}

fn check_network() -> String {
    match service_name::url_setting() {
        Some(setting) => format!("Check the network, and {setting}, which sets this URL."),
        None => "Check the network.".to_owned(),
    }
}

fn check_response() -> String {
    let check = match service_name::url_setting() {
        Some(setting) => format!("Check {setting}, which sets the URL. Otherwise a"),
        None => "A".to_owned(),
    };
    format!(
        "{check} proxy may have changed the response, or {}\nhas a problem: try again later.",
        service_name::get()
    )
}

fn rate_limit(retry_after: Option<Duration>, posts: bool, source: CredentialSource<'_>) -> String {
    if posts && let CredentialSource::Sandbox(_) = source {
        let state = store_location::sandbox_state().unwrap_or_default();
        let folder = state.parent().unwrap_or(&state).display();
        return format!(
            "The sandbox accepts ten posts in 24 hours, as Medium does. To reset it, delete {folder}"
        );
    }
    match (retry_after, posts) {
        (Some(wait), true) => format!("{POST_LIMIT} Try again in {} s.", wait.as_secs()),
        (None, true) => format!("{POST_LIMIT} Try again 24 hours after the oldest of them."),
        (Some(wait), false) => format!("Try again in {} s.", wait.as_secs()),
        (None, false) => "Try again later.".to_owned(),
    }
}

fn no_new_tokens(source: CredentialSource<'_>) -> String {
    format!(
        "Medium has issued no new tokens since 1 January 2025. Without one: {} FILE, or try --sandbox.",
        source.command("handoff")
    )
}

const POST_LIMIT: &str = "Medium accepts about ten posts in 24 hours.";

const CERTIFICATE: &str = if cfg!(all(unix, not(target_vendor = "apple"))) {
    "\
Check the URL and this machine's clock. If a company or a proxy issues
its own certificates, name the file of its root certificate in SSL_CERT_FILE."
} else {
    "\
Check the URL and this machine's clock. If a company or a proxy issues
its own certificates, add its root certificate to those that this system trusts."
};

const CLOUDFLARE: &str = "\
This is common in CI and often temporary: try again later, from another network,
or with another program name in MEDIUM_USER_AGENT.";

const OUTCOME_UNKNOWN: &str = "\
The post may have been created. Look at your stories and drafts on Medium before you run it again:
it is not recorded in the ledger.";
