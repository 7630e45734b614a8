//! Whose account a command works with: a client with its credential.

use anyhow::bail;
use medium_api::Client;
use medium_api::types::User;
use medium_store::Login;
use tokio::sync::OnceCell;

use crate::args::Global;
use crate::environment;
use crate::failure::{NotLoggedIn, TokenElsewhere};
use crate::output::Output;
use crate::service::Service;

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
    Stored(Box<Login>),
    /// The demo user's, of a sandbox.
    Demo,
}

impl<'a> Session<'a> {
    /// Runs `work` with an account, which may be one of a sandbox that starts and ends with it.
    pub(crate) async fn with<T>(
        global: &Global,
        output: &Output,
        work: impl AsyncFnOnce(&Session<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        Service::with(global, output, async |service| {
            let session = Session::open(service, global).await?;
            work(&session).await
        })
        .await
    }

    /// The account that the command line names, or else that of `MEDIUM_TOKEN`, or else the one
    /// that was logged in to. A sandbox has nothing to do with `MEDIUM_TOKEN`.
    pub(crate) async fn open(service: &'a Service, global: &Global) -> anyhow::Result<Self> {
        let token = environment::token()
            .filter(|_| global.profile.is_none() && service.sandbox().is_none());
        let token_url = environment::api_url();
        if let Some(token) = &token
            && service.is_origin_of(&token_url)
        {
            let client = service.client().token(token.as_str()).build()?;
            return Ok(Self::new(service, client, Credential::Environment));
        }
        let profile = global.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
        if let Some((record, login)) = service.login(profile).await? {
            let builder = match &login.application {
                Some(application) => service.client().oauth(application.clone(), record.source()),
                None => service.client().token(login.tokens.access.clone()),
            };
            let credential = Credential::Stored(Box::new(login));
            return Ok(Self::new(service, builder.build()?, credential));
        }
        if let (Some(sandbox), None) = (service.sandbox(), &global.profile) {
            let client = service.client().token(sandbox.token()).build()?;
            return Ok(Self::new(service, client, Credential::Demo));
        }
        if token.is_some() {
            let url = service.url.clone();
            bail!(TokenElsewhere { token_url, url });
        }
        bail!(NotLoggedIn {
            profile: global.profile.clone()
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
            .get_or_try_init(async || Ok(self.client.me().await?.into_inner()))
            .await
    }
}
