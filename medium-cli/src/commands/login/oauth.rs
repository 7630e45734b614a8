//! Access by an application: to the browser, and back.

use std::time::Duration;

use medium_api::Secret;
use medium_api::auth::{Application, Callback, Login, Loopback, Tokens};
use medium_api::types::Scope;
use medium_sandbox::Sandbox;
use url::Url;

use super::{LoginError, guide, prompt};
use crate::args;
use crate::environment;
use crate::error::{Error, Result};
use crate::output::Output;
use crate::service::Service;

/// The callback of who names none.
pub(super) const REDIRECT_URI: &str = "http://127.0.0.1:8585/callback";
/// How long people may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What is asked for, and how.
pub(super) struct Request {
    pub(super) application: Application,
    pub(super) scopes: Vec<Scope>,
    /// Whether the user brings the address that the browser ends at.
    pub(super) paste: bool,
    /// Whether to open the browser.
    open: bool,
    wait: Duration,
}

impl Request {
    /// For what Medium grants every application.
    pub(super) fn new(id: String, secret: Secret, redirect_uri: Url, service: &Service) -> Self {
        Self {
            paste: !Loopback::can_receive(&redirect_uri),
            application: Application::new(id, secret, redirect_uri).at(&service.url),
            scopes: vec![
                Scope::BasicProfile,
                Scope::ListPublications,
                Scope::PublishPost,
            ],
            open: true,
            wait: PATIENCE,
        }
    }

    /// By the application that comes with the sandbox.
    pub(super) fn of_sandbox(sandbox: &Sandbox, service: &Service) -> Result<Self> {
        let own = sandbox.application();
        let redirect_uri = Url::parse(own.redirect_uri())?;
        let (id, secret) = (own.client_id.clone(), own.client_secret.as_str());
        Ok(Self::new(id, Secret::from(secret), redirect_uri, service))
    }

    /// As the command line and the environment have it.
    pub(super) async fn of(args: &args::OAuth, service: &Service, output: &Output) -> Result<Self> {
        let mut request = match service.sandbox() {
            Some(sandbox) => Self::of_sandbox(sandbox, service)?,
            None => Self::of_application(args, service, output).await?,
        };
        for scope in &args.scope {
            if !request.scopes.contains(scope) {
                request.scopes.push(scope.clone());
            }
        }
        request.paste |= args.paste;
        request.open = !args.no_browser;
        request.wait = Duration::from_secs(args.wait);
        Ok(request)
    }

    async fn of_application(
        args: &args::OAuth,
        service: &Service,
        output: &Output,
    ) -> Result<Self> {
        // Those of the environment are of one service, and go to no other.
        let is_theirs = service.is_origin_of(&environment::api_url());
        let theirs = |value: Option<String>| value.filter(|_| is_theirs);
        let redirect_uri = match (&args.redirect_uri, theirs(environment::redirect_uri())) {
            (Some(url), _) => url.clone(),
            (None, Some(text)) => {
                Url::parse(&text).map_err(|_| Error::Usage("MEDIUM_REDIRECT_URI is no address"))?
            }
            (None, None) => Url::parse(REDIRECT_URI)?,
        };
        let id = args.client_id.clone();
        let id = match id.or_else(|| theirs(environment::client_id())) {
            Some(id) => {
                guide::check_client_id(&id).map_err(Error::Usage)?;
                id
            }
            None if prompt::is_possible() => guide::client_id(output).await?,
            None => {
                return Err(Error::Usage(
                    "which application? Name it with --client-id, or in MEDIUM_CLIENT_ID",
                ));
            }
        };
        let secret = match theirs(environment::client_secret()) {
            Some(secret) => secret,
            None if prompt::is_possible() => prompt::hidden("Client secret").await?,
            None => prompt::line_of_stdin().await?.ok_or(Error::Usage(
                "the application's secret is expected in MEDIUM_CLIENT_SECRET, or as a line on standard input",
            ))?,
        };
        Ok(Self::new(id, Secret::from(secret), redirect_uri, service))
    }
}

/// Asks the user for access, in the browser.
pub(super) async fn tokens(
    request: &Request,
    service: &Service,
    output: &Output,
) -> Result<Tokens> {
    let application = request.application.clone();
    let application = application.client(service.client().build()?);
    let login = application.login(&request.scopes)?;
    let callback = if request.paste {
        show(request, &login, output);
        pasted(&login, output).await?
    } else {
        returned(request, &login, output).await?
    };
    let code = match callback {
        Callback::Granted(code) => code,
        Callback::Failed(reason) => return Err(LoginError::NotAsked(reason).into()),
        _ => return Err(LoginError::Denied.into()),
    };
    let tokens = application.exchange(code).await;
    Ok(tokens.map_err(LoginError::Exchange)?)
}

/// Waits for the browser.
async fn returned(request: &Request, login: &Login, output: &Output) -> Result<Callback> {
    let listener = Loopback::bind(&request.application).await;
    let listener = listener.map_err(|error| match error {
        medium_api::Error::Input { problem, .. } => LoginError::Listen(problem),
        error => LoginError::Listen(error.to_string()),
    })?;
    show(request, login, output);
    output.talk("Waiting for the browser to come back. Ctrl-C ends it.");
    let callback = listener.wait(login, request.wait).await;
    Ok(callback.map_err(|_| LoginError::Late(request.wait.as_secs()))?)
}

/// The address is shown whether or not a browser opens: it may be the wrong one.
fn show(request: &Request, login: &Login, output: &Output) {
    let url = login.url().to_string();
    if !request.open || request.paste {
        output.ask(&format!("\nOpen this address in your browser:\n  {url}\n"));
        return;
    }
    output.ask(&format!(
        "\nYour browser opens. If it does not, open this address in it:\n  {url}\n"
    ));
    // Some come back only when they are closed. Whether it worked is seen by the user.
    std::thread::spawn(move || webbrowser::open(&url).is_ok());
}

/// What the user brings, until it is this login's.
async fn pasted(login: &Login, output: &Output) -> Result<Callback> {
    if !prompt::is_possible() {
        let address = prompt::line_of_stdin().await?;
        return Ok(read(login, &address.ok_or(LoginError::NoAddress)?)?);
    }
    output.ask("Allow the access there. The browser ends at another address, whatever it shows: copy that one.");
    loop {
        let address = prompt::answer("The address", None).await?;
        match read(login, &address) {
            Ok(callback) => return Ok(callback),
            Err(problem) => output.warn(&problem.to_string()),
        }
    }
}

fn read(login: &Login, address: &str) -> Result<Callback, LoginError> {
    login.pasted(address).map_err(|error| match error {
        medium_api::Error::Input { field, problem, .. } => LoginError::Callback { field, problem },
        error => LoginError::NotAsked(error.to_string()),
    })
}
