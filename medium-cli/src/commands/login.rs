//! `medium login`: gets a credential, makes sure of it, and keeps it.

mod error;
mod guide;
mod oauth;
mod prompt;

use medium_api::auth::{Application, Tokens};
use medium_api::types::User;
use medium_api::{Client, Secret};
use medium_cli::diagnostic::ErrorKind;
use medium_sandbox::Sandbox;

use super::{status, with_ours};
use crate::args::{self, Global};
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::output::Output;
use crate::service::Service;
use crate::session::profile;

pub(crate) use error::LoginError;
use oauth::Request;

/// Where one looks after one's tokens, in a browser.
pub(super) fn settings(service: &Service) -> String {
    let settings = page(service, "/me/settings");
    if service.is_origin_of(Client::SERVER) {
        return format!("{settings}, Security and apps");
    }
    settings
}

/// A page for people.
fn page(service: &Service, path: &str) -> String {
    let origin = if service.is_origin_of(Client::SERVER) {
        "https://medium.com"
    } else {
        &service.url
    };
    format!("{}{path}", origin.trim_end_matches('/'))
}

/// How somebody logs in.
enum Way {
    /// With a token that they have.
    Token(Secret),
    /// By an application, in the browser.
    OAuth(Request),
}

pub(crate) async fn run(args: &args::Login, global: &Global, output: &Output) -> Result<()> {
    check(args, global)?;
    let mut sandbox = Sandbox::builder();
    if let Some(uri) = &args.options.redirect_uri {
        sandbox = sandbox.redirect_uri(uri.as_str());
    }
    let profile = profile(global);
    Service::with_sandbox(sandbox, global, output, async |service| {
        if matches!(CredentialSource::of(global), CredentialSource::Environment) {
            output.warn(
                "MEDIUM_TOKEN is set and comes first: this login counts when it is unset, or with --profile",
            );
        }
        let asks = !args.token_stdin && !args.oauth;
        // Whatever else was pasted is not for the shell, wherever this ends.
        let _guard = asks.then_some(prompt::DiscardInput);
        let way = match (args.token_stdin, args.oauth) {
            (true, _) => Way::Token(token_on_stdin().await?),
            (_, true) => Way::OAuth(Request::of(&args.options, service, output).await?),
            _ => guide::way(service, output).await?,
        };
        let (user, replaced) = match way {
            Way::Token(token) if asks => by_asking(token, service, global, output).await?,
            Way::Token(token) => by_token(token, service, profile).await?,
            Way::OAuth(request) => by_application(&request, service, profile, output).await?,
        };
        say(&user, replaced, service, profile, output).await
    })
    .await
}

/// Whatever is wrong with the arguments, before anything starts.
fn check(args: &args::Login, global: &Global) -> Result<()> {
    if global.sandbox && args.options.client_id.is_some() {
        return Err(Error::Usage(
            "--client-id is not for --sandbox, which has an application of its own",
        ));
    }
    if !args.token_stdin && !args.oauth && !prompt::is_possible() {
        return Err(Error::Usage(
            "there is no terminal to ask on: use --token-stdin, with the token on standard input, or --oauth",
        ));
    }
    Ok(())
}

async fn token_on_stdin() -> Result<Secret> {
    let text = prompt::text_of_stdin().await?;
    let empty = Error::Usage("standard input holds no token: it is expected there as a line");
    Ok(Secret::from(text.ok_or(empty)?))
}

/// Stored only once the service has taken it.
async fn by_token(token: Secret, service: &Service, profile: &str) -> Result<(User, bool)> {
    let tokens = Tokens::new(token, None);
    let client = client(&tokens, service).map_err(LoginError::Token)?;
    let user = client.me().await.map_err(LoginError::Token)?;
    let replaced = keep(&tokens, None, service, profile).await?;
    Ok((user, replaced))
}

/// With the first token that the service takes; the others are asked for again.
async fn by_asking(
    mut token: Secret,
    service: &Service,
    global: &Global,
    output: &Output,
) -> Result<(User, bool)> {
    loop {
        let error = match by_token(token, service, profile(global)).await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        if !matches!(
            error.kind(),
            ErrorKind::TokenRejected | ErrorKind::RequestInvalid
        ) {
            return Err(error);
        }
        output.error(&error, CredentialSource::of(global));
        token = guide::token(service, output).await?;
    }
}

/// Stored at once, unless they can't be used at all: the code that these tokens cost is used up.
async fn by_application(
    request: &Request,
    service: &Service,
    profile: &str,
    output: &Output,
) -> Result<(User, bool)> {
    let tokens = oauth::tokens(request, service, output).await?;
    let client = client(&tokens, service).map_err(LoginError::Token)?;
    let replaced = keep(&tokens, Some(&request.application), service, profile).await?;
    match client.me().await {
        Ok(user) => Ok((user, replaced)),
        Err(error) => {
            output.warn("the login is stored, but whose account it is could not be asked");
            Err(error.into())
        }
    }
}

fn client(tokens: &Tokens, service: &Service) -> Result<Client, medium_api::Error> {
    service.client().token(tokens.access.clone()).build()
}

/// Says whether it took another login's place.
async fn keep(
    tokens: &Tokens,
    application: Option<&Application>,
    service: &Service,
    profile: &str,
) -> Result<bool, medium_store::Error> {
    // One that cannot be read any more is replaced all the same.
    let before = service.login(profile).await;
    let record = service.store().await?.tokens(&service.account(profile));
    record.put(tokens, application).await?;
    Ok(!matches!(before, Ok(None)))
}

async fn say(
    user: &User,
    replaced: bool,
    service: &Service,
    profile: &str,
    output: &Output,
) -> Result<()> {
    let place = service.place()?.url;
    let instead = if replaced {
        ", in place of the login that was there"
    } else {
        ""
    };
    output.talk(&format!(
        "Logged in as {} (@{}).\nKept in {place} as `{profile}`{instead}.",
        user.name, user.username
    ));
    let login = service.login(profile).await?;
    let Some((_, login)) = login else {
        return Ok(());
    };
    let ours = status::of_login(service, profile, &login).await?;
    output.data(&with_ours(user, ours)?, "")
}
