//! The tables of a sandbox.

use indexmap::IndexMap;

use super::entities::{
    AccessToken, Authorization, Code, PendingConsent, RateLimitWindow, StartInfo,
};
use super::sessions::Sessions;
use super::table::Table;
use crate::{Application, Image, Post, Publication, User};

/// All tables, each in order of insertion.
#[derive(Clone, Default)]
pub(crate) struct Database {
    /// By id. The first one owns the printed token.
    pub(crate) users: Table<User>,
    /// By id.
    pub(crate) publications: Table<Publication>,
    /// A single entry.
    pub(crate) start: Table<StartInfo>,
    pub(crate) applications: Table<Application>,
    pub(crate) access_tokens: Table<AccessToken>,
    pub(crate) refresh_tokens: Table<Authorization>,
    pub(crate) codes: Table<Code>,
    pub(crate) sessions: Sessions,
    /// By ticket.
    pub(crate) consents: IndexMap<String, PendingConsent>,
    /// By id.
    pub(crate) posts: Table<Post>,
    /// By URL, which depends on bytes and type only.
    pub(crate) images: Table<Image>,
    /// By user id: the posts in the current 24 hours.
    pub(crate) rate_limits: Table<RateLimitWindow>,
}

impl Database {
    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.get(id)
    }

    pub(crate) fn user_named(&self, username: &str) -> Option<&User> {
        self.users.values().find(|user| user.username == username)
    }

    pub(crate) fn publication(&self, id: &str) -> Option<&Publication> {
        self.publications.get(id)
    }

    pub(crate) fn publication_named(&self, slug: &str) -> Option<&Publication> {
        let mut all = self.publications.values();
        all.find(|publication| publication.slug == slug)
    }

    /// Returns the current origin and all earlier ones.
    pub(crate) fn origins(&self) -> Vec<String> {
        let start = self.start.get(StartInfo::KEY);
        start.map(StartInfo::origins).unwrap_or_default()
    }

    pub(crate) fn post(&self, id: &str) -> Option<&Post> {
        self.posts.get(id)
    }
}
