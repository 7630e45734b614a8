//! Exports entries, as a seed and for the lists of the control calls.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::entries::{
    ApplicationEntry, ClockEntry, Entries, FaultEntry, ImageEntry, PostEntry, PublicationEntry,
    RefreshTokenEntry, Time, TokenEntry, UserEntry,
};
use super::lines::Lines;
use super::parse::Seed;
use crate::state::entities::{AccessToken, Authorization};
use crate::state::{AppState, Database};
use crate::{Application, Image, Post, Publication, User};

impl Seed {
    /// Exports everything in `state`.
    pub(crate) fn export(state: &AppState) -> Self {
        let faults = state.faults.injected();
        let db = state.db();
        Self(Entries {
            users: Some(db.user_entries()),
            publications: Some(db.publication_entries()),
            applications: Some(db.application_entries()),
            tokens: Some(db.token_entries()),
            refresh_tokens: db.refresh_token_entries(),
            posts: db.post_entries(),
            images: db.images.values().map(with_bytes).collect(),
            faults: faults.iter().map(FaultEntry::from_injected).collect(),
            clock: Some(ClockEntry {
                ahead_seconds: state.settings.clock.ahead().as_secs(),
            }),
            origins: db.origins(),
            lines: Lines::default(),
        })
    }
}

fn with_bytes(image: &Image) -> ImageEntry {
    let data = STANDARD.encode(&image.bytes);
    ImageEntry {
        data: Some(data),
        ..image_entry(image)
    }
}

fn image_entry(image: &Image) -> ImageEntry {
    ImageEntry {
        content_type: image.content_type.clone(),
        url: Some(image.url.clone()),
        md5: Some(image.md5.clone()),
        size: Some(image.bytes.len() as u64),
        data: None,
    }
}

impl Database {
    fn username(&self, id: &str) -> Option<String> {
        self.user(id).map(|user| user.username.clone())
    }

    fn usernames(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter_map(|id| self.username(id)).collect()
    }

    pub(crate) fn user_entries(&self) -> Vec<UserEntry> {
        let entry = |user: &User| UserEntry {
            username: user.username.clone(),
            name: Some(user.name.clone()),
            id: Some(user.id.clone()),
        };
        self.users.values().map(entry).collect()
    }

    pub(crate) fn publication_entries(&self) -> Vec<PublicationEntry> {
        let entry = |publication: &Publication| PublicationEntry {
            slug: publication.slug.clone(),
            name: Some(publication.name.clone()),
            description: publication.description.clone(),
            id: Some(publication.id.clone()),
            editors: self.usernames(&publication.editors),
            writers: self.usernames(&publication.writers),
            followers: self.usernames(&publication.followers),
        };
        self.publications.values().map(entry).collect()
    }

    pub(crate) fn application_entries(&self) -> Vec<ApplicationEntry> {
        let entry = |application: &Application| ApplicationEntry {
            client_id: application.client_id.clone(),
            client_secret: application.client_secret.clone(),
            name: application.name.clone(),
            description: application.description.clone(),
            redirect_uris: application.redirect_uris.clone(),
            extended: application.extended,
            owner: self.username(&application.owner_id),
        };
        self.applications.values().map(entry).collect()
    }

    pub(crate) fn token_entries(&self) -> Vec<TokenEntry> {
        let tokens = self.access_tokens.iter();
        tokens
            .map(|(token, access)| self.token_entry(token, access))
            .collect()
    }

    pub(crate) fn token_entry(&self, token: &str, access: &AccessToken) -> TokenEntry {
        TokenEntry {
            token: Some(token.to_owned()),
            user: self.username(&access.user_id),
            scopes: Some(access.scopes.clone()),
            application: access.client_id.clone(),
            expires_at: access.expires_at.map(Time),
            description: access.description.clone(),
            created_at: Some(Time(access.created_at)),
        }
    }

    fn refresh_token_entries(&self) -> Vec<RefreshTokenEntry> {
        let entry = |(token, refresh): (&String, &Authorization)| {
            Some(RefreshTokenEntry {
                token: token.clone(),
                user: self.username(&refresh.user_id)?,
                application: refresh.client_id.clone(),
                scopes: refresh.scopes.clone(),
            })
        };
        self.refresh_tokens.iter().filter_map(entry).collect()
    }

    pub(crate) fn post_entries(&self) -> Vec<PostEntry> {
        let entry = |post: &Post| PostEntry {
            title: post.title.clone(),
            content: post.content.clone(),
            content_format: post.content_format,
            author: self.username(&post.author_id),
            publication: post
                .publication_id
                .as_deref()
                .and_then(|id| self.publication(id))
                .map(|publication| publication.slug.clone()),
            publish_status: post.publish_status,
            tags: post.tags.clone(),
            canonical_url: post.canonical_url.clone(),
            license: post.license.clone(),
            notify_followers: post.notify_followers,
            source: post.source,
            id: Some(post.id.clone()),
            url: Some(post.url.clone()),
            published_at: post.published_at.map(Time),
            created_at: Some(Time(post.created_at)),
        };
        self.posts.values().map(entry).collect()
    }

    /// Returns the images without their bytes.
    pub(crate) fn image_entries(&self) -> Vec<ImageEntry> {
        self.images.values().map(image_entry).collect()
    }
}
