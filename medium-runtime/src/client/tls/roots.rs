//! The root certificates from the environment and the builder.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use rustls::crypto::CryptoProvider;
use rustls_platform_verifier::Verifier;

use super::certificate_error;
use crate::Error;

/// Parses the builder's certificates, which are PEM.
pub(super) fn parse(roots: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let mut certificates = Vec::new();
    for pem in roots {
        let before = certificates.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate
                .map_err(|error| certificate_error(&format!("can't be read ({error})")))?;
            certificates.push(certificate);
        }
        if certificates.len() == before {
            return Err(certificate_error("contains no certificate in PEM format"));
        }
    }
    Ok(certificates)
}

/// Trusts `roots` in addition to the system's certificates.
#[cfg(not(target_os = "android"))]
pub(super) fn verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Verifier, rustls::Error> {
    if roots.is_empty() {
        Verifier::new(provider)
    } else {
        Verifier::new_with_extra_roots(roots, provider)
    }
}

/// Android's verifier supports only the system's certificates.
#[cfg(target_os = "android")]
pub(super) fn verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Verifier, rustls::Error> {
    if roots.is_empty() {
        return Verifier::new(provider);
    }
    let problem = "Android supports only the system's root certificates";
    Err(rustls::Error::General(problem.to_owned()))
}

/// Rejects unreadable files, which the loader would ignore.
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

const ADVICE: &str = "set it to root certificates in PEM format, or unset it";

fn check_file(file: &OsStr) -> Result<(), String> {
    let path = Path::new(file).display();
    let unreadable = |error: String| format!("names {path}, which can't be read ({error})");
    let certificates =
        CertificateDer::pem_file_iter(file).map_err(|error| unreadable(error.to_string()))?;
    // Invalid certificates among valid ones are skipped, as by the loader.
    let mut broken = None;
    for certificate in certificates {
        match certificate {
            Ok(_) => return Ok(()),
            Err(error) => broken = broken.or(Some(unreadable(error.to_string()))),
        }
    }
    Err(broken.unwrap_or_else(|| format!("names {path}, which contains no certificate")))
}
