//! `medium status`: who is logged in, with what, and where that is kept.

use medium_store::{KeySource, Login};
use serde_json::{Value, json};

use super::with_ours;
use crate::args::Global;
use crate::error::Result;
use crate::output::{Output, columns};
use crate::service::Service;
use crate::session::{Credential, Session};

pub(crate) async fn run(global: &Global, output: &Output) -> Result<()> {
    Service::with(global, output, async |service| {
        let session = Session::open(service, global).await?;
        let me = session.me().await;
        // Looked at afterwards: a renewal changes what is stored.
        let ours = ours(&session).await?;
        let mut lines = Vec::new();
        if let Ok(me) = me {
            let account = format!("{} (@{})", me.name, me.username);
            lines.push(["account".to_owned(), account]);
        }
        lines.extend(rows(&ours));
        let value = match me {
            Ok(me) => with_ours(me, ours.clone())?,
            Err(_) => json!({ "cli": ours }),
        };
        output.data(&value, &columns(&lines))?;
        if me.is_ok() && ours["refused"] == true {
            output.warn("Medium does not renew this login any more: log in again before it ends");
        }
        me.map(drop).map_err(Into::into)
    })
    .await
}

/// What is known without asking anybody.
async fn ours(session: &Session<'_>) -> Result<Value> {
    let api = &session.service.url;
    match &session.credential {
        Credential::Environment => Ok(json!({ "api": api, "credential": "environment" })),
        Credential::Demo => Ok(json!({ "api": api, "credential": "demo" })),
        Credential::Stored { profile, login } => {
            let now = session.service.login(profile).await?;
            let now = now.map_or_else(|| (**login).clone(), |(_, login)| login);
            of_login(session.service, profile, &now).await
        }
    }
}

/// What is known of a stored login.
pub(super) async fn of_login(service: &Service, profile: &str, login: &Login) -> Result<Value> {
    let tokens = &login.tokens;
    let application = login.application.as_ref();
    let end = tokens.expires_at.map(|end| end.0);
    let end = end.and_then(|end| jiff::Timestamp::from_millisecond(end).ok());
    let scopes = tokens.scopes.as_ref();
    let key = service.store().await?.key_source().await?;
    Ok(json!({
        "api": service.url,
        "profile": profile,
        "credential": if application.is_some() { "application" } else { "token" },
        "application": application.map(|application| &application.client_id),
        "scopes": scopes.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "expires": end.map(|end| end.to_string()),
        "refused": login.refused,
        "store": service.place()?.url.to_string(),
        "key": key.map(KeySource::name),
    }))
}

/// The same for people.
fn rows(ours: &Value) -> Vec<[String; 2]> {
    let text = |name: &str| ours[name].as_str().map(str::to_owned);
    let credential = match (ours["credential"].as_str(), text("application")) {
        (Some("environment"), _) => "MEDIUM_TOKEN".to_owned(),
        (Some("demo"), _) => "the sandbox's own".to_owned(),
        (_, Some(id)) => format!("by the application {id}"),
        _ => "a token".to_owned(),
    };
    let scopes = ours["scopes"].as_array().map(|list| {
        let names: Vec<_> = list.iter().filter_map(Value::as_str).collect();
        names.join(", ")
    });
    let key = ours["key"].as_str().map(|key| match key {
        "given" => "in MEDIUM_STORE_KEY",
        "keyring" => "in the operating system's keyring",
        _ => "in a file beside the store",
    });
    let rows = [
        ("login", Some(credential)),
        ("profile", text("profile")),
        ("scopes", scopes),
        ("expires", text("expires").map(|end| expiry(&end, ours))),
        ("api", text("api")),
        ("store", text("store")),
        ("key", key.map(str::to_owned)),
    ];
    let row = |(name, value): (&str, Option<String>)| value.map(|value| [name.to_owned(), value]);
    rows.into_iter().filter_map(row).collect()
}

fn expiry(end: &str, ours: &Value) -> String {
    let (day, _) = end.split_once('T').unwrap_or((end, ""));
    if ours["refused"] == true {
        return format!("{day}, and is not renewed any more: log in again");
    }
    format!("{day}, and is renewed by itself")
}
