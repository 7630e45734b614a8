//! Connections of one's own: an HTTP client that is shared, a proxy, root certificates.
//!
//! ```sh
//! MEDIUM_TOKEN=… cargo run --example custom_http_client
//! ```

use std::time::Duration;

use medium_api::{Client, http, reqwest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Most programs need no more than the builder's own settings.
    let mut builder = Client::builder_from_env()?
        .connect_timeout(Duration::from_secs(3))
        .user_agent("my-blog/1.0")
        .default_header("x-team", http::HeaderValue::from_static("editors"));
    if let Ok(proxy) = std::env::var("MY_PROXY") {
        builder = builder.proxy(proxy);
    }
    if let Ok(file) = std::env::var("MY_ROOT_CERTIFICATE") {
        builder = builder.root_certificate(std::fs::read(file)?);
    }
    println!("{} by our settings", builder.build()?.me().await?.name);

    // An HTTP client as the builder makes it, shared by the clients of several users.
    let shared = Client::builder_from_env()?.build_http()?;
    for _user in 0..2 {
        let medium = Client::builder_from_env()?
            .http_client(shared.clone())
            .build()?;
        println!("{} by shared connections", medium.me().await?.name);
    }

    // Or one that is set up in a way of its own. It must not follow redirects, which could
    // send a post twice, nor take plain HTTP to this machine through a proxy.
    let own = reqwest_builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .pool_max_idle_per_host(4)
        .tcp_keepalive(Duration::from_secs(30))
        .build()?;
    let medium = Client::builder_from_env()?.http_client(own).build()?;
    println!("{} by our HTTP client", medium.me().await?.name);
    Ok(())
}

/// `reqwest::Client::builder()`. Where your Cargo.toml names reqwest with one of its own
/// features for TLS, as its default is, the provider is not needed.
fn reqwest_builder() -> reqwest::ClientBuilder {
    // An error means that there is one already, which will do.
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
}
