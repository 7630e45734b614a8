//! The stored form of a login's application.

use medium_api::Secret;
use medium_api::auth::Application;
use serde::{Deserialize, Serialize};

use crate::Error;

#[derive(Serialize, Deserialize)]
pub(super) struct SealedApplication {
    id: String,
    secret: Secret,
    redirect: String,
    origin: String,
}

impl From<&Application> for SealedApplication {
    fn from(application: &Application) -> Self {
        Self {
            id: application.client_id.clone(),
            secret: application.client_secret.clone(),
            redirect: application.redirect_uri.to_string(),
            origin: application.origin.clone(),
        }
    }
}

impl TryFrom<SealedApplication> for Application {
    type Error = Error;

    fn try_from(kept: SealedApplication) -> Result<Self, Error> {
        let redirect = url::Url::parse(&kept.redirect)
            .map_err(|_| Error::Unreadable("a callback that is not a URL".to_owned()))?;
        Ok(Self::new(kept.id, kept.secret, redirect).with_origin(kept.origin))
    }
}
