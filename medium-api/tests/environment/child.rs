//! The child process: one call, with full logging.

use medium_api::{Client, Error};

use crate::support::short_retries;
use crate::{API_URL, AUTHORIZE_URL, TOKEN};

#[test]
#[ignore = "run by the other tests in a child process"]
fn calls() {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .init();
    let url = std::env::var(API_URL).unwrap();
    let mut builder = Client::builder().api_url(url).token(TOKEN);
    if let Ok(url) = std::env::var(AUTHORIZE_URL) {
        builder = builder.server(medium_api::operations::AUTHORIZE.server, url);
    }
    let client = match builder.retry(short_retries()).build() {
        Ok(client) => client,
        Err(error) => return print_error("not built", &error),
    };
    println!("{client:?} {client:#?}");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match runtime.block_on(client.me().send()) {
        Ok(user) => println!("called: {}", user.username),
        Err(error) => print_error("failed", &error),
    }
}

fn print_error(outcome: &str, error: &Error) {
    println!("{outcome}: {}: {error}\n{error:?}", error.kind());
}
