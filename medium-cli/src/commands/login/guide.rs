//! `medium login` without options: asks, step by step.

use medium_api::{Client, Secret};
use url::Url;

use super::Way;
use super::oauth::{REDIRECT_URI, Request};
use super::prompt::{answer, choice, hidden};
use crate::error::Result;
use crate::output::Output;
use crate::service::Service;

const STATE_OF_THINGS: &str = "\
Medium issues no new integration tokens, and admits no new applications, since 1 January 2025.
Older ones of either still work. With neither, try everything with: medium --sandbox …
";

pub(super) async fn way(service: &Service, output: &Output) -> Result<Way> {
    let state = service
        .is_origin_of(Client::SERVER)
        .then_some(STATE_OF_THINGS);
    output.ask(state.unwrap_or_default());
    let kinds = [
        "With an integration token that you have",
        "In the browser, by a registered application",
    ];
    match choice("How do you want to log in?", &kinds).await? {
        0 => token(service, output).await.map(Way::Token),
        _ => request(service, output).await.map(Way::OAuth),
    }
}

pub(super) async fn token(service: &Service, output: &Output) -> Result<Secret> {
    let settings = super::settings(service);
    output.ask(&format!(
        "\nYour tokens are at {settings}, Integration tokens."
    ));
    Ok(Secret::from(hidden("Integration token").await?))
}

async fn request(service: &Service, output: &Output) -> Result<Request> {
    let mut request = match service.sandbox() {
        Some(sandbox) => Request::of_sandbox(sandbox, service)?,
        None => {
            let applications = super::page(service, "/me/applications");
            output.ask(&format!(
                "\nYour applications are at {applications}\n\
                 Open the one to use: it shows the client id, the client secret, and the callback URLs."
            ));
            let id = client_id(output).await?;
            let secret = hidden("Client secret").await?;
            output.ask("One of its callback URLs has to be this one, character for character.");
            let redirect_uri = callback(output).await?;
            Request::new(id, Secret::from(secret), redirect_uri, service)
        }
    };
    let more = ["No", "Yes: Medium has permitted the application to do so"];
    output.ask("");
    if choice("Is it to upload pictures?", &more).await? == 1 {
        request.scopes.push(medium_api::types::Scope::UploadImage);
    }
    if !request.paste {
        let browsers = [
            "On this machine: open it, and wait",
            "Elsewhere: I open the address, and paste the one where the browser ends",
        ];
        output.ask("");
        request.paste = choice("Where is your browser?", &browsers).await? == 1;
    }
    Ok(request)
}

/// The client id, asked for until it may be one.
pub(super) async fn client_id(output: &Output) -> Result<String> {
    loop {
        let id = answer("Client id", None).await?;
        match check_client_id(&id) {
            Ok(()) => return Ok(id),
            Err(problem) => output.warn(problem),
        }
    }
}

/// Whether it has no spaces, as a name or several lines have.
pub(super) fn check_client_id(id: &str) -> std::result::Result<(), &'static str> {
    match !id.is_empty() && id.chars().all(|c| c.is_ascii_graphic()) {
        true => Ok(()),
        false => Err("that is no client id, which is of letters and digits, without spaces"),
    }
}

/// The callback, asked for until it is an address.
async fn callback(output: &Output) -> Result<Url> {
    loop {
        let address = answer("Callback URL", Some(REDIRECT_URI)).await?;
        match Url::parse(&address) {
            Ok(url) => return Ok(url),
            Err(_) => output.warn("that is no address; it begins with http:// or https://"),
        }
    }
}
