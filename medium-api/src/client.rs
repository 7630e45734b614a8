//! Clients from the environment.

use crate::{Builder, Client, Error, operations};

impl Client {
    /// A client from the environment: see
    /// [`builder_from_env`](Self::builder_from_env), which can be given more.
    ///
    /// # Errors
    ///
    /// As [`builder_from_env`](Self::builder_from_env) and [`Builder::build`].
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Sets up a client from the environment.
    ///
    /// | variable | what |
    /// |---|---|
    /// | `MEDIUM_TOKEN` | the token: needed |
    /// | `MEDIUM_API_URL` | the environment, where it is not Medium: a sandbox, say ([`Builder::environment`]). The token belongs there |
    /// | `MEDIUM_AUTHORIZE_URL` | the origin of the page for logging in, where that is elsewhere |
    ///
    /// What [`Builder::build`] reads by itself counts as for any client:
    /// `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    ///
    /// ```no_run
    /// # fn example() -> Result<(), medium_api::Error> {
    /// use std::time::Duration;
    ///
    /// let medium = medium_api::Client::builder_from_env()?
    ///     .timeout(Duration::from_secs(60))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where `MEDIUM_TOKEN` is not set.
    pub fn builder_from_env() -> Result<Builder, Error> {
        let set = |name: &str| {
            let value = std::env::var(name).ok()?;
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let token = set("MEDIUM_TOKEN").ok_or_else(|| {
            let problem = "is not set: export an integration token of yours";
            Error::input("client", "MEDIUM_TOKEN", problem)
        })?;
        let mut builder = Self::builder().token(token);
        if let Some(url) = set("MEDIUM_API_URL") {
            builder = Self::in_environment(builder, &url);
        }
        if let Some(url) = set("MEDIUM_AUTHORIZE_URL") {
            builder = builder.server(operations::AUTHORIZE.server, url);
        }
        Ok(builder)
    }

    /// Medium itself has its page for logging in at another origin than its API, and
    /// a stand-in has both at one.
    pub(crate) fn in_environment(builder: Builder, url: &str) -> Builder {
        match url.trim_end_matches('/') == Self::SERVER {
            true => builder,
            false => builder.environment(url),
        }
    }
}
