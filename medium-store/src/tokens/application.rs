//! The application of a login, as it is sealed.

use medium_api::Secret;
use medium_api::auth::Application;
use serde::{Deserialize, Serialize};

use crate::Error;

#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    id: String,
    secret: Secret,
    redirect: String,
    origin: String,
}

impl From<&Application> for Kept {
    fn from(application: &Application) -> Self {
        Self {
            id: application.client_id.clone(),
            secret: application.client_secret.clone(),
            redirect: application.redirect_uri.to_string(),
            origin: application.origin.clone(),
        }
    }
}

impl TryFrom<Kept> for Application {
    type Error = Error;

    fn try_from(kept: Kept) -> Result<Self, Error> {
        let redirect = url::Url::parse(&kept.redirect)
            .map_err(|_| Error::Unreadable("a callback that is not a URL".to_owned()))?;
        Ok(Self::new(kept.id, kept.secret, redirect).at(kept.origin))
    }
}
