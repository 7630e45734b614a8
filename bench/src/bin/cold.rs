//! The same as `medium me` with reqwest's defaults: one call, one line of output.

use bench::client::Data;
use medium_api::types::User;
use reqwest::header::ACCEPT;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    // reqwest is built without a TLS provider here. This is the first one, so it can't fail.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let response = reqwest::Client::new()
        .get(format!("{}/v1/me", std::env::var("MEDIUM_API_URL")?))
        .bearer_auth(std::env::var("MEDIUM_TOKEN")?)
        .header(ACCEPT, "application/json")
        .send()
        .await?
        .error_for_status()?;
    let me: Data<User> = response.json().await?;
    println!("{}", me.data.name);
    Ok(())
}
