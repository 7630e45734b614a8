//! The builder's own proxy and root certificates, whatever the environment says.

use medium_api::types::User;
use medium_api::{Client, Error};

use crate::recorder::{Manner, Recorder};
use crate::tls::Issuer;
use crate::{BASIC, PASSWORD, TOKEN};

/// Far enough.
const LATER: i32 = 2999;

async fn me(builder: medium_api::Builder) -> Result<User, Error> {
    builder.token(TOKEN).build()?.me().await
}

#[tokio::test(flavor = "multi_thread")]
async fn root_certificates_of_the_builder_are_trusted_beside_others() {
    let (issuer, another) = (Issuer::new("The Kop"), Issuer::new("The Main Stand"));
    let server = issuer.server("localhost", LATER).await;
    let client = || Client::builder().environment(server.url()).no_proxy();
    let pem = |issuer: &Issuer| std::fs::read(issuer.file()).expect("a file");

    let error = me(client()).await.expect_err("nobody trusts it");
    assert!(matches!(error, Error::Certificate { .. }), "{error}");
    let both = client().root_certificate(pem(&another));
    let user = me(both.root_certificate(pem(&issuer))).await;
    assert_eq!(user.expect("it is trusted").username, "robin");
    // Several in one file.
    let bundle = [pem(&another), pem(&issuer)].concat();
    me(client().root_certificate(bundle))
        .await
        .expect("likewise");
}

#[tokio::test]
async fn a_root_certificate_that_is_none_is_refused() {
    let half = "-----BEGIN CERTIFICATE-----\nMIIB\n";
    for pem in ["", "The roots are elsewhere.\n", half] {
        let builder = Client::builder().root_certificate(pem).build();
        let error = builder.expect_err("it is none");
        let Error::Input { field, problem, .. } = &error else {
            panic!("{error}");
        };
        assert_eq!(field, "root_certificate", "{problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn https_goes_through_the_proxy_of_the_builder_which_sees_no_token() {
    let issuer = Issuer::new("The Kop");
    let server = issuer.server("localhost", LATER).await;
    let proxy = Recorder::start(Manner::Connects(server.address)).await;
    let client = Client::builder()
        .environment(server.url())
        .root_certificate(std::fs::read(issuer.file()).expect("a file"))
        .proxy(format!("http://user:{PASSWORD}@{}", proxy.address));
    let user = me(client).await.expect("it is connected");
    assert_eq!(user.username, "robin");
    let [head] = &proxy.seen()[..] else {
        panic!("{:?}", proxy.seen());
    };
    assert!(head.starts_with("CONNECT localhost:"), "{head}");
    assert!(head.contains(&format!("Basic {BASIC}\r\n")), "{head}");
    assert!(!head.contains(TOKEN), "{head}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_of_the_builder_that_asks_for_a_login_is_named() {
    let proxy = Recorder::start(Manner::Refuses).await;
    let far = Client::builder().proxy(format!("http://{}", proxy.address));
    let error = me(far).await.expect_err("it lets nothing through");
    let words = "the proxy of Builder::proxy requires a user name";
    assert!(error.to_string().contains(words), "{error}");
}
