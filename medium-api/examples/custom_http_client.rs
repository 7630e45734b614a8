//! Custom connections: a shared HTTP client, a proxy, root certificates.
//!
//! ```sh
//! MEDIUM_TOKEN=… cargo run --example custom_http_client
//! ```

use std::time::Duration;

use medium_api::{Client, http, reqwest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Most programs need only the builder's settings.
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
    println!(
        "{} with builder settings",
        builder.build()?.me().await?.name
    );

    // An HTTP client from the builder, shared by the clients of several users.
    let shared = Client::builder_from_env()?.build_http()?;
    for _user in 0..2 {
        let medium = Client::builder_from_env()?
            .http_client(shared.clone())
            .build()?;
        println!("{} with shared connections", medium.me().await?.name);
    }

    // Your own HTTP client. It must not follow redirects, which could send a post
    // twice, nor send plain HTTP to this machine through a proxy.
    let own = reqwest_builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .pool_max_idle_per_host(4)
        .tcp_keepalive(Duration::from_secs(30))
        .build()?;
    let medium = Client::builder_from_env()?.http_client(own).build()?;
    println!("{} with our own HTTP client", medium.me().await?.name);
    Ok(())
}

/// Returns `reqwest::Client::builder()`. The provider is not needed if your Cargo.toml enables
/// one of reqwest's TLS features, such as its default.
fn reqwest_builder() -> reqwest::ClientBuilder {
    // An error means that a provider is installed already.
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
}
