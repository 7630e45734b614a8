//! `medium login` without options: asks step by step.

use medium_api::{Client, Secret};
use url::Url;

use super::LoginMethod;
use super::oauth::{REDIRECT_URI, Request};
use crate::backend::Backend;
use crate::error::Result;
use crate::output::Output;
use crate::prompt::{choice, hidden, text};

const NO_NEW_CREDENTIALS: &str = "\
Since 1 January 2025, Medium issues no new integration tokens and accepts no new applications.
Older ones still work. Without one: medium handoff FILE, or try --sandbox.
";

/// Asks how to log in, and for the credential.
pub(super) async fn method(backend: &Backend, output: &Output) -> Result<LoginMethod> {
    let notice = backend
        .is_origin_of(Client::SERVER)
        .then_some(NO_NEW_CREDENTIALS);
    output.ask(notice.unwrap_or_default());
    let methods = [
        "With an existing integration token",
        "In the browser, with an OAuth application registered on Medium",
    ];
    match choice("How do you want to log in?", &methods).await? {
        0 => token(backend, output).await.map(LoginMethod::Token),
        _ => request(backend, output).await.map(LoginMethod::OAuth),
    }
}

/// Asks for an integration token.
pub(super) async fn token(backend: &Backend, output: &Output) -> Result<Secret> {
    let settings = super::settings(backend);
    output.ask(&format!(
        "\nYour tokens are at {settings} → Integration tokens"
    ));
    Ok(Secret::from(hidden("Integration token").await?))
}

async fn request(backend: &Backend, output: &Output) -> Result<Request> {
    let mut request = match backend.sandbox() {
        Some(sandbox) => Request::for_sandbox(sandbox, backend)?,
        None => {
            let applications = super::page(backend, "/me/applications");
            output.ask(&format!(
                "\nYour applications are at {applications}\n\
                 Open the one to use: it shows the client id, the client secret and the callback URLs."
            ));
            let id = client_id(output).await?;
            let secret = hidden("Client secret").await?;
            output.ask("The redirect URI must be exactly one of the application's callback URLs.");
            let redirect_uri = callback(output).await?;
            Request::new(id, Secret::from(secret), redirect_uri, backend)
        }
    };
    let scopes = ["No", "Yes: Medium allows it for this application"];
    output.ask("");
    if choice("Request access to upload images?", &scopes).await? == 1 {
        request.scopes.push(medium_api::types::Scope::UploadImage);
    }
    if !request.paste {
        let browsers = [
            "On this machine: open it and wait",
            "On another machine: I open the URL there and paste the one it is redirected to",
        ];
        output.ask("");
        request.paste = choice("Where is your browser?", &browsers).await? == 1;
    }
    Ok(request)
}

/// Asks for the client id until it is valid.
pub(super) async fn client_id(output: &Output) -> Result<String> {
    loop {
        let id = text("Client id", None).await?;
        match check_client_id(&id) {
            Ok(()) => return Ok(id),
            Err(problem) => output.warn(problem),
        }
    }
}

/// Rejects names and several lines, pasted by mistake.
pub(super) fn check_client_id(id: &str) -> std::result::Result<(), &'static str> {
    if !id.is_empty() && id.chars().all(|c| c.is_ascii_graphic()) {
        Ok(())
    } else {
        Err("not a client id: it has no spaces and no line breaks")
    }
}

/// Asks for the callback until it is a URL.
async fn callback(output: &Output) -> Result<Url> {
    loop {
        let url = text("Redirect URI", Some(REDIRECT_URI)).await?;
        match Url::parse(&url) {
            Ok(url) => return Ok(url),
            Err(_) => output.warn("not a URL: it must start with http:// or https://"),
        }
    }
}
