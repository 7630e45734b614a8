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
//! use medium_api::auth::{Application, Callback, Memory};
//! use medium_api::types::Scope;
//! use medium_api::Client;
//!
//! # async fn example(application: Application, pasted: String) -> Result<(), medium_api::Error> {
//! let stranger = Client::builder().build()?;
//! let login = application.login(&stranger, &[Scope::BasicProfile, Scope::PublishPost])?;
//! println!("Open {} and paste the address that you end at.", login.url());
//! if let Callback::Granted(code) = login.callback(&pasted)? {
//!     let tokens = application.exchange(&stranger, code).await?;
//!     let medium = Client::builder().oauth(application, Arc::new(Memory::new(tokens))).build()?;
//!     println!("{}", medium.me().await?.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Tokens live in a [`TokenSource`]: [`Memory`], or a store that several
//! processes and machines share. However many calls meet an expired token, it
//! is renewed once.

mod application;
mod current;
mod failure;
mod login;
#[cfg(feature = "loopback")]
mod loopback;
mod refresh;
mod source;
mod timing;
mod tokens;

pub use application::Application;
pub use login::{Callback, Login};
#[cfg(feature = "loopback")]
pub use loopback::Loopback;
pub use source::{Lease, Memory, SourceError, Stored, TokenSource};
pub use timing::Timing;
pub use tokens::Tokens;

use std::sync::Arc;

use crate::runtime::Credential;
use crate::{Client, Error};

/// The credential of a user of `application`.
pub(crate) fn refresher(
    client: Client,
    application: Application,
    source: Arc<dyn TokenSource>,
    timing: Timing,
) -> Result<Arc<dyn Credential>, Error> {
    application.check_origin(&client)?;
    Ok(Arc::new(refresh::Refresher::new(
        client,
        application,
        source,
        timing,
    )))
}
