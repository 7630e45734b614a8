//! The account that a command uses: a client with a credential.

mod error;

use medium_api::Client;
use medium_api::auth::oauth;
use medium_api::types::User;
use medium_store::{Login, TokenRecord};
use tokio::sync::OnceCell;

use crate::args::Global;
use crate::credential_source::CredentialSource;
use crate::environment;
use crate::error::Result;
use crate::service::Service;

pub(crate) use error::{CredentialError, how_to_publish};

/// The profile without `--profile`.
pub(crate) const DEFAULT_PROFILE: &str = "default";

/// An account at a service.
pub(crate) struct Session<'a> {
    pub(crate) service: &'a Service,
    pub(crate) client: Client,
    pub(crate) credential: Credential,
    user: OnceCell<User>,
}

/// The credential that the client sends.
pub(crate) enum Credential {
    /// `MEDIUM_TOKEN`.
    Environment,
    /// A login that `medium login` stored.
    Stored { profile: String, login: Box<Login> },
    /// The demo user's token of `--sandbox`.
    Demo,
}

/// The profile that the command line selects.
pub(crate) fn profile(global: &Global) -> &str {
    global.profile.as_deref().unwrap_or(DEFAULT_PROFILE)
}

impl<'a> Session<'a> {
    /// Opens the account that [`CredentialSource::new`] selects.
    pub(crate) async fn open(service: &'a Service, global: &Global) -> Result<Self> {
        let source = CredentialSource::new(global);
        let token = environment::token();
        if let (CredentialSource::Environment, Some(token)) = (source, &token) {
            let client = service.client().token(token.as_str()).build()?;
            return Ok(Self::new(service, client, Credential::Environment));
        }
        let profile = profile(global);
        if let Some((record, login)) = service.login(profile).await? {
            return Self::of_login(service, profile, record, login);
        }
        if let (Some(sandbox), None) = (service.sandbox(), &global.profile) {
            let client = service.client().token(sandbox.token()).build()?;
            return Ok(Self::new(service, client, Credential::Demo));
        }
        Err(match &global.profile {
            Some(profile) => CredentialError::NoSuchProfile(profile.clone()).into(),
            None if token.is_some() && matches!(source, CredentialSource::Stored(None)) => {
                let (token_url, url) = (environment::api_url(), service.url.clone());
                CredentialError::OtherService { token_url, url }.into()
            }
            None => CredentialError::NotLoggedIn.into(),
        })
    }

    /// Like [`Session::open`], but also checks that the API accepts the credential.
    pub(crate) async fn open_checked(service: &'a Service, global: &Global) -> Result<Self> {
        let session = Self::open(service, global).await?;
        session.me().await?;
        Ok(session)
    }

    fn of_login(
        service: &'a Service,
        profile: &str,
        record: TokenRecord,
        login: Login,
    ) -> Result<Self> {
        let builder = match login.application.clone() {
            Some(mut application) => {
                // A sandbox uses a new port each time.
                if service.sandbox().is_some() {
                    application = application.with_origin(&service.url);
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
        Ok(Self::new(service, builder.build()?, credential))
    }

    fn new(service: &'a Service, client: Client, credential: Credential) -> Self {
        Self {
            service,
            client,
            credential,
            user: OnceCell::new(),
        }
    }

    /// Returns the user. Requested once.
    pub(crate) async fn me(&self) -> Result<&User, medium_api::Error> {
        self.user
            .get_or_try_init(async || Ok(self.client.me().await?))
            .await
    }
}
