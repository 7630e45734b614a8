//! TLS of our own: rustls on ring, handed to reqwest ready-made, so that no
//! process-wide provider is installed over the head of the program.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::ring;

use super::Error;

/// Gives `client` its TLS. Where it will speak plain HTTP only (to this
/// machine), no root certificates are loaded.
pub(crate) fn configure(
    client: reqwest::ClientBuilder,
    plain_only: bool,
) -> Result<reqwest::ClientBuilder, Error> {
    let refused = |error: rustls::Error| {
        Error::input("client", "tls", format!("could not be set up: {error}"))
    };
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(refused)?;
    let config = if plain_only {
        config.with_root_certificates(rustls::RootCertStore::empty())
    } else {
        let verifier = rustls_platform_verifier::Verifier::new(provider).map_err(refused)?;
        config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
    };
    Ok(client.tls_backend_preconfigured(config.with_no_client_auth()))
}
