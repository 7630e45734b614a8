//! TLS: rustls on ring by default, handed to reqwest ready-made, so that no
//! process-wide provider is installed over the head of the program. With the
//! feature `native-tls` and without `rustls`, the system's own. With neither,
//! plain HTTP to this machine is all there is.

use reqwest::ClientBuilder;

use super::Error;

/// What to do about a certificate that is not accepted.
pub(crate) const CERTIFICATE_ADVICE: &str = if SSL_CERT_FILE_COUNTS {
    "check the address and this machine's clock; where a company or a proxy issues certificates of its own, name the file of its root certificate in SSL_CERT_FILE"
} else {
    "check the address and this machine's clock; where a company or a proxy issues certificates of its own, add its root certificate to those that this system trusts"
};

/// Elsewhere the system's own verifier is asked, which does not know it.
const SSL_CERT_FILE_COUNTS: bool = cfg!(all(
    feature = "rustls",
    unix,
    not(target_os = "android"),
    not(target_vendor = "apple")
));

/// Gives `client` its TLS. Where it will speak plain HTTP only (to this
/// machine), no root certificates are loaded.
#[cfg(feature = "rustls")]
pub(crate) fn configure(client: ClientBuilder, plain_only: bool) -> Result<ClientBuilder, Error> {
    use std::sync::Arc;

    use rustls::crypto::ring;
    use rustls::{ClientConfig, RootCertStore};

    let refused = |error: rustls::Error| {
        let problem = format!("could not be set up: {error}; are root certificates installed?");
        Error::input("client", "tls", problem)
    };
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

/// What is wrong with the server's certificate, where that is why there is no
/// connection. rustls tells the names in it, or when it ended, if that is the
/// problem.
#[cfg(feature = "rustls")]
pub(crate) fn certificate_problem(error: &reqwest::Error) -> Option<String> {
    match rustls_error(error) {
        Some(rustls::Error::InvalidCertificate(problem)) => Some(words(problem)),
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
fn words(problem: &rustls::CertificateError) -> String {
    match problem {
        rustls::CertificateError::UnknownIssuer => {
            "this machine does not trust its issuer".to_owned()
        }
        other => other.to_string(),
    }
}

/// The system's TLS tells it in words only, and OpenSSL's and the others' all
/// have this one.
#[cfg(not(feature = "rustls"))]
pub(crate) fn certificate_problem(error: &reqwest::Error) -> Option<String> {
    let problem = super::failure::chain(error);
    problem.contains("certificate").then_some(problem)
}

/// The root certificates that the environment names.
#[cfg(feature = "rustls")]
mod roots {
    use std::ffi::{OsStr, OsString};
    use std::path::Path;

    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    use super::Error;

    /// Refuses what can't be read: the loader would pass over it in silence, and
    /// every certificate would be called unknown.
    pub(super) fn check(variable: impl Fn(&str) -> Option<OsString>) -> Result<(), Error> {
        if let Some(file) = variable("SSL_CERT_FILE") {
            check_file(&file).map_err(|problem| {
                Error::input("client", "SSL_CERT_FILE", format!("{problem}: {ADVICE}"))
            })?;
        }
        for folder in std::env::split_paths(&variable("SSL_CERT_DIR").unwrap_or_default()) {
            if !folder.as_os_str().is_empty()
                && let Err(error) = std::fs::read_dir(&folder)
            {
                let problem = format!("names {}, which can't be read ({error})", folder.display());
                return Err(Error::input(
                    "client",
                    "SSL_CERT_DIR",
                    format!("{problem}: {ADVICE}"),
                ));
            }
        }
        Ok(())
    }

    const ADVICE: &str = "name one that holds root certificates as PEM, or unset it";

    fn check_file(file: &OsStr) -> Result<(), String> {
        let shown = Path::new(file).display();
        let unreadable = |error: String| format!("names {shown}, which can't be read ({error})");
        let certificates =
            CertificateDer::pem_file_iter(file).map_err(|error| unreadable(error.to_string()))?;
        // As the loader does, one that is broken among good ones is passed over.
        let mut broken = None;
        for certificate in certificates {
            match certificate {
                Ok(_) => return Ok(()),
                Err(error) => broken = broken.or(Some(unreadable(error.to_string()))),
            }
        }
        Err(broken.unwrap_or_else(|| format!("names {shown}, which holds no certificate")))
    }
}
