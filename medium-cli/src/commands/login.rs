//! `medium login`: a token is checked, then stored; OAuth tokens are stored, then checked.
//!
//! ```text
//! --token-stdin ─┐
//! --oauth ───────┼─▶ LoginMethod ─▶ token or tokens ─▶ checked by `me` ─▶ store
//! interactive ───┘
//! ```

mod error;
mod interactive;
mod oauth;

use medium_api::auth::{Application, Tokens};
use medium_api::types::User;
use medium_api::{Client, Secret};
use medium_cli::diagnostic::ErrorKind;
use medium_sandbox::Sandbox;

use super::{status, with_cli_fields};
use crate::args::{self, Global};
use crate::backend::Backend;
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::output::Output;
use crate::prompt;
use crate::session::profile;

pub(crate) use error::LoginError;
use oauth::Request;

/// Returns the page where users revoke tokens.
pub(super) fn settings(backend: &Backend) -> String {
    let settings = page(backend, "/me/settings");
    if backend.is_origin_of(Client::SERVER) {
        return format!("{settings} → Security and apps");
    }
    settings
}

/// Returns the URL of a page on the website.
fn page(backend: &Backend, path: &str) -> String {
    format!("{}{path}", backend.site_url().trim_end_matches('/'))
}

/// How to log in.
enum LoginMethod {
    /// With an existing token.
    Token(Secret),
    /// With an OAuth application, in the browser.
    OAuth(Request),
}

pub(crate) async fn run(args: &args::Login, global: &Global, output: &Output) -> Result<()> {
    check(args, global)?;
    let mut sandbox = Sandbox::builder();
    if let Some(uri) = &args.options.redirect_uri {
        sandbox = sandbox.redirect_uri(uri.as_str());
    }
    Backend::with_sandbox(sandbox, global, output, async |backend| {
        log_in(args, backend, global, output).await
    })
    .await
}

async fn log_in(
    args: &args::Login,
    backend: &Backend,
    global: &Global,
    output: &Output,
) -> Result<()> {
    if matches!(
        CredentialSource::new(global),
        CredentialSource::Environment(_)
    ) {
        output.warn(
            "MEDIUM_TOKEN is set and takes precedence over this login: unset it, or use --profile",
        );
    }
    let profile = profile(global);
    let is_interactive = !args.token_stdin && !args.oauth;
    // The rest of a paste must not reach the shell.
    let _guard = is_interactive.then_some(prompt::DiscardInput);
    let method = match (args.token_stdin, args.oauth) {
        (true, _) => LoginMethod::Token(token_on_stdin().await?),
        (_, true) => LoginMethod::OAuth(Request::from_args(&args.options, backend, output).await?),
        _ => interactive::method(backend, output).await?,
    };
    let (user, replaced) = match method {
        LoginMethod::Token(token) if is_interactive => {
            with_token_or_retry(token, backend, global, output).await?
        }
        LoginMethod::Token(token) => with_token(token, backend, profile).await?,
        LoginMethod::OAuth(request) => with_application(&request, backend, profile, output).await?,
    };
    report(&user, replaced, backend, profile, output).await
}

/// Checks the arguments before anything starts.
fn check(args: &args::Login, global: &Global) -> Result<()> {
    if global.sandbox && args.options.client_id.is_some() {
        return Err(Error::Usage(
            "--sandbox has its own application; omit --client-id",
        ));
    }
    if !args.token_stdin && !args.oauth && !prompt::is_interactive() {
        return Err(Error::Usage(
            "no terminal: add `--token-stdin < token.txt`, or `--oauth`",
        ));
    }
    Ok(())
}

async fn token_on_stdin() -> Result<Secret> {
    let text = prompt::text_of_stdin().await?;
    let empty = Error::Usage("standard input is empty; pass the token there");
    Ok(Secret::from(text.ok_or(empty)?))
}

/// Stores a token after the API has accepted it.
async fn with_token(token: Secret, backend: &Backend, profile: &str) -> Result<(User, bool)> {
    let tokens = Tokens::new(token, None);
    let client = client(&tokens, backend).map_err(LoginError::Token)?;
    let user = client.me().await.map_err(LoginError::Token)?;
    let replaced = store(&tokens, None, backend, profile).await?;
    Ok((user, replaced))
}

/// Like [`with_token`], but asks again if a token is rejected.
async fn with_token_or_retry(
    mut token: Secret,
    backend: &Backend,
    global: &Global,
    output: &Output,
) -> Result<(User, bool)> {
    loop {
        let error = match with_token(token, backend, profile(global)).await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        if !matches!(
            error.kind(),
            ErrorKind::TokenRejected | ErrorKind::RequestInvalid
        ) {
            return Err(error);
        }
        output.error(&error, CredentialSource::new(global));
        token = interactive::token(backend, output).await?;
    }
}

/// Stores the tokens before checking them, as the authorization code can't be used again.
async fn with_application(
    request: &Request,
    backend: &Backend,
    profile: &str,
    output: &Output,
) -> Result<(User, bool)> {
    let tokens = oauth::tokens(request, backend, output).await?;
    let client = client(&tokens, backend).map_err(LoginError::Token)?;
    let replaced = store(&tokens, Some(&request.application), backend, profile).await?;
    match client.me().await {
        Ok(user) => Ok((user, replaced)),
        Err(error) => {
            output.warn("the login is stored, but its account couldn't be checked");
            Err(error.into())
        }
    }
}

fn client(tokens: &Tokens, backend: &Backend) -> Result<Client, medium_api::Error> {
    backend.client().token(tokens.access.clone()).build()
}

/// Stores the login, and returns whether it replaced another.
async fn store(
    tokens: &Tokens,
    application: Option<&Application>,
    backend: &Backend,
    profile: &str,
) -> Result<bool, medium_store::Error> {
    // A login that can't be read is also replaced.
    let before = backend.login(profile).await;
    let record = backend.store().await?.login(&backend.account(profile));
    record.put(tokens, application).await?;
    Ok(!matches!(before, Ok(None)))
}

async fn report(
    user: &User,
    replaced: bool,
    backend: &Backend,
    profile: &str,
    output: &Output,
) -> Result<()> {
    let location = backend.store_location()?.url;
    let instead = if replaced {
        ", replacing the previous login"
    } else {
        ""
    };
    output.info(&format!(
        "Logged in as {} (@{}).\nStored in {location} as `{profile}`{instead}.",
        user.name, user.username
    ));
    let login = backend.login(profile).await?;
    let Some((_, login)) = login else {
        return Ok(());
    };
    let login = status::stored_login_json(backend, profile, &login).await?;
    output.data(&with_cli_fields(user, login)?, "")
}
