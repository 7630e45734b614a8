//! Exports records, as a seed and for the lists of the control calls.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use super::entries::{
    ApplicationRecord, ClockRecord, FaultRecord, ImageRecord, PostRecord, PublicationRecord,
    Records, RefreshTokenRecord, TokenRecord, UserRecord,
};
use super::lines::Lines;
use super::parse::Seed;
use crate::state::credentials::{AccessToken, RefreshToken};
use crate::state::{AppState, Database};
use crate::{Application, Image, Post, Publication, User};

impl Seed {
    /// Exports everything in `state`.
    pub(crate) fn of(state: &AppState) -> Self {
        let faults = state.faults.injected();
        let db = state.db();
        Self(Records {
            users: Some(db.user_records()),
            publications: Some(db.publication_records()),
            applications: Some(db.application_records()),
            tokens: Some(db.token_records()),
            refresh_tokens: db.refresh_token_records(),
            posts: db.post_records(),
            images: db.images.values().map(with_bytes).collect(),
            faults: faults.iter().map(FaultRecord::of).collect(),
            clock: Some(ClockRecord {
                ahead_seconds: state.settings.clock.ahead().as_secs(),
            }),
            origins: db.origins(),
            lines: Lines::default(),
        })
    }
}

/// Converts milliseconds since 1970.
pub(crate) fn timestamp(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

fn with_bytes(image: &Image) -> ImageRecord {
    let data = STANDARD.encode(&image.bytes);
    ImageRecord {
        data: Some(data),
        ..image_record(image)
    }
}

fn image_record(image: &Image) -> ImageRecord {
    ImageRecord {
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

    pub(crate) fn user_records(&self) -> Vec<UserRecord> {
        let record = |user: &User| UserRecord {
            username: user.username.clone(),
            name: Some(user.name.clone()),
            id: Some(user.id.clone()),
        };
        self.users.values().map(record).collect()
    }

    pub(crate) fn publication_records(&self) -> Vec<PublicationRecord> {
        let record = |publication: &Publication| PublicationRecord {
            slug: publication.slug.clone(),
            name: Some(publication.name.clone()),
            description: publication.description.clone(),
            id: Some(publication.id.clone()),
            editors: self.usernames(&publication.editors),
            writers: self.usernames(&publication.writers),
            followers: self.usernames(&publication.followers),
        };
        self.publications.values().map(record).collect()
    }

    pub(crate) fn application_records(&self) -> Vec<ApplicationRecord> {
        let record = |application: &Application| ApplicationRecord {
            client_id: application.client_id.clone(),
            client_secret: application.client_secret.clone(),
            name: application.name.clone(),
            description: application.description.clone(),
            redirect_uris: application.redirect_uris.clone(),
            extended: application.extended,
            owner: self.username(&application.owner_id),
        };
        self.applications.values().map(record).collect()
    }

    pub(crate) fn token_records(&self) -> Vec<TokenRecord> {
        let tokens = self.access_tokens.iter();
        tokens
            .map(|(token, access)| self.token_record(token, access))
            .collect()
    }

    pub(crate) fn token_record(&self, token: &str, access: &AccessToken) -> TokenRecord {
        TokenRecord {
            token: Some(token.to_owned()),
            user: self.username(&access.user_id),
            scopes: Some(access.scopes.clone()),
            application: access.client_id.clone(),
            expires_at: access.expires_at.map(timestamp),
            description: access.description.clone(),
            created_at: Some(timestamp(access.created_at)),
        }
    }

    fn refresh_token_records(&self) -> Vec<RefreshTokenRecord> {
        let record = |(token, refresh): (&String, &RefreshToken)| {
            Some(RefreshTokenRecord {
                token: token.clone(),
                user: self.username(&refresh.user_id)?,
                application: refresh.client_id.clone(),
                scopes: refresh.scopes.clone(),
            })
        };
        self.refresh_tokens.iter().filter_map(record).collect()
    }

    pub(crate) fn post_records(&self) -> Vec<PostRecord> {
        let record = |post: &Post| PostRecord {
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
            published_at: post.published_at.map(timestamp),
            created_at: Some(timestamp(post.created_at)),
        };
        self.posts.values().map(record).collect()
    }

    /// Images without their bytes.
    pub(crate) fn image_records(&self) -> Vec<ImageRecord> {
        self.images.values().map(image_record).collect()
    }
}
