//! Who looks at the pages: browsers, each with a token that its forms have to bring back.

use std::collections::VecDeque;

use crate::ids;

/// More browsers than these are not remembered: one that nobody signed in with is forgotten first.
const MAX_SESSIONS: usize = 1_000;

/// A browser.
#[derive(Clone)]
pub(crate) struct Session {
    /// What its cookie says.
    pub(crate) id: String,
    /// What its forms carry.
    pub(crate) csrf: String,
    /// Who signed in with it.
    pub(crate) user_id: Option<String>,
}

/// The browsers, oldest first.
#[derive(Clone, Default)]
pub(crate) struct Sessions(VecDeque<Session>);

impl Sessions {
    pub(crate) fn get(&self, id: &str) -> Option<&Session> {
        self.0.iter().find(|session| session.id == id)
    }

    /// A new session, under a new id: signing in never keeps the old one.
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
