//! Extractors for the caller and for the id in the path.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::Scope;
use crate::api_error::ApiError;
use crate::headers::bearer;
use crate::state::AppState;
use crate::state::entities::AccessToken;

/// The user of a valid token. A route that extracts it requires a token.
pub(crate) struct Caller(AccessToken);

impl Caller {
    pub(crate) fn user_id(&self) -> &str {
        &self.0.user_id
    }

    /// Returns an error unless the token has `scope`.
    pub(crate) fn require_scope(&self, scope: Scope) -> Result<(), ApiError> {
        if self.0.allows(scope) {
            Ok(())
        } else {
            Err(ApiError::missing_scope(scope.as_str()))
        }
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let header = parts
            .headers
            .get(AUTHORIZATION)
            .ok_or_else(ApiError::token_required)?;
        let token = header
            .to_str()
            .ok()
            .and_then(bearer)
            .ok_or_else(ApiError::token_required)?;
        let token = state.db().access_token(token, state.now()).cloned();
        token.map(Self).ok_or_else(ApiError::token_invalid)
    }
}

/// The id in the path. One that is not UTF-8 becomes empty, which no resource has.
pub(crate) struct PathId(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for PathId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let named = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(named.map(|Path(id)| id).unwrap_or_default()))
    }
}
