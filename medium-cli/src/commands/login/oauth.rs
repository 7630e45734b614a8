//! The OAuth login: opens the browser and receives the callback.

use std::time::Duration;

use medium_api::Secret;
use medium_api::auth::{Application, Callback, Login, Loopback, Tokens};
use medium_api::types::Scope;
use medium_sandbox::Sandbox;
use url::Url;

use super::{LoginError, interactive};
use crate::args;
use crate::backend::Backend;
use crate::environment;
use crate::error::{Error, Result};
use crate::output::Output;
use crate::prompt;

/// The default callback.
pub(super) const REDIRECT_URI: &str = "http://127.0.0.1:8585/callback";
/// How long to wait for the browser by default.
const DEFAULT_WAIT: Duration = Duration::from_secs(300);

/// An authorization request, and how to show it.
pub(super) struct Request {
    pub(super) application: Application,
    pub(super) scopes: Vec<Scope>,
    /// Whether the user pastes the URL that the browser is redirected to.
    pub(super) paste: bool,
    /// Whether to open the browser.
    open: bool,
    wait: Duration,
}

impl Request {
    /// Creates a request for the scopes that every application may have.
    pub(super) fn new(id: String, secret: Secret, redirect_uri: Url, backend: &Backend) -> Self {
        Self {
            paste: !Loopback::can_receive(&redirect_uri),
            application: Application::new(id, secret, redirect_uri).with_origin(&backend.url),
            scopes: vec![
                Scope::BasicProfile,
                Scope::ListPublications,
                Scope::PublishPost,
            ],
            open: true,
            wait: DEFAULT_WAIT,
        }
    }

    /// Creates a request for the sandbox's own application.
    pub(super) fn for_sandbox(sandbox: &Sandbox, backend: &Backend) -> Result<Self> {
        let own = sandbox.application();
        let redirect_uri = Url::parse(own.redirect_uri())?;
        let (id, secret) = (own.client_id.clone(), own.client_secret.as_str());
        Ok(Self::new(id, Secret::from(secret), redirect_uri, backend))
    }

    /// Creates a request from the command line and the environment.
    pub(super) async fn from_args(
        args: &args::OAuth,
        backend: &Backend,
        output: &Output,
    ) -> Result<Self> {
        let mut request = match backend.sandbox() {
            Some(sandbox) => Self::for_sandbox(sandbox, backend)?,
            None => Self::for_application(args, backend, output).await?,
        };
        for scope in &args.scope {
            if !request.scopes.contains(scope) {
                request.scopes.push(scope.clone());
            }
        }
        request.paste |= args.paste;
        request.open = !args.no_open;
        request.wait = Duration::from_secs(args.wait);
        Ok(request)
    }

    async fn for_application(
        args: &args::OAuth,
        backend: &Backend,
        output: &Output,
    ) -> Result<Self> {
        // The environment's application belongs to one service, and is not sent to others.
        let may_use = backend.is_origin_of(&environment::api_url());
        let from_env = |value: Option<String>| value.filter(|_| may_use);
        let redirect_uri = match (&args.redirect_uri, from_env(environment::redirect_uri())) {
            (Some(url), _) => url.clone(),
            (None, Some(text)) => {
                Url::parse(&text).map_err(|_| Error::Usage("MEDIUM_REDIRECT_URI is not a URL"))?
            }
            (None, None) => Url::parse(REDIRECT_URI)?,
        };
        let id = args.client_id.clone();
        let id = match id.or_else(|| from_env(environment::client_id())) {
            Some(id) => {
                interactive::check_client_id(&id).map_err(Error::Usage)?;
                id
            }
            None if prompt::is_interactive() => interactive::client_id(output).await?,
            None => {
                return Err(Error::Usage(
                    "no application: set --client-id or MEDIUM_CLIENT_ID",
                ));
            }
        };
        let secret = match from_env(environment::client_secret()) {
            Some(secret) => secret,
            None if prompt::is_interactive() => prompt::hidden("Client secret").await?,
            None => prompt::line_of_stdin().await?.ok_or(Error::Usage(
                "no client secret: set MEDIUM_CLIENT_SECRET, or pass it as a line on standard input",
            ))?,
        };
        Ok(Self::new(id, Secret::from(secret), redirect_uri, backend))
    }
}

/// Runs the login in the browser, and returns the tokens.
pub(super) async fn tokens(
    request: &Request,
    backend: &Backend,
    output: &Output,
) -> Result<Tokens> {
    let application = request.application.clone();
    let application = application.with_client(backend.client().build()?);
    let login = application.login(&request.scopes)?;
    let callback = if request.paste {
        open_or_show_url(request, &login, output);
        paste_callback(&login, output).await?
    } else {
        receive_callback(request, &login, output).await?
    };
    let code = match callback {
        Callback::Granted(code) => code,
        Callback::Failed(reason) => return Err(LoginError::NotAsked(reason).into()),
        _ => return Err(LoginError::Denied.into()),
    };
    let tokens = application.exchange(code).await;
    Ok(tokens.map_err(LoginError::Exchange)?)
}

/// Waits for the browser on the callback's address.
async fn receive_callback(request: &Request, login: &Login, output: &Output) -> Result<Callback> {
    let listener = Loopback::bind(&request.application).await;
    let listener = listener.map_err(|error| match error {
        medium_api::Error::Input { problem, .. } => LoginError::Listen(problem),
        error => LoginError::Listen(error.to_string()),
    })?;
    open_or_show_url(request, login, output);
    output.info("Waiting for the browser. Press Ctrl-C to cancel.");
    let callback = listener.wait(login, request.wait).await;
    Ok(callback.map_err(|_| LoginError::Timeout(request.wait.as_secs()))?)
}

/// Prints the URL, and opens it in the browser unless `--no-open` or `--paste` is set.
fn open_or_show_url(request: &Request, login: &Login, output: &Output) {
    let url = login.url().to_string();
    if !request.open || request.paste {
        output.ask(&format!("\nOpen this URL in your browser:\n  {url}\n"));
        return;
    }
    output.ask(&format!(
        "\nOpening your browser. If it does not open, open this URL:\n  {url}\n"
    ));
    // Some browsers block until they are closed. The user sees whether it worked.
    std::thread::spawn(move || webbrowser::open(&url).is_ok());
}

/// Asks for the callback's URL until it belongs to this login.
async fn paste_callback(login: &Login, output: &Output) -> Result<Callback> {
    if !prompt::is_interactive() {
        let url = prompt::line_of_stdin().await?;
        return Ok(parse_callback(login, &url.ok_or(LoginError::NoUrl)?)?);
    }
    output.ask("Allow access there. The browser is then redirected to another URL: copy it, even if the page shows an error.");
    loop {
        let url = prompt::text("URL", None).await?;
        match parse_callback(login, &url) {
            Ok(callback) => return Ok(callback),
            Err(_) if !has_state(&url) => output.warn(
                "not the URL that the browser was redirected to: it contains `state=`; copy it again",
            ),
            Err(problem) => output.warn(&problem.to_string()),
        }
    }
}

fn has_state(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| url.query_pairs().any(|(name, _)| name == "state"))
}

fn parse_callback(login: &Login, url: &str) -> Result<Callback, LoginError> {
    login.callback_from_user(url).map_err(|error| match error {
        medium_api::Error::Input { field, problem, .. } => LoginError::Callback { field, problem },
        error => LoginError::NotAsked(error.to_string()),
    })
}
