//! Everything that one sandbox knows, and the people and publications it starts with.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::credentials::{Code, Grant, PendingConsent, RefreshGrant};
use super::model::{Application, Image, Post, Publication, User};
use super::publishing::Window;
use super::sessions::Sessions;
use super::table::Table;
use crate::ids;

/// What a sandbox started with, so that it comes back with the same.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Start {
    pub(crate) token: String,
    pub(crate) client_id: String,
    pub(crate) origin: String,
    /// Where it answered before that: what it keeps has addresses there.
    #[serde(default)]
    pub(crate) former: Vec<String>,
}

impl Start {
    /// Its key in the table.
    pub(crate) const KEY: &'static str = "start";

    /// Every origin at which it answers or has answered, each once.
    pub(crate) fn origins(&self) -> Vec<String> {
        let former = self.former.iter().cloned();
        former.chain([self.origin.clone()]).collect()
    }
}

/// The records, keyed the way they are looked up.
#[derive(Clone, Default)]
pub(crate) struct World {
    pub(crate) users: Vec<User>,
    pub(crate) publications: Vec<Publication>,
    /// Under one key, what the sandbox started with.
    pub(crate) start: Table<Start>,
    pub(crate) applications: Table<Application>,
    pub(crate) access_tokens: Table<Grant>,
    pub(crate) refresh_tokens: Table<RefreshGrant>,
    pub(crate) codes: Table<Code>,
    pub(crate) sessions: Sessions,
    /// Oldest first.
    pub(crate) consents: IndexMap<String, PendingConsent>,
    /// By id, oldest first.
    pub(crate) posts: Table<Post>,
    /// By address, oldest first: the same bytes and type are there once.
    pub(crate) images: Table<Image>,
    /// When each user's present 24 hours of publishing began, and how many posts they hold.
    pub(crate) publishing: Table<Window>,
}

impl World {
    /// Three people and three publications: the demo user edits the first, writes in the second
    /// and follows the third.
    pub(crate) fn populated() -> Self {
        let user = |username: &str, name: &str| User {
            id: ids::user_id(username),
            username: username.to_owned(),
            name: name.to_owned(),
        };
        let (demo, erin, wim) = (
            user("demo", "Demo Author"),
            user("erin", "Erin Editor"),
            user("wim", "Wim Writer"),
        );
        let publication = |slug: &str, name: &str, description: &str| Publication {
            id: ids::publication_id(slug),
            slug: slug.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
            editors: vec![],
            writers: vec![],
            followers: vec![],
        };
        let weekly = Publication {
            editors: vec![demo.id.clone()],
            writers: vec![wim.id.clone()],
            ..publication(
                "sandbox-weekly",
                "Sandbox Weekly",
                "What happens when nobody looks.",
            )
        };
        let bench = Publication {
            editors: vec![erin.id.clone()],
            writers: vec![demo.id.clone()],
            ..publication(
                "the-test-bench",
                "The Test Bench",
                "Things tried, and what came of it.",
            )
        };
        let notes = Publication {
            editors: vec![erin.id.clone()],
            writers: vec![wim.id.clone()],
            followers: vec![demo.id.clone()],
            ..publication("field-notes", "Field Notes", "Short reports from outdoors.")
        };
        Self {
            users: vec![demo, erin, wim],
            publications: vec![weekly, bench, notes],
            ..Self::default()
        }
    }

    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub(crate) fn user_named(&self, username: &str) -> Option<&User> {
        self.users.iter().find(|user| user.username == username)
    }

    pub(crate) fn publication(&self, id: &str) -> Option<&Publication> {
        self.publications
            .iter()
            .find(|publication| publication.id == id)
    }

    /// Every origin at which this sandbox answers or has answered.
    pub(crate) fn origins(&self) -> Vec<String> {
        let start = self.start.get(Start::KEY);
        start.map(Start::origins).unwrap_or_default()
    }

    pub(crate) fn post(&self, id: &str) -> Option<&Post> {
        self.posts.get(id)
    }
}
