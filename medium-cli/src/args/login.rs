//! The arguments of `medium login`.

use clap::Args;
use medium_api::types::Scope;
use url::Url;

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Login {
    /// Read an integration token or access token from standard input
    #[arg(long, conflicts_with = "oauth")]
    pub(crate) token_stdin: bool,
    /// Log in with an OAuth application registered on Medium, in the browser
    ///
    /// Its secret comes from MEDIUM_CLIENT_SECRET, a prompt, or standard input. With --sandbox, the
    /// sandbox's own application is used.
    #[arg(long)]
    pub(crate) oauth: bool,
    #[command(flatten)]
    pub(crate) options: OAuth,
}

#[derive(Debug, Args)]
pub(crate) struct OAuth {
    /// The application's client id [env: MEDIUM_CLIENT_ID]
    #[arg(long, value_name = "ID", requires = "oauth")]
    pub(crate) client_id: Option<String>,
    /// The application's redirect URI (Medium: callback URL), exactly as registered
    /// [env: MEDIUM_REDIRECT_URI] [default: http://127.0.0.1:8585/callback]
    ///
    /// With 127.0.0.1 or localhost and a port, this command waits for the browser there. Otherwise you
    /// paste the URL that the browser is redirected to.
    #[arg(long, value_name = "URL", requires = "oauth", value_parser = super::url)]
    pub(crate) redirect_uri: Option<Url>,
    /// Request another scope, such as uploadImage, which few applications may request
    #[arg(long, requires = "oauth", value_parser = scope)]
    pub(crate) scope: Vec<Scope>,
    /// Paste the URL that the browser is redirected to, for a browser on another machine
    #[arg(long, requires = "oauth")]
    pub(crate) paste: bool,
    /// Print the URL without opening a browser
    #[arg(long, requires = "oauth")]
    pub(crate) no_open: bool,
    /// How long to wait for the browser
    #[arg(
        long,
        requires = "oauth",
        value_name = "SECONDS",
        default_value_t = 300
    )]
    pub(crate) wait: u64,
}

/// Parses a scope of the API's document.
fn scope(text: &str) -> Result<Scope, String> {
    match Scope::from(text) {
        Scope::Unknown(_) => {
            let known: Vec<_> = Scope::LISTED.iter().map(Scope::as_str).collect();
            Err(format!("known scopes: {}", known.join(", ")))
        }
        known => Ok(known),
    }
}

const AFTER_HELP: &str = "\
Environment:
  MEDIUM_CLIENT_ID      client id of the application
  MEDIUM_CLIENT_SECRET  client secret of the application
  MEDIUM_REDIRECT_URI   redirect URI of the application
  MEDIUM_AUTHORIZE_URL  URL of the consent page [default: https://medium.com]
The client id and secret are only sent to the origin of MEDIUM_API_URL.

Examples:
  medium login --token-stdin < token.txt
  MEDIUM_CLIENT_SECRET=SECRET medium login --oauth --client-id ID
Secrets are never arguments, as other users could read them.";
