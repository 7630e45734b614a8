//! Whose account a command works with: a client with its credential.

use anyhow::bail;
use medium_api::Client;
use medium_api::auth::oauth;
use medium_api::types::User;
use medium_store::Login;
use tokio::sync::OnceCell;

use crate::args::Global;
use crate::environment;
use crate::failure::{NotLoggedIn, TokenElsewhere};
use crate::output::Output;
use crate::service::{Service, is_same_origin};

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

/// Where a credential comes from, as the command line and the environment settle it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    /// `MEDIUM_TOKEN`.
    Environment,
    /// The store, under this profile or the default one.
    Stored(Option<&'a str>),
    /// The sandbox's store, or its demo user.
    Sandbox(Option<&'a str>),
}

impl<'a> Source<'a> {
    /// What the command line names comes first, then `MEDIUM_TOKEN` at the origin that it belongs
    /// to. A sandbox has nothing to do with `MEDIUM_TOKEN`.
    pub(crate) fn of(global: &'a Global) -> Self {
        let profile = global.profile.as_deref();
        if global.sandbox {
            return Self::Sandbox(profile);
        }
        let url = environment::api_url();
        let is_here = |asked: &String| is_same_origin(asked, &url);
        let is_tokens = global.api_url.as_ref().is_none_or(is_here);
        match profile {
            None if is_tokens && environment::token().is_some() => Self::Environment,
            profile => Self::Stored(profile),
        }
    }
}

/// The name of the login that the command line means.
pub(crate) fn profile(global: &Global) -> &str {
    global.profile.as_deref().unwrap_or(DEFAULT_PROFILE)
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

    /// The account of whatever [`Source::of`] finds.
    pub(crate) async fn open(service: &'a Service, global: &Global) -> anyhow::Result<Self> {
        let token = environment::token();
        if let (Source::Environment, Some(token)) = (Source::of(global), &token) {
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
        if token.is_some() && matches!(Source::of(global), Source::Stored(None)) {
            let (token_url, url) = (environment::api_url(), service.url.clone());
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
            .get_or_try_init(async || Ok(self.client.me().await?))
            .await
    }
}
