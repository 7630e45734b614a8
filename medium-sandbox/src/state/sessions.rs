//! Browser sessions, each with a token that its forms must send back.

use std::collections::VecDeque;

use crate::ids;

/// Above this number, the oldest session that is not signed in is dropped.
const MAX_SESSIONS: usize = 1_000;

/// A browser session.
#[derive(Clone)]
pub(crate) struct Session {
    /// The value of its cookie.
    pub(crate) id: String,
    /// The token in its forms.
    pub(crate) csrf: String,
    /// The user who is signed in.
    pub(crate) user_id: Option<String>,
}

/// The sessions, oldest first.
#[derive(Clone, Default)]
pub(crate) struct Sessions(VecDeque<Session>);

impl Sessions {
    pub(crate) fn get(&self, id: &str) -> Option<&Session> {
        self.0.iter().find(|session| session.id == id)
    }

    /// Opens a session with a new id. Signing in needs one, to prevent session fixation.
    pub(crate) fn open(&mut self, user_id: Option<String>) -> Session {
        let session = Session {
            id: ids::random_hex(16),
            csrf: ids::random_hex(16),
            user_id,
        };
        if self.0.len() == MAX_SESSIONS {
            let idle = self.0.iter().position(|session| session.user_id.is_none());
            self.0.remove(idle.unwrap_or(0));
        }
        self.0.push_back(session.clone());
        session
    }

    pub(crate) fn close(&mut self, id: &str) {
        self.0.retain(|session| session.id != id);
    }
}
