//! Clients from environment variables.

use crate::{Builder, Client, Error, operations};

impl Client {
    /// Creates a client from the environment: see [`builder_from_env`](Self::builder_from_env).
    ///
    /// # Errors
    ///
    /// Like [`builder_from_env`](Self::builder_from_env) and [`Builder::build`].
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Creates a builder from the environment.
    ///
    /// | variable | value |
    /// |---|---|
    /// | `MEDIUM_TOKEN` | the token (required) |
    /// | `MEDIUM_API_URL` | the origin of another service, such as a sandbox ([`Builder::origin`]). The token must be valid there |
    /// | `MEDIUM_AUTHORIZE_URL` | the origin of the login page, if it differs |
    ///
    /// [`Builder::build`] also reads `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`,
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR`, for any client.
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
    /// [`Error::Input`] if `MEDIUM_TOKEN` is not set.
    pub fn builder_from_env() -> Result<Builder, Error> {
        let variable = |name: &str| {
            let value = std::env::var(name).ok()?;
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let token = variable("MEDIUM_TOKEN").ok_or_else(|| {
            let problem = "is not set: set it to an integration token";
            Error::input("client", "MEDIUM_TOKEN", problem)
        })?;
        let mut builder = Self::builder().token(token);
        if let Some(url) = variable("MEDIUM_API_URL") {
            builder = Self::with_origin(builder, &url);
        }
        if let Some(url) = variable("MEDIUM_AUTHORIZE_URL") {
            builder = builder.server(operations::AUTHORIZE.server, url);
        }
        Ok(builder)
    }

    /// Replaces the servers with this origin, unless it is Medium's, where the login page has
    /// another origin than the API.
    pub(crate) fn with_origin(builder: Builder, url: &str) -> Builder {
        if url.trim_end_matches('/') == Self::SERVER {
            builder
        } else {
            builder.origin(url)
        }
    }
}
