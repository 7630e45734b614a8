//! `medium logout`: removes a stored login. The API can't revoke its token.

use serde_json::json;

use super::login;
use crate::args::Global;
use crate::backend::Backend;
use crate::credential_source::CredentialSource;
use crate::error::Result;
use crate::output::Output;
use crate::session::{CredentialError, profile};

pub(crate) async fn run(global: &Global, output: &Output) -> Result<()> {
    let profile = profile(global);
    let by_environment = matches!(
        CredentialSource::new(global),
        CredentialSource::Environment(_)
    );
    Backend::with(global, output, async |backend| {
        let api = match backend.sandbox() {
            Some(_) => "the sandbox",
            None => &backend.url,
        };
        if !forget(backend, profile).await? {
            return Err(CredentialError::NothingStored {
                profile: global.profile.clone(),
                api: api.to_owned(),
                by_environment,
            }
            .into());
        }
        output.info(&format!("Removed the login `{profile}` for {api}."));
        output.info(&format!(
            "Its token stays valid until you revoke it at {}",
            login::settings(backend)
        ));
        if by_environment {
            output.warn("MEDIUM_TOKEN is set, so you are still logged in with it");
        }
        output.data(
            &json!({ "cli": { "api": backend.url, "profile": profile } }),
            "",
        )
    })
    .await
}

async fn forget(backend: &Backend, profile: &str) -> Result<bool, medium_store::Error> {
    if backend.store_location()?.is_new() {
        return Ok(false);
    }
    let store = backend.store().await?;
    store.login(&backend.account(profile)).forget().await
}
