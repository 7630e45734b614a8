//! The API that a command uses: Medium, another origin, or a sandbox in this process.

use medium_api::{Builder, Client, operations};
use medium_sandbox::{Sandbox, SandboxBuilder};
use medium_store::{Account, Login, LoginRecord, Store};
use tokio::sync::OnceCell;
use url::Url;

use crate::args::{self, Global};
use crate::checked_url;
use crate::credential_source::is_same_origin;
use crate::environment;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::service_name;
use crate::store_location::{self, StoreLocation};

/// Medium's website.
const WEBSITE: &str = "https://medium.com";

/// The API, and the store of its logins and ledger.
pub(crate) struct Backend {
    /// The API's URL.
    pub(crate) url: String,
    sandbox: Option<Sandbox>,
    /// The store's URL, if the user named one.
    store_url: Option<String>,
    store: OnceCell<Store>,
}

impl Backend {
    /// Opens the backend, runs `work`, and closes the store and the sandbox, also after Ctrl-C.
    pub(crate) async fn with<T>(
        global: &Global,
        output: &Output,
        work: impl AsyncFnOnce(&Self) -> Result<T>,
    ) -> Result<T> {
        Self::with_sandbox(Sandbox::builder(), global, output, work).await
    }

    /// Like [`Backend::with`], with the settings to start a sandbox with.
    pub(crate) async fn with_sandbox<T>(
        sandbox: SandboxBuilder,
        global: &Global,
        output: &Output,
        work: impl AsyncFnOnce(&Self) -> Result<T>,
    ) -> Result<T> {
        // Listen before printing: a script may send a signal as soon as it sees the output.
        let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
        let backend = tokio::select! {
            backend = Self::open(sandbox, global, output) => backend?,
            signal = interrupt.received() => return Err(Error::Interrupted(signal)),
        };
        let result = tokio::select! {
            result = work(&backend) => result,
            signal = interrupt.received() => Err(Error::Interrupted(signal)),
        };
        let keep = global.keep && result.is_ok();
        backend.close(keep.then_some(interrupt), output).await;
        result
    }

    async fn open(sandbox: SandboxBuilder, global: &Global, output: &Output) -> Result<Self> {
        let sandbox = if global.sandbox {
            Some(start_sandbox(sandbox, output).await?)
        } else {
            None
        };
        let (url, setting) = match (&sandbox, &global.api_url) {
            (Some(sandbox), _) => (sandbox.url().to_owned(), None),
            (None, Some(url)) => (url.clone(), Some("--api-url")),
            (None, None) => (
                checked_api_url(environment::api_url())?,
                Some("MEDIUM_API_URL"),
            ),
        };
        if sandbox.is_some() {
            service_name::set("the sandbox", setting);
        } else if !is_same_origin(&url, Client::SERVER) {
            service_name::set(&url, setting);
        }
        Ok(Self {
            url,
            sandbox,
            store_url: global.store.clone().or_else(environment::store),
            store: OnceCell::new(),
        })
    }

    /// Returns a client builder with everything but the credential.
    pub(crate) fn client(&self) -> Builder {
        let builder = Client::builder()
            .api_url(&self.url)
            .user_agent(environment::user_agent());
        match self.authorize_url() {
            Some(url) => builder.server(operations::AUTHORIZE.server, url),
            None => builder,
        }
    }

    /// Returns the URL of the OAuth consent page, if not Medium's. Other services have it at the
    /// API's origin unless `MEDIUM_AUTHORIZE_URL` says otherwise.
    fn authorize_url(&self) -> Option<String> {
        if self.sandbox.is_some() {
            return Some(self.url.clone());
        }
        let is_mediums = self.is_origin_of(Client::SERVER);
        environment::authorize_url().or_else(|| (!is_mediums).then(|| self.url.clone()))
    }

    /// Returns the website with its posts, feeds and editor. Other services have it at the API's
    /// origin.
    pub(crate) fn site(&self) -> Result<Url> {
        Ok(Url::parse(self.site_url())?)
    }

