//! TLS: rustls on ring by default, handed to reqwest ready-made, so that no
//! process-wide provider is installed over the head of the program. With the
//! feature `native-tls` and without `rustls`, the system's own. With neither,
//! plain HTTP to this machine is all there is.

use reqwest::ClientBuilder;

use super::Error;

/// Gives `client` its TLS. Where it will speak plain HTTP only (to this
/// machine), no root certificates are loaded.
#[cfg(feature = "rustls")]
pub(crate) fn configure(client: ClientBuilder, plain_only: bool) -> Result<ClientBuilder, Error> {
    use std::sync::Arc;

    use rustls::crypto::ring;
    use rustls::{ClientConfig, RootCertStore};

    let refused = |error: rustls::Error| {
        Error::input("client", "tls", format!("could not be set up: {error}"))
    };
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(refused)?;
    let config = if plain_only {
        config.with_root_certificates(RootCertStore::empty())
    } else {
        let verifier = rustls_platform_verifier::Verifier::new(provider).map_err(refused)?;
        config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
    };
    Ok(client.tls_backend_preconfigured(config.with_no_client_auth()))
}

/// The system's TLS loads its certificates by itself.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(crate) fn configure(client: ClientBuilder, _plain_only: bool) -> Result<ClientBuilder, Error> {
    Ok(client.tls_backend_native())
}

/// No TLS was compiled in.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(crate) fn configure(client: ClientBuilder, plain_only: bool) -> Result<ClientBuilder, Error> {
    if plain_only {
        return Ok(client);
    }
    Err(Error::input(
        "client",
        "tls",
        "was not compiled in: enable the feature rustls or native-tls of medium-runtime",
    ))
}
