//! The connections of a client.

use url::Url;

use super::Builder;
use crate::proxy::{self, Proxy};
use crate::servers::to_this_machine;
use crate::{Error, tls};

impl<C> Builder<C> {
    /// The connections, and the variable that names their proxy.
    pub(super) fn http(
        &self,
        servers: &[(String, Url)],
    ) -> Result<(reqwest::Client, Option<&'static str>), Error> {
        if self.user_agent.trim().is_empty() {
            return Err(Error::input(
                "client",
                "user_agent",
                "is empty: say who calls",
            ));
        }
        let plain_only = servers.iter().all(|(_, url)| url.scheme() == "http");
        let client = reqwest::Client::builder()
            .user_agent(&self.user_agent)
            .connect_timeout(self.connect)
            .redirect(reqwest::redirect::Policy::none())
            // Ours alone decides, in `retry` (and has no exception for what an
            // HTTP/2 server refuses). Without a limit of none, reqwest copies
            // each request that it will not send again.
            .retry(reqwest::retry::never().max_retries_per_request(0));
        let client = tls::configure(to_this_machine(client, servers), plain_only)?;
        // Of what goes to this machine only, none is asked for.
        let proxy = match plain_only {
            true => None,
            false => Proxy::of(|variable| std::env::var_os(variable))?,
        };
        let (client, proxy) = proxy::configure(client, proxy);
        let client = client.build().map_err(|error| {
            Error::input(
                "client",
                "settings",
                format!("make no HTTP client: {error}"),
            )
        })?;
        Ok((client, proxy))
    }
}