    /// Like [`Backend::site`], as text.
    pub(crate) fn site_url(&self) -> &str {
        if self.is_origin_of(Client::SERVER) {
            WEBSITE
        } else {
            &self.url
        }
    }

    /// Returns whether a URL belongs to that website. A sandbox uses another port in each run.
    pub(crate) fn is_site(&self, url: &Url) -> bool {
        let is_site = self.site().is_ok_and(|site| site.origin() == url.origin());
        is_site || self.sandbox.is_some() && checked_url::is_openable(url.as_str(), true)
    }

    /// Returns the sandbox of `--sandbox`.
    pub(crate) fn sandbox(&self) -> Option<&Sandbox> {
        self.sandbox.as_ref()
    }

    /// Returns whether `url` has the API's origin.
    pub(crate) fn is_origin_of(&self, url: &str) -> bool {
        is_same_origin(&self.url, url)
    }

    /// Returns the store's location. The store itself is opened by [`Backend::store`].
    pub(crate) fn store_location(&self) -> Result<StoreLocation, medium_store::Error> {
        StoreLocation::new(self.store_url.as_deref(), self.sandbox.is_some())
    }

    /// Returns the store, opened on first use.
    pub(crate) async fn store(&self) -> Result<&Store, medium_store::Error> {
        self.store
            .get_or_try_init(async || self.store_location()?.open().await)
            .await
    }

    /// Returns the account under which the store keeps a profile's or user's data.
    pub(crate) fn account(&self, name: &str) -> Account {
        match self.sandbox {
            Some(_) => Account::sandbox(name),
            None => Account::new(&self.url, name),
        }
    }

    /// Returns a URL from a response if it is safe to open.
    pub(crate) fn openable<'u>(&self, url: &'u str) -> Option<&'u str> {
        let is_local = self.url.starts_with("http://");
        Some(url).filter(|url| checked_url::is_openable(url, is_local))
    }

    /// Converts a URL for the store. A sandbox uses a new port each time, so its URLs are stored without
    /// the origin.
    pub(crate) fn to_stored_url<'u>(&self, url: &'u str) -> &'u str {
        match self.sandbox {
            Some(_) => url.strip_prefix(&self.url).unwrap_or(url),
            None => url,
        }
    }

    /// Returns the inverse of [`Backend::to_stored_url`].
    pub(crate) fn restore_url(&self, stored: &str) -> String {
        match self.sandbox {
            Some(_) if stored.starts_with('/') => format!("{}{stored}", self.url),
            _ => stored.to_owned(),
        }
    }

    /// Returns the login of `profile` and its record in the store.
    pub(crate) async fn login(
        &self,
        profile: &str,
    ) -> Result<Option<(LoginRecord, Login)>, medium_store::Error> {
        if self.store_location()?.is_new() {
            return Ok(None);
        }
        let record = self.store().await?.login(&self.account(profile));
        Ok(record.get().await?.map(|login| (record, login)))
    }

    /// Closes the store and stops the sandbox, with `--keep` after Ctrl-C.
    async fn close(self, keep_until: Option<Interrupt>, output: &Output) {
        if let Some(store) = self.store.into_inner() {
            store.close().await;
        }
        let Some(sandbox) = self.sandbox else {
            return;
        };
        if let Some(mut interrupt) = keep_until {
            output.info("The sandbox keeps running. Press Ctrl-C to stop it.");
            interrupt.received().await;
        }
        sandbox.stop().await;
    }
}

/// Checks `MEDIUM_API_URL`, also for commands that need no login. Clap checks `--api-url`.
fn checked_api_url(url: String) -> Result<String> {
    match args::api_url(&url) {
        Ok(url) => Ok(url),
        Err(_) => Err(Error::Usage(
            "MEDIUM_API_URL is not a URL; write one like https://api.medium.com",
        )),
    }
}

async fn start_sandbox(sandbox: SandboxBuilder, output: &Output) -> Result<Sandbox> {
    let state = store_location::sandbox_state()?;
    let sandbox = sandbox.state_file(state).start().await?;
    output.info("Using a sandbox on this machine, not Medium. Nothing is sent to the internet.");
    output.set_sandbox_url(sandbox.url());
    Ok(sandbox)
}
