//! Who calls, by the bearer token of a request and what it entitles to, and whom the path names.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::Scope;
use crate::error::ApiError;
use crate::state::State;
use crate::state::credentials::Grant;

/// The holder of a valid token. Asking for it is what makes a route require one.
pub(crate) struct Caller(Grant);

impl Caller {
    pub(crate) fn user_id(&self) -> &str {
        &self.0.user_id
    }

    /// Refuses the call unless the token carries `scope`.
    pub(crate) fn needs(&self, scope: Scope) -> Result<(), ApiError> {
        if self.0.allows(scope) {
            Ok(())
        } else {
            Err(ApiError::missing_scope(scope))
        }
    }
}

impl FromRequestParts<State> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, ApiError> {
        let header = parts
            .headers
            .get(AUTHORIZATION)
            .ok_or_else(ApiError::token_required)?;
        let token = header
            .to_str()
            .ok()
            .and_then(bearer)
            .ok_or_else(ApiError::token_required)?;
        let grant = state.world().grant(token, state.now()).cloned();
        grant.map(Self).ok_or_else(ApiError::token_invalid)
    }
}

/// The id that a path names. One that is no text is unknown, as any other that is made up.
pub(crate) struct PathId(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for PathId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let named = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(named.map(|Path(id)| id).unwrap_or_default()))
    }
}

/// The token of `Bearer TOKEN`; the scheme's case does not matter.
pub(crate) fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
