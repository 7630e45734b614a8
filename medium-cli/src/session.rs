//! Whose account a command works with: a client with its credential.

mod error;

use medium_api::Client;
use medium_api::auth::oauth;
use medium_api::types::User;
use medium_store::Login;
use tokio::sync::OnceCell;

use crate::args::Global;
use crate::credential_source::CredentialSource;
use crate::environment;
use crate::error::Result;
use crate::service::Service;

pub(crate) use error::{CredentialError, not_logged_in};

/// The profile of who names none.
pub(crate) const DEFAULT_PROFILE: &str = "default";

/// An account at a service.
pub(crate) struct Session<'a> {
    pub(crate) service: &'a Service,
    pub(crate) client: Client,
    pub(crate) credential: Credential,
    user: OnceCell<User>,
}

/// What a session shows to the service.
pub(crate) enum Credential {
    /// `MEDIUM_TOKEN`.
    Environment,
    /// That of a profile, by `medium login`.
    Stored { profile: String, login: Box<Login> },
    /// The demo user's, of a sandbox.
    Demo,
}

/// The name of the login that the command line means.
pub(crate) fn profile(global: &Global) -> &str {
    global.profile.as_deref().unwrap_or(DEFAULT_PROFILE)
}

impl<'a> Session<'a> {
    /// The account of whatever [`CredentialSource::of`] finds.
    pub(crate) async fn open(service: &'a Service, global: &Global) -> Result<Self> {
        let token = environment::token();
        if let (CredentialSource::Environment, Some(token)) = (CredentialSource::of(global), &token)
        {
            let client = service.client().token(token.as_str()).build()?;
            return Ok(Self::new(service, client, Credential::Environment));
        }
        let profile = profile(global);
        if let Some((record, login)) = service.login(profile).await? {
            let builder = match login.application.clone() {
                Some(mut application) => {
                    // A sandbox has another port each time.
                    if service.sandbox().is_some() {
                        application = application.at(&service.url);
                    }
                    let credential = oauth(application, record.source());
                    service.client().credential(credential)
                }
                None => service.client().token(login.tokens.access.clone()),
            };
            let credential = Credential::Stored {
                profile: profile.to_owned(),
                login: Box::new(login),
            };
            return Ok(Self::new(service, builder.build()?, credential));
        }
        if let (Some(sandbox), None) = (service.sandbox(), &global.profile) {
            let client = service.client().token(sandbox.token()).build()?;
            return Ok(Self::new(service, client, Credential::Demo));
        }
        if token.is_some() && matches!(CredentialSource::of(global), CredentialSource::Stored(None))
        {
            let (token_url, url) = (environment::api_url(), service.url.clone());
            return Err(CredentialError::OtherService { token_url, url }.into());
        }
        Err(match &global.profile {
            Some(profile) => CredentialError::NoSuchProfile(profile.clone()).into(),
            None => CredentialError::NotLoggedIn.into(),
        })
    }

    fn new(service: &'a Service, client: Client, credential: Credential) -> Self {
        Self {
            service,
            client,
            credential,
            user: OnceCell::new(),
        }
    }

    /// Whose account it is. Asked once.
    pub(crate) async fn me(&self) -> Result<&User, medium_api::Error> {
        self.user
            .get_or_try_init(async || Ok(self.client.me().await?))
            .await
    }
}
