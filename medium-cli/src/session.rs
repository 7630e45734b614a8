//! Which account a command works with: Medium's, or one in a sandbox. The two never meet.

use anyhow::{Context, anyhow, bail};
use medium_api::Client;
use medium_sandbox::Sandbox;
use url::Url;

use crate::args::Global;
use crate::failure::{NotLoggedIn, TokenElsewhere};
use crate::interrupt::Interrupt;
use crate::output::Output;

const USER_AGENT: &str = concat!("medium-cli/", env!("CARGO_PKG_VERSION"));

/// A client with its credential, and the sandbox that it talks to, if it does.
pub(crate) struct Session {
    pub(crate) client: Client,
    sandbox: Option<Sandbox>,
}

impl Session {
    /// Runs `work` with an account, which may be one of a sandbox that starts and ends with it.
    pub(crate) async fn with<T>(
        global: &Global,
        output: &Output,
        work: impl AsyncFnOnce(&Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        // Listened to from the start: whoever reads the address may be quicker than we are.
        let mut interrupt = Interrupt::listen(global.keep)?;
        let session = Self::open(global, output).await?;
        let result = tokio::select! {
            result = work(&session) => result,
            () = interrupt.came() => Err(anyhow!("interrupted")),
        };
        session.close(interrupt, output, result.is_ok()).await;
        result
    }

    /// Finds the account, or starts a sandbox. The environment is asked in the first case alone.
    async fn open(global: &Global, output: &Output) -> anyhow::Result<Self> {
        if global.sandbox {
            return Self::in_sandbox(output).await;
        }
        let token = variable("MEDIUM_TOKEN").ok_or(NotLoggedIn)?;
        let token_url = variable("MEDIUM_API_URL").unwrap_or_else(|| Client::SERVER.to_owned());
        let url = global.api_url.clone().unwrap_or_else(|| token_url.clone());
        if !same_origin(&url, &token_url) {
            bail!(TokenElsewhere { token_url, url });
        }
        let user_agent = variable("MEDIUM_USER_AGENT").unwrap_or_else(|| USER_AGENT.to_owned());
        let builder = Client::builder()
            .token(token)
            .user_agent(user_agent)
            .api_url(url);
        Ok(Self {
            client: builder.build()?,
            sandbox: None,
        })
    }

    async fn in_sandbox(output: &Output) -> anyhow::Result<Self> {
        let sandbox = Sandbox::start()
            .await
            .context("the sandbox did not start")?;
        output.talk("This is a sandbox on your machine, not Medium: nothing reaches the internet.");
        let client = Client::builder()
            .api_url(sandbox.url())
            .authorize_url(sandbox.url())
            .token(sandbox.token())
            .user_agent(USER_AGENT)
            .build()?;
        Ok(Self {
            client,
            sandbox: Some(sandbox),
        })
    }

    /// Ends the sandbox, with `--keep` when its user has seen enough.
    async fn close(self, mut interrupt: Interrupt, output: &Output, went_well: bool) {
        let Some(sandbox) = self.sandbox.filter(|_| went_well) else {
            return;
        };
        if interrupt.is_listening() {
            output.talk("The sandbox goes on serving that page. Press Ctrl-C to end it.");
            interrupt.came().await;
        } else if !sandbox.posts().is_empty() {
            output.talk(
                "The sandbox has ended, and the post with it. \
                 To look at it in a browser, add --keep.",
            );
        }
    }
}

/// Whether both are one service; addresses that are none are complained of elsewhere.
fn same_origin(one: &str, other: &str) -> bool {
    match (Url::parse(one), Url::parse(other)) {
        (Ok(one), Ok(other)) => one.origin() == other.origin(),
        _ => one == other,
    }
}

/// A variable of the environment; set to nothing is not set.
fn variable(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}
