//! The account that a command uses: a client with a credential.

mod error;

use medium_api::Client;
use medium_api::auth::oauth;
use medium_api::types::User;
use medium_store::{Login, LoginRecord};
use tokio::sync::OnceCell;

use crate::args::Global;
use crate::backend::Backend;
use crate::credential_source::CredentialSource;
use crate::environment;
use crate::error::Result;

pub(crate) use error::{CredentialError, how_to_publish};

/// The profile without `--profile`.
pub(crate) const DEFAULT_PROFILE: &str = "default";

/// An account at a service.
pub(crate) struct Session<'a> {
    pub(crate) backend: &'a Backend,
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

/// Returns the profile that the command line selects.
pub(crate) fn profile(global: &Global) -> &str {
    global.profile.as_deref().unwrap_or(DEFAULT_PROFILE)
}

impl<'a> Session<'a> {
    /// Opens a session with the credential that [`CredentialSource::new`] selects.
    pub(crate) async fn open(backend: &'a Backend, global: &Global) -> Result<Self> {
        let source = CredentialSource::new(global);
        let token = environment::token();
        if let (CredentialSource::Environment(_), Some(token)) = (source, &token) {
            let client = backend.client().token(token.as_str()).build()?;
            return Ok(Self::new(backend, client, Credential::Environment));
        }
        let profile = profile(global);
        if let Some((record, login)) = backend.login(profile).await? {
            return Self::for_login(backend, profile, record, login);
        }
        if let (Some(sandbox), None) = (backend.sandbox(), &global.profile) {
            let client = backend.client().token(sandbox.token()).build()?;
            return Ok(Self::new(backend, client, Credential::Demo));
        }
        Err(match &global.profile {
            Some(profile) => CredentialError::NoSuchProfile(profile.clone()).into(),
            None if token.is_some() && matches!(source, CredentialSource::Stored(_)) => {
                let (token_url, url) = (environment::api_url(), backend.url.clone());
                CredentialError::OtherService { token_url, url }.into()
            }
            None => CredentialError::NotLoggedIn.into(),
        })
    }

    /// Like [`Session::open`], but also checks that the API accepts the credential.
    pub(crate) async fn open_checked(backend: &'a Backend, global: &Global) -> Result<Self> {
        let session = Self::open(backend, global).await?;
        session.me().await?;
        Ok(session)
    }

    fn for_login(
        backend: &'a Backend,
        profile: &str,
        record: LoginRecord,
        login: Login,
    ) -> Result<Self> {
        let builder = match login.application.clone() {
            Some(mut application) => {
                // A sandbox uses a new port each time.
                if backend.sandbox().is_some() {
                    application = application.with_origin(&backend.url);
                }
                let credential = oauth(application, record.source());
                backend.client().credential(credential)
            }
            None => backend.client().token(login.tokens.access.clone()),
        };
        let credential = Credential::Stored {
            profile: profile.to_owned(),
            login: Box::new(login),
        };
        Ok(Self::new(backend, builder.build()?, credential))
    }

    fn new(backend: &'a Backend, client: Client, credential: Credential) -> Self {
        Self {
            backend,
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
