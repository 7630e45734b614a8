//! The arguments of `medium login`.

use clap::Args;
use medium_api::types::Scope;
use url::Url;

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Login {
    /// Take an integration token, or an access token, from standard input.
    #[arg(long, conflicts_with = "oauth")]
    pub(crate) token_stdin: bool,
    /// Ask for access in the browser, by an application that is registered with Medium.
    ///
    /// Its secret comes from MEDIUM_CLIENT_SECRET, or is asked for, or read from standard input. With
    /// --sandbox, the application is the sandbox's own.
    #[arg(long)]
    pub(crate) oauth: bool,
    #[command(flatten)]
    pub(crate) options: OAuth,
}

#[derive(Debug, Args)]
pub(crate) struct OAuth {
    /// The application's client id, if it is not MEDIUM_CLIENT_ID.
    #[arg(long, value_name = "ID", requires = "oauth")]
    pub(crate) client_id: Option<String>,
    /// The callback that the application has registered, character for character
    /// [default: MEDIUM_REDIRECT_URI, or http://127.0.0.1:8585/callback]
    ///
    /// At 127.0.0.1 or localhost with a port, this command waits for the browser there. From
    /// anywhere else, you paste the address.
    #[arg(long, value_name = "URL", requires = "oauth")]
    pub(crate) redirect_uri: Option<Url>,
    /// One more scope than basicProfile, listPublications and publishPost: uploadImage, which Medium
    /// lets few applications ask for.
    #[arg(long, requires = "oauth", value_parser = scope)]
    pub(crate) scope: Vec<Scope>,
    /// Paste the address that the browser ends at, as when it is on another machine.
    #[arg(long, requires = "oauth")]
    pub(crate) paste: bool,
    /// Open no browser; its address is printed in any case.
    #[arg(long, requires = "oauth")]
    pub(crate) no_browser: bool,
    /// How long to wait for the browser.
    #[arg(
        long,
        requires = "oauth",
        value_name = "SECONDS",
        default_value_t = 300
    )]
    pub(crate) wait: u64,
}

/// One that the API's document lists.
fn scope(text: &str) -> Result<Scope, String> {
    match Scope::from(text) {
        Scope::Unknown(_) => {
            let known: Vec<_> = Scope::LISTED.iter().map(Scope::as_str).collect();
            Err(format!("Medium has only {}", known.join(", ")))
        }
        known => Ok(known),
    }
}

const AFTER_HELP: &str = "\
Environment:
  MEDIUM_CLIENT_ID      the application's id
  MEDIUM_CLIENT_SECRET  the application's secret
  MEDIUM_REDIRECT_URI   the callback that it has registered
  MEDIUM_AUTHORIZE_URL  where to ask for access, if not at https://medium.com
The application belongs to MEDIUM_API_URL, as MEDIUM_TOKEN does, and goes to no
other origin.

Secrets are never taken from the command line, where others could read them:
  medium login --token-stdin < token.txt
  MEDIUM_CLIENT_SECRET=… medium login --oauth --client-id …";
