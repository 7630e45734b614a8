//! `medium logout`: removes a stored login. The API can't revoke its token.

use serde_json::json;

use super::login;
use crate::args::Global;
use crate::credential_source::CredentialSource;
use crate::error::Result;
use crate::output::Output;
use crate::service::Service;
use crate::session::{CredentialError, profile};

pub(crate) async fn run(global: &Global, output: &Output) -> Result<()> {
    let profile = profile(global);
    let by_environment = matches!(CredentialSource::new(global), CredentialSource::Environment);
    Service::with(global, output, async |service| {
        let api = match service.sandbox() {
            Some(_) => "the sandbox",
            None => &service.url,
        };
        if !forget(service, profile).await? {
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
            login::settings(service)
        ));
        if by_environment {
            output.warn("MEDIUM_TOKEN is set, so you are still logged in with it");
        }
        output.data(
            &json!({ "cli": { "api": service.url, "profile": profile } }),
            "",
        )
    })
    .await
}

async fn forget(service: &Service, profile: &str) -> Result<bool, medium_store::Error> {
    if service.store_location()?.is_new() {
        return Ok(false);
    }
    let store = service.store().await?;
    store.tokens(&service.account(profile)).forget().await
}
