//! TLS: rustls on ring by default, handed to reqwest ready-made, so that no
//! process-wide provider is installed over the head of the program. With the
//! feature `native-tls` and without `rustls`, the system's own. With neither,
//! plain HTTP to this machine is all there is.

use reqwest::ClientBuilder;

use super::Error;

/// Elsewhere the system's own verifier is asked, which does not know it.
const SSL_CERT_FILE_COUNTS: bool = cfg!(all(
    feature = "rustls",
    unix,
    not(target_os = "android"),
    not(target_vendor = "apple")
));

/// Gives `client` its TLS, which trusts the certificates in `roots` (PEM) beside
/// the system's. Where it will speak plain HTTP only (to this machine), the system's
/// are not loaded.
#[cfg(feature = "rustls")]
pub(crate) fn configure(
    client: ClientBuilder,
    plain_only: bool,
    roots: &[Vec<u8>],
) -> Result<ClientBuilder, Error> {
    use std::sync::Arc;

    use rustls::crypto::ring;
    use rustls::{ClientConfig, RootCertStore};

    let refused = |error: rustls::Error| {
        let problem = format!("could not be set up: {error}; are root certificates installed?");
        Error::input("client", "tls", problem)
    };
    let roots = roots::given(roots)?;
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(refused)?;
    let config = if plain_only {
        config.with_root_certificates(RootCertStore::empty())
    } else {
        if SSL_CERT_FILE_COUNTS {
            roots::check(|variable| std::env::var_os(variable))?;
        }
        let verifier = roots::verifier(roots, provider).map_err(refused)?;
        config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
    };
    Ok(client.tls_backend_preconfigured(config.with_no_client_auth()))
}

/// The system's TLS loads its certificates by itself.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(crate) fn configure(
    client: ClientBuilder,
    _plain_only: bool,
    roots: &[Vec<u8>],
) -> Result<ClientBuilder, Error> {
    let mut certificates = Vec::new();
    for pem in roots {
        match reqwest::Certificate::from_pem_bundle(pem) {
            Ok(found) if !found.is_empty() => certificates.extend(found),
            _ => return Err(no_certificate("holds no certificate in PEM")),
        }
    }
    Ok(client.tls_backend_native().tls_certs_merge(certificates))
}

/// No TLS was compiled in.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(crate) fn configure(
    client: ClientBuilder,
    plain_only: bool,
    _roots: &[Vec<u8>],
) -> Result<ClientBuilder, Error> {
    if plain_only {
        return Ok(client);
    }
    Err(Error::input(
        "client",
        "tls",
        "was not compiled in: enable the feature rustls or native-tls of medium-runtime",
    ))
}

/// A root certificate that the builder was given is none.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn no_certificate(problem: &str) -> Error {
    let problem = format!("{problem}: give the text of a file such as ca.pem");
    Error::input("client", "root_certificate", problem)
}

/// What is wrong with the server's certificate, where that is why there is no
/// connection. rustls says which names are in it, or when it expired, if that is the
/// problem.
#[cfg(feature = "rustls")]
pub(crate) fn certificate_problem(error: &reqwest::Error) -> Option<String> {
    match rustls_error(error) {
        Some(rustls::Error::InvalidCertificate(problem)) => Some(message(problem)),
        _ => None,
    }
}

/// The error of rustls that lies under another one. What an I/O error wraps is
/// not its source, but it itself, and several may wrap each other.
#[cfg(feature = "rustls")]
fn rustls_error<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(found) = error.downcast_ref() {
        return Some(found);
    }
    let io = error.downcast_ref::<std::io::Error>();
    match io.and_then(std::io::Error::get_ref) {
        Some(wrapped) => rustls_error(wrapped),
        None => rustls_error(error.source()?),
    }
}

#[cfg(feature = "rustls")]
fn message(problem: &rustls::CertificateError) -> String {
    match problem {
        rustls::CertificateError::UnknownIssuer => {
            "this machine does not trust its issuer".to_owned()
        }
        other => other.to_string(),
    }
}

/// The system's TLS reports it only in words, and OpenSSL's and the others' all
/// have this one.
#[cfg(not(feature = "rustls"))]
pub(crate) fn certificate_problem(error: &reqwest::Error) -> Option<String> {
    let problem = super::failure::chain(error);
    problem.contains("certificate").then_some(problem)
}

#[cfg(feature = "rustls")]
mod roots;
