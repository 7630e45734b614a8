//! Configures TLS: rustls on ring by default, passed to reqwest as a configuration, so no
//! process-wide provider is installed. With the feature `native-tls` and without `rustls`, the system's TLS
//! library. With neither, only plain HTTP to this machine is possible.

use reqwest::ClientBuilder;

use super::Error;

/// Whether `SSL_CERT_FILE` is read. The verifiers of other platforms ignore it.
#[cfg(feature = "rustls")]
const READS_SSL_CERT_FILE: bool = cfg!(all(
    unix,
    not(target_os = "android"),
    not(target_vendor = "apple")
));

/// Configures TLS, with the certificates in `roots` (PEM) in addition to the system's root
/// certificates. For plain HTTP only, those are not loaded.
#[cfg(feature = "rustls")]
pub(crate) fn configure(
    client: ClientBuilder,
    plain_only: bool,
    roots: &[Vec<u8>],
) -> Result<ClientBuilder, Error> {
    use std::sync::Arc;

    use rustls::crypto::ring;
    use rustls::{ClientConfig, RootCertStore};

    let invalid = |error: rustls::Error| {
        let problem = format!("can't be set up: {error}; install the system's root certificates");
        Error::input("client", "tls", problem)
    };
    let roots = roots::parse(roots)?;
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(invalid)?;
    let config = if plain_only {
        config.with_root_certificates(RootCertStore::empty())
    } else {
        if READS_SSL_CERT_FILE {
            roots::check(|variable| std::env::var_os(variable))?;
        }
        let verifier = roots::verifier(roots, provider).map_err(invalid)?;
        config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
    };
    Ok(client.tls_backend_preconfigured(config.with_no_client_auth()))
}

/// Configures TLS. The TLS library loads the system's certificates.
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
            _ => return Err(certificate_error("contains no certificate in PEM format")),
        }
    }
    Ok(client.tls_backend_native().tls_certs_merge(certificates))
}

/// Rejects certificates, as no TLS was compiled in.
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

/// Returns the error of an invalid root certificate.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn certificate_error(problem: &str) -> Error {
    let problem = format!("{problem}: pass the content of a file such as ca.pem");
    Error::input("client", "root_certificate", problem)
}

/// Returns the problem with the server's certificate, if that is why the connection failed.
#[cfg(feature = "rustls")]
pub(crate) fn certificate_problem(error: &reqwest::Error) -> Option<String> {
    match rustls_error(error) {
        Some(rustls::Error::InvalidCertificate(problem)) => Some(message(problem)),
        _ => None,
    }
}

/// Finds the rustls error among the causes. An error in an `io::Error` is not its
/// source but wrapped, possibly several times.
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

/// Returns the problem with a server's certificate, if the error has one. The systems' TLS
/// libraries report it only in a message, which always contains this word.
#[cfg(not(feature = "rustls"))]
pub(crate) fn certificate_problem(error: &reqwest::Error) -> Option<String> {
    let problem = super::transport_error::chain(error);
    problem.contains("certificate").then_some(problem)
}

#[cfg(feature = "rustls")]
mod roots;
