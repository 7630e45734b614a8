//! OAuth2 login and automatic token refresh.
//!
//! Medium has two types of credentials. An *integration token* never expires: pass it
//! to [`Builder::token`](crate::Builder::token). An *application* has an id and a
//! secret. It sends its users to Medium's consent page and gets an access token,
//! valid for 60 days, and a refresh token, which refreshes it:
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
//! println!("Open {} and paste the URL that it redirects to.", login.url());
//! if let Callback::Granted(code) = login.callback_from_user(&pasted)? {
//!     let tokens = application.exchange(code).await?;
//!     let credential = auth::oauth(application, Arc::new(Memory::new(tokens)));
//!     let medium = Client::builder().credential(credential).build()?;
//!     println!("{}", medium.me().await?.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Blocking programs use one `runtime::Runner` (feature `blocking`) for the whole
//! login: `runner.run(application.exchange(code))`. A second runner does not drive
//! tasks of the first one, such as a [`Loopback`] that waits for the browser.
//!
//! For an application of a sandbox, set the origin of both the application
//! ([`with_origin`](Application::with_origin)) and the client
//! ([`Builder::origin`](crate::Builder::origin)). Set proxies and timeouts of
//! the login with [`Application::with_client`].
//!
//! Tokens are stored in a [`TokenSource`]: in [`Memory`], or in a store that processes
//! and machines share. An expired token is refreshed once, however many calls need it.

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

/// Creates the credential of a user of `application`, for
/// [`Builder::credential`](crate::Builder::credential). The tokens are stored in
/// `source` and refreshed before they expire. They are sent only to the origin of the
/// application: building a client for another origin fails.
///
/// A credential is for one client. For another client of the same user, call this again with a
/// clone of `application` and of the `Arc`: they share the tokens and refresh them once.
pub fn oauth(
    application: Application,
    source: Arc<dyn TokenSource>,
) -> impl FnOnce(Client) -> Result<Arc<dyn Credential>, Error> + Send {
    oauth_timed(application, source, Timing::default())
}

/// Like [`oauth`], with other time limits for refreshes.
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
