//! Logs a user in with the browser, and uses a token that refreshes itself.
//!
//! Medium registers no new applications. The sandbox has one: `medium sandbox` prints its
//! id, secret and redirect URI as the variables below.
//!
//! ```sh
//! cargo run --example oauth_login --features loopback
//! ```

use std::sync::Arc;
use std::time::Duration;

use medium_api::auth::{self, Application, Callback, Loopback, Memory};
use medium_api::types::Scope;
use medium_api::{Client, Url};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let origin = std::env::var("MEDIUM_API_URL")?;
    let callback = Url::parse(&std::env::var("MEDIUM_REDIRECT_URI")?)?;
    let secret = std::env::var("MEDIUM_CLIENT_SECRET")?;
    let application =
        Application::new(std::env::var("MEDIUM_CLIENT_ID")?, secret, callback).with_origin(&origin);

    // Listen first: the browser may return before this program waits.
    let listener = Loopback::bind(&application).await?;
    let login = application.login(&[Scope::BasicProfile, Scope::PublishPost])?;
    println!("Open {}", login.url());
    let code = match listener.wait(&login, Duration::from_secs(300)).await? {
        Callback::Granted(code) => code,
        Callback::Failed(reason) => return Err(format!("no access: {reason}").into()),
        _ => return Err("access was not granted".into()),
    };

    // `Memory` keeps tokens until the program ends. Implement `TokenSource` to store them.
    let tokens = Memory::new(application.exchange(code).await?);
    let medium = Client::builder()
        .origin(&origin)
        .credential(auth::oauth(application, Arc::new(tokens)))
        .build()?;
    println!("Logged in as {}", medium.me().await?.name);
    Ok(())
}
