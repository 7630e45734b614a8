//! A user's tokens and connected applications, for the settings page.

use super::database::Database;
use super::entities::AccessToken;
use crate::{Application, ids};

impl Database {
    /// Returns a user's integration tokens, oldest first.
    pub(crate) fn integration_tokens(&self, user_id: &str) -> Vec<(&String, &AccessToken)> {
        let tokens = self.access_tokens.iter();
        let mut tokens: Vec<_> = tokens
            .filter(|(_, access)| access.is_integration_token_of(user_id))
            .collect();
        tokens.sort_by_key(|(token, access)| (access.created_at, *token));
        tokens
    }

    /// Returns a user's first integration token, in order of insertion.
    pub(crate) fn first_integration_token(&self, user_id: &str) -> Option<&String> {
        let mut tokens = self.access_tokens.iter();
        let first = tokens.find(|(_, access)| access.is_integration_token_of(user_id));
        first.map(|(token, _)| token)
    }

    pub(crate) fn issue_integration_token(&mut self, user_id: &str, description: String, now: i64) {
        let access = AccessToken::integration(user_id.to_owned(), description, now);
        self.access_tokens.insert(ids::random_hex(32), access);
    }

    pub(crate) fn revoke_integration_token(&mut self, user_id: &str, token: &str) {
        let access = self.access_tokens.get(token);
        if access.is_some_and(|access| access.is_integration_token_of(user_id)) {
            self.access_tokens.remove(token);
        }
    }

    /// Returns the applications that have a token of this user.
    pub(crate) fn connected_applications(&self, user_id: &str) -> Vec<&Application> {
        let has_token = |application: &&Application| {
            let mut tokens = self.refresh_tokens.values();
            tokens.any(|token| token.user_id == user_id && token.client_id == application.client_id)
        };
        self.applications.values().filter(has_token).collect()
    }

    /// Revokes all tokens that an application has of this user.
    pub(crate) fn disconnect(&mut self, user_id: &str, client_id: &str) {
        self.refresh_tokens
            .retain(|token| token.user_id != user_id || token.client_id != client_id);
        self.access_tokens.retain(|token| {
            token.user_id != user_id || token.client_id.as_deref() != Some(client_id)
        });
    }
}
