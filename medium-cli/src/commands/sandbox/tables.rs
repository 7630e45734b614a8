//! The contents of a sandbox as tables.

use std::str::FromStr;

use medium_sandbox::client::types::ActiveFault;
use medium_sandbox::faults::Fault;
use serde_json::to_value;

use super::control::{RunningSandbox, list};
use crate::error::Result;
use crate::output::{Output, columns, table};

/// Returns an optional text, or an empty one.
fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

pub(super) async fn posts(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let posts = sandbox.client.posts().await.map_err(sandbox.failed())?;
    let rows: Vec<[String; 4]> = posts
        .iter()
        .map(|post| {
            let status = post.publish_status.as_ref();
            [
                status.map_or("", |status| status.as_str()).to_owned(),
                text(post.author.as_ref()),
                post.title.clone(),
                text(post.url.as_ref()),
            ]
        })
        .collect();
    output.data(&list(&posts)?, &columns(&rows))
}

pub(super) async fn images(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let images = sandbox.client.images().await.map_err(sandbox.failed())?;
    let rows: Vec<[String; 3]> = images
        .iter()
        .map(|image| {
            let size = image.size.unwrap_or_default();
            let size = format!("{size} bytes");
            [image.content_type.clone(), size, text(image.url.as_ref())]
        })
        .collect();
    output.data(&list(&images)?, &columns(&rows))
}

pub(super) async fn users(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let users = sandbox.client.users().await.map_err(sandbox.failed())?;
    let rows: Vec<[String; 3]> = users
        .iter()
        .map(|user| {
            let username = format!("@{}", user.username);
            [username, text(user.name.as_ref()), text(user.id.as_ref())]
        })
        .collect();
    output.data(&list(&users)?, &columns(&rows))
}

pub(super) async fn publications(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let publications = sandbox
        .client
        .publications()
        .await
        .map_err(sandbox.failed())?;
    let rows: Vec<[String; 4]> = publications
        .iter()
        .map(|publication| {
            let people = |role: &str, names: &Option<Vec<String>>| {
                let names = names.as_deref().unwrap_or_default();
                format!("{role}: {}", names.join(" "))
            };
            [
                publication.slug.clone(),
                text(publication.id.as_ref()),
                people("editors", &publication.editors),
                people("writers", &publication.writers),
            ]
        })
        .collect();
    output.data(&list(&publications)?, &columns(&rows))
}

pub(super) async fn applications(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let applications = sandbox
        .client
        .applications()
        .await
        .map_err(sandbox.failed())?;
    let rows: Vec<[String; 3]> = applications
        .iter()
        .map(|application| {
            [
                application.client_id.clone(),
                text(application.name.as_ref()),
                application.redirect_uris.join(" "),
            ]
        })
        .collect();
    output.data(&list(&applications)?, &columns(&rows))
}

/// Only the JSON contains the tokens themselves.
pub(super) async fn tokens(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let tokens = sandbox.client.tokens().await.map_err(sandbox.failed())?;
    let rows: Vec<[String; 4]> = tokens
        .iter()
        .map(|token| {
            let scopes: Vec<&str> = token
                .scopes
                .iter()
                .flatten()
                .map(|scope| scope.as_str())
                .collect();
            let expires = token.expires_at;
            [
                text(token.user.as_ref()),
                scopes.join(","),
                expires.map_or("never".to_owned(), |at| at.to_string()),
                text(token.description.as_ref()),
            ]
        })
        .collect();
    let headings = ["user", "scopes", "expires", "description"];
    output.data(&list(&tokens)?, &table(headings, &rows))
}

pub(super) async fn faults(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let faults = sandbox.client.faults().await.map_err(sandbox.failed())?;
    let row = |name: &String| {
        let fault = Fault::from_str(name);
        let description = fault.map_or("", Fault::description);
        [format!("  {name}"), description.to_owned()]
    };
    let known: Vec<_> = faults.known.iter().map(row).collect();
    let active = match faults.active.is_empty() {
        true => "No active faults.\n".to_owned(),
        false => active(&faults.active),
    };
    let lines = format!("{active}Available:\n{}", columns(&known));
    output.data(&to_value(&faults)?, &lines)
}

/// Active faults, one per line.
pub(super) fn active(faults: &[ActiveFault]) -> String {
    let row = |fault: &ActiveFault| {
        let call = fault.call.as_deref().unwrap_or("every call");
        let left = fault.left.map(|left| format!("{left} more"));
        [
            fault.fault.clone(),
            call.to_owned(),
            left.unwrap_or_else(|| "until deleted".to_owned()),
        ]
    };
    let rows: Vec<[String; 3]> = faults.iter().map(row).collect();
    columns(&rows)
}
