//! Issues tokens, authorization codes and consent pages, and decides when they expire.

use super::database::Database;
use super::entities::{AccessToken, Authorization, Code, PendingConsent};
use crate::api_error::ApiError;
use crate::{Application, Scope, ids};

/// How long an authorization code can be exchanged.
const CODE_LIFETIME_MS: i64 = 10 * 60 * 1000;
/// How long a consent page can be submitted.
const CONSENT_LIFETIME_MS: i64 = 60 * 60 * 1000;

/// The maximum number of open consent pages. The oldest are dropped.
const MAX_CONSENTS: usize = 1_000;

/// The tokens of a token response.
pub(crate) struct IssuedTokens {
    pub(crate) access_token: String,
    pub(crate) refresh_token: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) expires_at: i64,
}

/// How tokens are issued.
#[derive(Clone, Copy)]
pub(crate) struct TokenPolicy {
    pub(crate) lifetime_ms: i64,
    /// Whether a refresh replaces the refresh token. What Medium does is unknown.
    pub(crate) rotate: bool,
}

/// Returns whether a header can contain a token.
pub(crate) fn is_valid_token(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

impl Database {
    /// Returns the application with this id and secret. The error does not say which of them is wrong.
    pub(crate) fn application_with_secret(
        &self,
        client_id: &str,
        secret: &str,
    ) -> Result<&Application, ApiError> {
        self.applications
            .get(client_id)
            .filter(|application| application.client_secret == secret)
            .ok_or_else(ApiError::application_not_found)
    }

    /// Returns the access token with this value, unless it is unknown, revoked or expired.
    pub(crate) fn access_token(&self, token: &str, now: i64) -> Option<&AccessToken> {
        self.access_tokens
            .get(token)
            .filter(|token| token.expires_at.is_none_or(|expires_at| now < expires_at))
    }

    /// Opens a consent page, and returns the ticket that its form sends back.
    pub(crate) fn open_consent(&mut self, mut consent: PendingConsent, now: i64) -> String {
        self.consents.retain(|_, open| now < open.expires_at);
        if self.consents.len() == MAX_CONSENTS {
            self.consents.shift_remove_index(0);
        }
        consent.expires_at = now + CONSENT_LIFETIME_MS;
        let ticket = ids::random_hex(16);
        self.consents.insert(ticket.clone(), consent);
        ticket
    }

    /// Removes and returns the consent of a ticket.
    pub(crate) fn close_consent(&mut self, ticket: &str, now: i64) -> Option<PendingConsent> {
        self.consents
            .shift_remove(ticket)
            .filter(|consent| now < consent.expires_at)
    }

    /// Issues a code for the scopes that `user_id` allowed.
    pub(crate) fn issue_code(
        &mut self,
        user_id: &str,
        consent: PendingConsent,
        now: i64,
    ) -> String {
        self.codes.retain(|code| now < code.expires_at);
        let code = ids::random_hex(6);
        let authorization = Authorization {
            user_id: user_id.to_owned(),
            scopes: consent.scopes,
            client_id: consent.client_id,
        };
        let expires_at = now + CODE_LIFETIME_MS;
        let entry = Code {
            authorization,
            redirect_uri: consent.redirect_uri,
            expires_at,
        };
        self.codes.insert(code.clone(), entry);
        code
    }

    /// Exchanges a code. The code is used up even if the rest of the request is wrong.
    pub(crate) fn exchange_code(
        &mut self,
        code: &str,
        client_id: &str,
        redirect_uri: &str,
        policy: TokenPolicy,
        now: i64,
    ) -> Result<IssuedTokens, ApiError> {
        let valid = self.codes.remove(code).filter(|code| {
            now < code.expires_at
                && code.authorization.client_id == client_id
                && code.redirect_uri == redirect_uri
        });
        let code = valid.ok_or_else(ApiError::code_not_found)?;
        Ok(self.issue_tokens(code.authorization, ids::random_hex(32), policy, now))
    }

    /// Issues an access token for a refresh token.
    pub(crate) fn refresh(
        &mut self,
        refresh_token: &str,
        client_id: &str,
        policy: TokenPolicy,
        now: i64,
    ) -> Result<IssuedTokens, ApiError> {
        let authorization = self
            .refresh_tokens
            .get(refresh_token)
            .filter(|authorization| authorization.client_id == client_id)
            .cloned()
            .ok_or_else(ApiError::token_invalid)?;
        let next = if policy.rotate {
            self.refresh_tokens.remove(refresh_token);
            ids::random_hex(32)
        } else {
            refresh_token.to_owned()
        };
        Ok(self.issue_tokens(authorization, next, policy, now))
    }

    fn issue_tokens(
        &mut self,
        authorization: Authorization,
        refresh_token: String,
        policy: TokenPolicy,
        now: i64,
    ) -> IssuedTokens {
        let expires_at = now.saturating_add(policy.lifetime_ms);
        let issued = IssuedTokens {
            access_token: ids::random_hex(32),
            refresh_token,
            scopes: authorization.scopes.clone(),
            expires_at,
        };
        let access = AccessToken {
            user_id: authorization.user_id.clone(),
            scopes: authorization.scopes.clone(),
            client_id: Some(authorization.client_id.clone()),
            expires_at: Some(expires_at),
            description: String::new(),
            created_at: now,
        };
        self.access_tokens
            .insert(issued.access_token.clone(), access);
        self.refresh_tokens
            .insert(issued.refresh_token.clone(), authorization);
        issued
    }
}
