//! What a sandbox stores besides the public types: tokens, codes, consents, limits, and its start.

use serde::{Deserialize, Serialize};

use crate::Scope;

/// An access token or integration token.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AccessToken {
    pub(crate) user_id: String,
    pub(crate) scopes: Vec<Scope>,
    /// `None` for an integration token.
    pub(crate) client_id: Option<String>,
    /// `None` if it never expires.
    pub(crate) expires_at: Option<i64>,
    /// As the user entered it; empty for a token of an application.
    pub(crate) description: String,
    pub(crate) created_at: i64,
}

impl AccessToken {
    /// Creates an integration token of `user_id`, with the scopes observed in 2021.
    pub(crate) fn integration(user_id: String, description: String, created_at: i64) -> Self {
        let scopes = vec![
            Scope::BasicProfile,
            Scope::ListPublications,
            Scope::PublishPost,
        ];
        Self {
            user_id,
            scopes,
            client_id: None,
            expires_at: None,
            description,
            created_at,
        }
    }

    pub(crate) fn is_integration_token_of(&self, user_id: &str) -> bool {
        self.user_id == user_id && self.client_id.is_none()
    }

    /// Returns whether the token allows calls that need `scope`. Integration tokens can upload images,
    /// as was observed, although they don't list that scope.
    pub(crate) fn allows(&self, scope: Scope) -> bool {
        let unlisted_upload = scope == Scope::UploadImage && self.client_id.is_none();
        unlisted_upload || self.scopes.contains(&scope)
    }
}

/// What a user authorized: the content of a refresh token or a code.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Authorization {
    pub(crate) user_id: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) client_id: String,
}

/// An authorization code that was not exchanged yet.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Code {
    /// The user, scopes and application of the tokens that it is exchanged for.
    #[serde(rename = "grant")]
    pub(crate) authorization: Authorization,
    pub(crate) redirect_uri: String,
    pub(crate) expires_at: i64,
}

/// A consent page without a decision yet.
#[derive(Clone)]
pub(crate) struct PendingConsent {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) state: String,
    pub(crate) expires_at: i64,
}

/// The 24 hours that begin with a user's first post, and the number of posts in them.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct RateLimitWindow {
    pub(super) since: i64,
    pub(super) posts: u32,
}

/// The token, client id and origins of the last start with this state file, which the next one reuses.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct StartInfo {
    pub(crate) token: String,
    pub(crate) client_id: String,
    pub(crate) origin: String,
    /// Earlier origins: posts may contain links to them.
    #[serde(default)]
    pub(crate) former: Vec<String>,
}

impl StartInfo {
    /// The only key in its table.
    pub(crate) const KEY: &'static str = "start";

    /// Returns the current origin and all earlier ones.
    pub(crate) fn origins(&self) -> Vec<String> {
        let former = self.former.iter().cloned();
        former.chain([self.origin.clone()]).collect()
    }
}
