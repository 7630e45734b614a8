//! Certificates: errors name host and problem, and are not retried.

use crate::tls::{FAR_FUTURE_YEAR, Issuer};
use crate::{UNREACHABLE, call_in_child};

#[tokio::test(flavor = "multi_thread")]
async fn an_untrusted_certificate_names_the_host_and_the_setting() {
    let (issuer, trusted) = (Issuer::new("A Proxy"), Issuer::new("The Kop"));
    let server = issuer.server("localhost", FAR_FUTURE_YEAR).await;
    let roots = trusted.file();
    let text = call_in_child(
        &server.url(),
        &[("SSL_CERT_FILE", &roots.to_string_lossy())],
    )
    .await;
    assert!(text.contains("failed: certificate: "), "{text}");
    assert!(
        text.contains("the certificate of localhost was not accepted"),
        "{text}"
    );
    assert!(
        text.contains("this machine does not trust its issuer"),
        "{text}"
    );
    assert!(text.contains("Builder::root_certificate"), "{text}");
    assert_eq!(server.connections(), 1, "a retry would fail, too");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn reads_ssl_cert_file() {
    let issuer = Issuer::new("The Kop");
    let roots = issuer.file().to_string_lossy().into_owned();
    let server = issuer.server("localhost", FAR_FUTURE_YEAR).await;
    let text = call_in_child(&server.url(), &[("SSL_CERT_FILE", &roots)]).await;
    assert!(text.contains("called: robin"), "{text}");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn reports_certificates_of_other_hosts_and_expired_ones() {
    let issuer = Issuer::new("The Kop");
    let roots = issuer.file().to_string_lossy().into_owned();
    for (name, last_year, message) in [
        ("goodison.example", FAR_FUTURE_YEAR, "goodison.example"),
        ("localhost", 2001, "expired"),
    ] {
        let server = issuer.server(name, last_year).await;
        let text = call_in_child(&server.url(), &[("SSL_CERT_FILE", &roots)]).await;
        let line = text
            .lines()
            .find(|line| line.starts_with("failed: certificate: "));
        assert!(line.is_some_and(|line| line.contains(message)), "{text}");
        assert_eq!(server.connections(), 1);
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn rejects_unreadable_root_certificates() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.to_string_lossy().into_owned()
    };
    let missing = folder
        .path()
        .join("missing.pem")
        .to_string_lossy()
        .into_owned();
    let half = "-----BEGIN CERTIFICATE-----\nMIIB\n";
    for (variable, value) in [
        ("SSL_CERT_FILE", missing.clone()),
        ("SSL_CERT_FILE", String::new()),
        ("SSL_CERT_FILE", file("empty.pem", "")),
        (
            "SSL_CERT_FILE",
            file("notes.txt", "The roots are elsewhere.\n"),
        ),
        ("SSL_CERT_FILE", file("half.pem", half)),
        ("SSL_CERT_DIR", missing),
    ] {
        let text = call_in_child(UNREACHABLE, &[(variable, &value)]).await;
        let start = format!("not built: input: client: {variable} names ");
        assert!(text.contains(&start), "{variable}={value}: {text}");
    }
}
