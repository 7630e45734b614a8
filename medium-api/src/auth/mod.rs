//! Getting access and keeping it: the OAuth2 code flow, and tokens that renew
//! themselves.
//!
//! Medium knows two kinds of credential. An *integration token* never expires
//! and goes to [`Builder::token`](crate::Builder::token). An *application* has
//! an id and a secret, sends its users to Medium's consent page and gets an
//! access token, which lasts 60 days, and a refresh token, which renews it:
//!
//! ```no_run
//! use std::sync::Arc;
//! use medium_api::auth::{self, Application, Callback, Memory};
//! use medium_api::types::Scope;
//! use medium_api::{Client, Url};
//!
//! # async fn example(secret: String, pasted: String) -> Result<(), Box<dyn std::error::Error>> {
//! let callback = Url::parse("https://app.example/callback/medium")?;
//! let application = Application::new("4b2f9c07d1e8", secret, callback);
//! let login = application.login(&[Scope::BasicProfile, Scope::PublishPost])?;
//! println!("Open {} and paste the address that you end at.", login.url());
//! if let Callback::Granted(code) = login.pasted(&pasted)? {
//!     let tokens = application.exchange(code).await?;
//!     let credential = auth::oauth(application, Arc::new(Memory::new(tokens)));
//!     let medium = Client::builder().credential(credential).build()?;
//!     println!("{}", medium.me().await?.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Blocking programs wait with one `runtime::Runner` (feature `blocking`) for the whole login:
//! `runner.run(application.exchange(code))`. A second runner does not drive what the first one
//! started, such as a [`Loopback`] that waits for the browser.
//!
//! An application that is registered with a sandbox is [`at`](Application::at) its origin, and
//! so is its client ([`Builder::environment`](crate::Builder::environment)). Proxies and
//! timeouts for the login itself come with [`Application::client`].
//!
//! Tokens live in a [`TokenSource`]: [`Memory`], or a store that several
//! processes and machines share. However many calls meet an expired token, it
//! is renewed once.

mod active_tokens;
mod application;

mod login;
#[cfg(feature = "loopback")]
mod loopback;
mod refresh;
mod refresh_failure;
mod source;
mod timing;
mod tokens;

pub use application::Application;
pub use login::{Callback, Login};
#[cfg(feature = "loopback")]
pub use loopback::Loopback;
pub use source::{Lease, Memory, SourceError, StoredTokens, TokenSource};
pub use timing::Timing;
pub use tokens::Tokens;

use std::sync::Arc;

use crate::runtime::Credential;
use crate::{Client, Error};

/// The credential of a user of `application`, for
/// [`Builder::credential`](crate::Builder::credential): the tokens are kept in
/// `source` and renewed when they end. They go to the origin where the
/// application is registered, and to no other: a client that sends elsewhere
/// is not built.
pub fn oauth(
    application: Application,
    source: Arc<dyn TokenSource>,
) -> impl FnOnce(Client) -> Result<Arc<dyn Credential>, Error> + Send {
    oauth_timed(application, source, Timing::default())
}

/// As [`oauth`], with other limits for renewals.
pub fn oauth_timed(
    application: Application,
    source: Arc<dyn TokenSource>,
    timing: Timing,
) -> impl FnOnce(Client) -> Result<Arc<dyn Credential>, Error> + Send {
    move |client| {
        application.check_origin(&client)?;
        let refresher = refresh::Refresher::new(client, application, source, timing);
        Ok(Arc::new(refresher))
    }
}
