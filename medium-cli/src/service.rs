//! Which API a command works with: Medium's, another origin's, or a sandbox within this process.

use medium_api::{Builder, Client, operations};
use medium_sandbox::{Sandbox, SandboxBuilder};
use medium_store::{Account, Login, Store, TokenRecord};
use tokio::sync::OnceCell;
use url::Url;

use crate::args::Global;
use crate::credential_source::is_same_origin;
use crate::environment;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::link;
use crate::output::Output;
use crate::place::{self, Place};

/// Where people read and write on Medium.
const MEDIUM: &str = "https://medium.com";

/// The API, and what is kept of its accounts.
pub(crate) struct Service {
    /// The API's address.
    pub(crate) url: String,
    sandbox: Option<Running>,
    /// The store's address, if the user said where.
    named: Option<String>,
    store: OnceCell<Store>,
}

/// A sandbox, and how many posts it had when it started.
struct Running {
    sandbox: Sandbox,
    posts: usize,
}

impl Service {
    /// Runs `work` with the service, which may be a sandbox that starts and ends with it.
    pub(crate) async fn with<T>(
        global: &Global,
        output: &Output,
        work: impl AsyncFnOnce(&Self) -> Result<T>,
    ) -> Result<T> {
        Self::with_sandbox(Sandbox::builder(), global, output, work).await
    }

    /// The same, with a sandbox of one's own making, if it is to be one.
    pub(crate) async fn with_sandbox<T>(
        sandbox: SandboxBuilder,
        global: &Global,
        output: &Output,
        work: impl AsyncFnOnce(&Self) -> Result<T>,
    ) -> Result<T> {
        // Listened to from the start: whoever reads the address may be quicker than we are.
        let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
        let service = tokio::select! {
            service = Self::open(sandbox, global, output) => service?,
            signal = interrupt.came() => return Err(Error::Interrupted(signal)),
        };
        let result = tokio::select! {
            result = work(&service) => result,
            signal = interrupt.came() => Err(Error::Interrupted(signal)),
        };
        let keep = global.keep && result.is_ok();
        service.close(keep.then_some(interrupt), output).await;
        result
    }

    async fn open(sandbox: SandboxBuilder, global: &Global, output: &Output) -> Result<Self> {
        let sandbox = if global.sandbox {
            Some(start_sandbox(sandbox, output).await?)
        } else {
            None
        };
        let url = match (&sandbox, &global.api_url) {
            (Some(running), _) => running.sandbox.url().to_owned(),
            (None, Some(url)) => url.clone(),
            (None, None) => environment::api_url(),
        };
        Ok(Self {
            url,
            sandbox,
            named: global.store.clone().or_else(environment::store),
            store: OnceCell::new(),
        })
    }

    /// A client of this service, but for the credential.
    pub(crate) fn client(&self) -> Builder {
        let builder = Client::builder()
            .api_url(&self.url)
            .user_agent(environment::user_agent());
        match self.authorize_url() {
            Some(url) => builder.server(operations::AUTHORIZE.server, url),
            None => builder,
        }
    }

    /// Where its users are asked for their consent, if it is not where Medium does. A service of
    /// somebody's own does it where its API is, unless they say otherwise.
    fn authorize_url(&self) -> Option<String> {
        if self.sandbox.is_some() {
            return Some(self.url.clone());
        }
        let is_mediums = self.is_origin_of(Client::SERVER);
        environment::authorize_url().or_else(|| (!is_mediums).then(|| self.url.clone()))
    }

    /// Where its posts, feeds and editor are: a service of somebody's own has them where its API is.
    pub(crate) fn site(&self) -> Result<Url> {
        let is_mediums = self.is_origin_of(Client::SERVER);
        let site = if is_mediums { MEDIUM } else { &self.url };
        Ok(Url::parse(site)?)
    }

    /// Whether an address is of that site.
    pub(crate) fn is_site(&self, url: &Url) -> bool {
        self.site().is_ok_and(|site| site.origin() == url.origin())
    }

    /// The sandbox, if it is one within this process.
    pub(crate) fn sandbox(&self) -> Option<&Sandbox> {
        self.sandbox.as_ref().map(|running| &running.sandbox)
    }

    /// Whether `url` is of the same origin.
    pub(crate) fn is_origin_of(&self, url: &str) -> bool {
        is_same_origin(&self.url, url)
    }

    /// Where things are kept. Nothing is made or read before [`Service::store`].
    pub(crate) fn place(&self) -> Result<Place, medium_store::Error> {
        Place::of(self.named.as_deref(), self.sandbox.is_some())
    }

    /// The store, opened when it is first asked for.
    pub(crate) async fn store(&self) -> Result<&Store, medium_store::Error> {
        self.store
            .get_or_try_init(async || self.place()?.open().await)
            .await
    }

    /// What the store calls the account of a profile, or of a user's id.
    pub(crate) fn account(&self, name: &str) -> Account {
        match self.sandbox {
            Some(_) => Account::sandbox(name),
            None => Account::new(&self.url, name),
        }
    }

    /// An address that this service named, if somebody may open it.
    pub(crate) fn link<'u>(&self, address: &'u str) -> Option<&'u str> {
        let is_local = self.url.starts_with("http://");
        Some(address).filter(|address| link::is_openable(address, is_local))
    }

    /// An address of this service as it is kept. A sandbox has another port each time, so its
    /// addresses are kept without their beginning.
    pub(crate) fn kept<'u>(&self, url: &'u str) -> &'u str {
        match self.sandbox {
            Some(_) => url.strip_prefix(&self.url).unwrap_or(url),
            None => url,
        }
    }

    /// The address that was [`kept`](Self::kept).
    pub(crate) fn address(&self, kept: &str) -> String {
        match self.sandbox {
            Some(_) if kept.starts_with('/') => format!("{}{kept}", self.url),
            _ => kept.to_owned(),
        }
    }

    /// Where the login of `profile` is kept, and the login if there is one.
    pub(crate) async fn login(
        &self,
        profile: &str,
    ) -> Result<Option<(TokenRecord, Login)>, medium_store::Error> {
        if self.place()?.is_new() {
            return Ok(None);
        }
        let record = self.store().await?.tokens(&self.account(profile));
        Ok(record.get().await?.map(|login| (record, login)))
    }

    /// Closes the store, whatever became of the command, and ends the sandbox: with `--keep` when
    /// its user has seen enough.
    async fn close(self, keep_until: Option<Interrupt>, output: &Output) {
        if let Some(store) = self.store.into_inner() {
            store.close().await;
        }
        let Some(Running { sandbox, posts }) = self.sandbox else {
            return;
        };
        if let Some(mut interrupt) = keep_until {
            output.talk("The sandbox goes on serving that page. Press Ctrl-C to end it.");
            interrupt.came().await;
        } else if sandbox.posts().len() > posts {
            output.talk(
                "The sandbox has ended with this command, so that address no longer works. What was \
                 published is kept: to look at it in a browser, add --keep.",
            );
        }
        sandbox.stop().await;
    }
}

async fn start_sandbox(sandbox: SandboxBuilder, output: &Output) -> Result<Running> {
    let state = place::sandbox_state()?;
    let sandbox = sandbox.state(state).start().await?;
    output.talk("This is a sandbox on your machine, not Medium: nothing reaches the internet.");
    let posts = sandbox.posts().len();
    Ok(Running { sandbox, posts })
}
