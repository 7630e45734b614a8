//! The stored form of a login's application.

use medium_api::Secret;
use medium_api::auth::Application;
use serde::{Deserialize, Serialize};

use crate::Error;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredApplication {
    id: String,
    secret: Secret,
    redirect: String,
    origin: String,
}

impl From<&Application> for StoredApplication {
    fn from(application: &Application) -> Self {
        Self {
            id: application.client_id.clone(),
            secret: application.client_secret.clone(),
            redirect: application.redirect_uri.to_string(),
            origin: application.origin.clone(),
        }
    }
}

impl TryFrom<StoredApplication> for Application {
    type Error = Error;

    fn try_from(stored: StoredApplication) -> Result<Self, Error> {
        let redirect = url::Url::parse(&stored.redirect)
            .map_err(|_| Error::Unreadable("a callback that is not a URL".to_owned()))?;
        Ok(Self::new(stored.id, stored.secret, redirect).with_origin(stored.origin))
    }
}
