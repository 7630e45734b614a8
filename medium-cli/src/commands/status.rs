//! `medium status`: who is logged in, with what, and where that is kept.

use medium_store::Login;
use serde_json::{Value, json};

use super::with_ours;
use crate::args::Global;
use crate::output::{Output, columns};
use crate::session::{Credential, Session};

pub(crate) async fn run(global: &Global, output: &Output) -> anyhow::Result<()> {
    Session::with(global, output, async |session| {
        let me = session.me().await?;
        let ours = ours(session)?;
        let mut rows = vec![[
            "account".to_owned(),
            format!("{} (@{})", me.name, me.username),
        ]];
        for (name, value) in ours.as_object().into_iter().flatten() {
            let text = match value {
                Value::Null => continue,
                Value::String(text) => text.clone(),
                Value::Array(list) => {
                    let words = list.iter().filter_map(Value::as_str);
                    words.collect::<Vec<_>>().join(", ")
                }
                other => other.to_string(),
            };
            rows.push([name.clone(), text]);
        }
        output.data(&with_ours(me, ours)?, &columns(&rows))
    })
    .await
}

fn ours(session: &Session<'_>) -> anyhow::Result<Value> {
    let api = &session.service.url;
    Ok(match &session.credential {
        Credential::Environment => json!({ "api": api, "credential": "MEDIUM_TOKEN" }),
        Credential::Demo => json!({ "api": api, "credential": "the sandbox's demo user" }),
        Credential::Stored(login) => stored(api, login, &session.service.place()?.url.to_string()),
    })
}

fn stored(api: &str, login: &Login, store: &str) -> Value {
    let tokens = &login.tokens;
    let credential = match &login.application {
        Some(application) => format!("the application {}", application.client_id),
        None => "a token".to_owned(),
    };
    let expires = tokens.expires_at;
    let scopes = tokens.scopes.as_ref();
    json!({
        "api": api,
        "credential": credential,
        "scopes": scopes.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "expires": expires.map(super::date),
        "store": store,
    })
}
