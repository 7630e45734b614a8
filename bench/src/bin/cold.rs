//! What `medium me` does, with reqwest alone: its defaults, one call, one line.
#![forbid(unsafe_code)]

use bench::client::Data;
use medium_api::types::User;
use reqwest::header::ACCEPT;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    // reqwest is compiled without a choice of its own here: nobody chose before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let answer = reqwest::Client::new()
        .get(format!("{}/v1/me", std::env::var("MEDIUM_API_URL")?))
        .bearer_auth(std::env::var("MEDIUM_TOKEN")?)
        .header(ACCEPT, "application/json")
        .send()
        .await?
        .error_for_status()?;
    let me: Data<User> = answer.json().await?;
    println!("{}", me.data.name);
    Ok(())
}
