//! Clients from the environment.

use crate::{Client, Error, operations};

impl Client {
    /// A client from the environment: `MEDIUM_TOKEN`, and for other places than
    /// Medium's own `MEDIUM_API_URL` (an origin; default
    /// `https://api.medium.com`) and `MEDIUM_AUTHORIZE_URL` (default
    /// `https://medium.com`). The token belongs to `MEDIUM_API_URL`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where `MEDIUM_TOKEN` is not set, and as
    /// [`Builder::build`](crate::Builder::build).
    pub fn from_env() -> Result<Self, Error> {
        let set = |name: &str| {
            std::env::var(name)
                .ok()
                .filter(|value| !value.trim().is_empty())
        };
        let token = set("MEDIUM_TOKEN").ok_or_else(|| {
            Error::input(
                "client",
                "MEDIUM_TOKEN",
                "is not set: export an integration token of yours",
            )
        })?;
        let mut builder = Self::builder().token(token.trim());
        if let Some(url) = set("MEDIUM_API_URL") {
            builder = builder.api_url(url);
        }
        if let Some(url) = set("MEDIUM_AUTHORIZE_URL") {
            builder = builder.server(operations::AUTHORIZE.server, url);
        }
        builder.build()
    }
}
