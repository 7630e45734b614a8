//! The builder's proxy and root certificates, whatever the environment says.

use medium_api::types::User;
use medium_api::{Client, Error, reqwest};
use medium_sandbox::Sandbox;

use crate::recorder::{Behavior, Recorder};
use crate::tls::{FAR_FUTURE_YEAR, Issuer};
use crate::{BASIC, PASSWORD, TOKEN};

async fn me(builder: medium_api::Builder) -> Result<User, Error> {
    builder.token(TOKEN).build()?.me().await
}

#[tokio::test(flavor = "multi_thread")]
async fn trusts_the_builders_root_certificates() {
    let (issuer, another) = (Issuer::new("The Kop"), Issuer::new("The Main Stand"));
    let server = issuer.server("localhost", FAR_FUTURE_YEAR).await;
    let client = || Client::builder().origin(server.url()).no_proxy();
    let pem = |issuer: &Issuer| std::fs::read(issuer.file()).unwrap();

    let error = me(client()).await.unwrap_err();
    assert!(matches!(error, Error::Certificate { .. }), "{error}");
    let both = client().root_certificate(pem(&another));
    let user = me(both.root_certificate(pem(&issuer))).await;
    assert_eq!(user.unwrap().username, "robin");
    // Several in one file.
    let bundle = [pem(&another), pem(&issuer)].concat();
    me(client().root_certificate(bundle)).await.unwrap();
}

#[tokio::test]
async fn rejects_invalid_root_certificates() {
    let half = "-----BEGIN CERTIFICATE-----\nMIIB\n";
    for pem in ["", "The roots are elsewhere.\n", half] {
        let builder = Client::builder().root_certificate(pem).build();
        let error = builder.unwrap_err();
        let Error::Input { field, problem, .. } = &error else {
            panic!("{error}");
        };
        assert_eq!(field, "root_certificate", "{problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn https_uses_the_builders_proxy_and_hides_the_token() {
    let issuer = Issuer::new("The Kop");
    let server = issuer.server("localhost", FAR_FUTURE_YEAR).await;
    let proxy = Recorder::start(Behavior::Tunnels(server.address)).await;
    let client = Client::builder()
        .origin(server.url())
        .root_certificate(std::fs::read(issuer.file()).unwrap())
        .proxy(format!("http://user:{PASSWORD}@{}", proxy.address));
    let user = me(client).await.unwrap();
    assert_eq!(user.username, "robin");
    let [head] = &proxy.seen()[..] else {
        panic!("{:?}", proxy.seen());
    };
    assert!(head.starts_with("CONNECT localhost:"), "{head}");
    assert!(head.contains(&format!("Basic {BASIC}\r\n")), "{head}");
    assert!(!head.contains(TOKEN), "{head}");
}

/// The sandbox uses plain HTTP, for which the builder uses no proxy.
#[tokio::test(flavor = "multi_thread")]
async fn reaches_a_sandbox_through_an_http_clients_proxy() {
    let sandbox = Sandbox::start().await.unwrap();
    let proxy = Recorder::start(Behavior::Forwards(sandbox.address())).await;
    // An error means that another test installed it.
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let url = format!("http://{}", proxy.address);
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .proxy(reqwest::Proxy::all(url).unwrap())
        .build()
        .unwrap();
    let client = Client::builder()
        .origin(sandbox.url())
        .token(sandbox.token())
        .http_client(http)
        .build()
        .unwrap();
    client.me().await.unwrap();
    assert!(proxy.seen()[0].starts_with("GET http://127.0.0.1:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn names_the_builders_proxy_if_it_requires_a_login() {
    let proxy = Recorder::start(Behavior::RequiresLogin).await;
    let client = Client::builder().proxy(format!("http://{}", proxy.address));
    let error = me(client).await.unwrap_err();
    let message = "the proxy of Builder::proxy requires a user name";
    assert!(error.to_string().contains(message), "{error}");
}
