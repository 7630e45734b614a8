//! `medium status`: the login in use, its credential and its store.

use medium_store::{KeySource, Login};
use serde_json::{Value, json};

use super::with_cli_fields;
use crate::args::Global;
use crate::backend::Backend;
use crate::error::Result;
use crate::output::{Output, columns};
use crate::session::{Credential, Session};

pub(crate) async fn run(global: &Global, output: &Output) -> Result<()> {
    Backend::with(global, output, async |backend| {
        let session = Session::open(backend, global).await?;
        let me = session.me().await;
        // Read after the call, as refreshing the login changes it.
        let login = login_json(&session).await?;
        let mut lines = Vec::new();
        if let Ok(me) = me {
            let account = format!("{} (@{})", me.name, me.username);
            lines.push(["account".to_owned(), account]);
        }
        lines.extend(rows(&login));
        let value = match me {
            Ok(me) => with_cli_fields(me, login.clone())?,
            Err(_) => json!({ "cli": login }),
        };
        output.data(&value, &columns(&lines))?;
        if me.is_ok() && login["refreshRejected"] == true {
            output.warn("Medium no longer refreshes this login: log in again before it expires");
        }
        me.map(drop).map_err(Into::into)
    })
    .await
}

/// Describes the login, without a request.
async fn login_json(session: &Session<'_>) -> Result<Value> {
    let api = &session.backend.url;
    match &session.credential {
        Credential::Environment => Ok(json!({ "api": api, "credential": "environment" })),
        Credential::Demo => Ok(json!({ "api": api, "credential": "demo" })),
        Credential::Stored { profile, login } => {
            let current = session.backend.login(profile).await?;
            let current = current.map_or_else(|| (**login).clone(), |(_, login)| login);
            stored_login_json(session.backend, profile, &current).await
        }
    }
}

/// Describes a stored login.
pub(super) async fn stored_login_json(
    backend: &Backend,
    profile: &str,
    login: &Login,
) -> Result<Value> {
    let tokens = &login.tokens;
    let application = login.application.as_ref();
    let expires_at = tokens.expires_at.map(|time| time.0);
    let expires_at = expires_at.and_then(|time| jiff::Timestamp::from_millisecond(time).ok());
    let scopes = tokens.scopes.as_ref();
    let key = backend.store().await?.key_source().await?;
    Ok(json!({
        "api": backend.url,
        "profile": profile,
        "credential": if application.is_some() { "application" } else { "token" },
        "application": application.map(|application| &application.client_id),
        "scopes": scopes.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "expiresAt": expires_at.map(|time| time.to_string()),
        "refreshRejected": login.rejected,
        "store": backend.store_location()?.url.to_string(),
        "key": key.map(|key| match key {
            KeySource::Provided => "environment",
            other => other.name(),
        }),
    }))
}

/// Returns the same as rows of a table.
fn rows(login: &Value) -> Vec<[String; 2]> {
    let text = |name: &str| login[name].as_str().map(str::to_owned);
    let credential = match (login["credential"].as_str(), text("application")) {
        (Some("environment"), _) => "MEDIUM_TOKEN".to_owned(),
        (Some("demo"), _) => "the sandbox's demo user".to_owned(),
        (_, Some(id)) => format!("OAuth application {id}"),
        _ => "a stored token".to_owned(),
    };
    let scopes = login["scopes"].as_array().map(|list| {
        let names: Vec<_> = list.iter().filter_map(Value::as_str).collect();
        names.join(", ")
    });
    let key = login["key"].as_str().map(|key| match key {
        "environment" => "in MEDIUM_STORE_KEY",
        "keyring" => "in the operating system's keyring",
        _ => "in a file next to the store",
    });
    let rows = [
        ("login", Some(credential)),
        ("profile", text("profile")),
        ("scopes", scopes),
        ("expires", text("expiresAt").map(|end| expiry(&end, login))),
        ("api", text("api")),
        ("store", text("store")),
        ("encryption key", key.map(str::to_owned)),
    ];
    let row = |(name, value): (&str, Option<String>)| value.map(|value| [name.to_owned(), value]);
    rows.into_iter().filter_map(row).collect()
}

fn expiry(end: &str, login: &Value) -> String {
    let (day, _) = end.split_once('T').unwrap_or((end, ""));
    if login["refreshRejected"] == true {
        return format!("{day}, not refreshed: log in again");
    }
    format!("{day}, refreshed automatically")
}
