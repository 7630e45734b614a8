//! Everything that one sandbox knows.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::credentials::{Code, Grant, PendingConsent, RefreshGrant};
use super::model::{Application, Image, Post, Publication, User};
use super::publishing::Window;
use super::sessions::Sessions;
use super::table::Table;
use crate::Seed;

/// What a sandbox started with, so that it comes back with the same.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Start {
    pub(crate) token: String,
    pub(crate) client_id: String,
    pub(crate) origin: String,
    /// Where it listened before that: what it keeps has addresses there.
    #[serde(default)]
    pub(crate) former: Vec<String>,
}

impl Start {
    /// Its key in the table.
    pub(crate) const KEY: &'static str = "start";

    /// Every origin at which it listens or has listened, each once.
    pub(crate) fn origins(&self) -> Vec<String> {
        let former = self.former.iter().cloned();
        former.chain([self.origin.clone()]).collect()
    }
}

/// The records, keyed the way they are looked up.
#[derive(Clone, Default)]
pub(crate) struct World {
    /// By id, the demo user first.
    pub(crate) users: Table<User>,
    /// By id.
    pub(crate) publications: Table<Publication>,
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

    /// Every origin at which this sandbox listens or has listened.
    pub(crate) fn origins(&self) -> Vec<String> {
        let start = self.start.get(Start::KEY);
        start.map(Start::origins).unwrap_or_default()
    }

    /// Takes over what a seed leaves open from what a sandbox started with: where it listens, its
    /// token, its application.
    pub(crate) fn keep_beginning(&mut self, beginning: &Self, seed: &Seed) {
        let Some(mut start) = beginning.start.get(Start::KEY).cloned() else {
            return;
        };
        let is_user = |id: &String| self.users.contains(id);
        if seed.0.tokens.is_none()
            && let Some(grant) = beginning.access_tokens.get(&start.token)
            && is_user(&grant.user_id)
        {
            self.access_tokens
                .insert(start.token.clone(), grant.clone());
        }
        if seed.0.applications.is_none()
            && let Some(application) = beginning.applications.get(&start.client_id)
        {
            let client_id = start.client_id.clone();
            self.applications.insert(client_id, application.clone());
        }
        let elsewhere = seed
            .0
            .origins
            .iter()
            .filter(|origin| **origin != start.origin);
        start.former.extend(elsewhere.cloned());
        self.start.insert(Start::KEY.to_owned(), start);
    }

    pub(crate) fn post(&self, id: &str) -> Option<&Post> {
        self.posts.get(id)
    }
}
