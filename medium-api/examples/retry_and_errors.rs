//! Handles errors, and configures retries.
//!
//! ```sh
//! MEDIUM_TOKEN=… cargo run --example retry_and_errors
//! ```

use std::error::Error as _;
use std::time::Duration;

use medium_api::types::{NewPost, PublishStatus};
use medium_api::{Client, Error, Retry, codes, http};

#[tokio::main]
async fn main() -> Result<(), Error> {
    // The default is three attempts. A call that creates something is sent again only
    // if it was not executed.
    let retry = Retry::default()
        .attempts(5)
        .backoff(Duration::from_millis(100), Duration::from_secs(2));
    let medium = Client::builder_from_env()?
        .retry(retry)
        .timeout(Duration::from_secs(30))
        .build()?;
    if let Err(error) = publish(&medium).await {
        explain(&error);
    }
    Ok(())
}

async fn publish(medium: &Client) -> Result<(), Error> {
    // Options of a call come before `.await`.
    let me = medium.me().timeout(Duration::from_secs(10)).await?;
    let post = NewPost::markdown("Anfield", "# Anfield\n\nA ground without a team.")
        .publish_status(PublishStatus::Draft);
    let created = medium
        .create_post(&me.id, &post)
        .retry(Retry::off())
        .await?;
    println!("Saved: {}", created.url);
    Ok(())
}

fn explain(error: &Error) {
    println!("Failed: {error}");
    match error {
        Error::Token { .. } | Error::LoginRequired { .. } => println!("Get a new token."),
        Error::Scope { scope, .. } => println!("Log in again, and request {scope}."),
        _ if error.code() == Some(codes::NO_CONTENT) => println!("Write something first."),
        // It may have been saved: sending it again could publish it twice.
        _ if error.is_unknown_outcome() => println!("Check on Medium whether it was saved."),
        _ if error.is_retryable() => match error.retry_after() {
            Some(wait) => println!("Run this again in {} s.", wait.as_secs()),
            None => println!("Run this again later."),
        },
        _ if error.status() == Some(http::StatusCode::FORBIDDEN) => {
            println!("This account may not do that, for example write in this publication.");
        }
        Error::Input { .. } => println!("Correct the request."),
        _ if error
            .status()
            .is_some_and(|status| status.is_client_error()) =>
        {
            println!("Correct the request.");
        }
        // Not the request or the service: a proxy, a certificate, another server.
        _ => println!("Check the connection between this machine and Medium."),
    }
    if let Some(id) = error.request_id() {
        println!("Quote the request id {id} when you ask for help.");
    }
    let mut source = error.source();
    while let Some(cause) = source {
        println!("Caused by: {cause}");
        source = cause.source();
    }
}
