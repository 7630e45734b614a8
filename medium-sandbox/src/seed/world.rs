//! From a seed to what a sandbox holds.

use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use super::records::{
    ApplicationRecord, ImageRecord, PostRecord, PublicationRecord, Records, RefreshTokenRecord,
    TokenRecord, UserRecord,
};
use super::{Seed, SeedError};
use crate::faults::{Fault, Target, Times};
use crate::state::credentials::{Grant, RefreshGrant};
use crate::state::{Settings, World};
use crate::{Application, Image, Post, Publication, PublishStatus, User, ids};

type Result<T> = std::result::Result<T, SeedError>;

impl Seed {
    /// What it says, and the people and publications that there are without it.
    pub(crate) fn world(&self, settings: &Settings) -> Result<World> {
        let mut world = World::default();
        let records = &self.0;
        let default = Self::default_people();
        let users = records.users.as_ref().or(default.users.as_ref());
        for (at, record) in users.into_iter().flatten().enumerate() {
            world.add_user(record, &format!("users[{at}]"))?;
        }
        if world.users.is_empty() {
            return Err(SeedError::record("users", "there has to be one at least"));
        }
        // The default ones have contributors that may not be there.
        let default = default.publications.filter(|_| records.users.is_none());
        let publications = records.publications.as_ref().or(default.as_ref());
        for (at, record) in publications.into_iter().flatten().enumerate() {
            world.add_publication(record, &format!("publications[{at}]"))?;
        }
        world.add_credentials(records, settings)?;
        for (at, record) in records.images.iter().enumerate() {
            world.add_image(record, settings, &format!("images[{at}]"))?;
        }
        for (at, record) in records.posts.iter().enumerate() {
            world.add_post(record, settings, &format!("posts[{at}]"))?;
        }
        world.forget_changes();
        Ok(world)
    }

    /// The faults that are in force with it.
    pub(crate) fn faults(&self) -> Result<Vec<(Target, Fault, Times)>> {
        let rule = |(at, record): (usize, &super::records::FaultRecord)| {
            let rule = record.rule();
            let rule = rule.and_then(|rule| match rule.1 {
                Fault::Refuse => Err("refuse would leave nobody to end it.".to_owned()),
                _ => Ok(rule),
            });
            rule.map_err(|problem| SeedError::record(format!("faults[{at}]"), problem))
        };
        self.0.faults.iter().enumerate().map(rule).collect()
    }
}

impl World {
    fn add_user(&mut self, record: &UserRecord, place: &str) -> Result<()> {
        let username = &record.username;
        if username.is_empty() || username.contains(['/', '?', '#', '@']) {
            return Err(SeedError::record(
                place,
                "username can't stand in an address",
            ));
        }
        if self.user_named(username).is_some() {
            let problem = format!("there are two users called {username}");
            return Err(SeedError::record(place, problem));
        }
        let id = record.id.clone();
        let user = User {
            id: id.unwrap_or_else(|| ids::user_id(username)),
            username: username.clone(),
            name: record.name.clone().unwrap_or_else(|| username.clone()),
        };
        self.users.insert(user.id.clone(), user);
        Ok(())
    }

    fn add_publication(&mut self, record: &PublicationRecord, place: &str) -> Result<()> {
        let slug = &record.slug;
        if slug.is_empty() || slug.contains(['/', '?', '#', '@']) {
            return Err(SeedError::record(place, "slug can't stand in an address"));
        }
        let people = |usernames: &[String], role: &str| -> Result<Vec<String>> {
            let place = format!("{place}.{role}");
            let id = |username: &String| Ok(self.seed_user(Some(username), &place)?.id.clone());
            usernames.iter().map(id).collect()
        };
        let publication = Publication {
            id: match &record.id {
                Some(id) => id.clone(),
                None => ids::publication_id(slug),
            },
            slug: slug.clone(),
            name: record.name.clone().unwrap_or_else(|| slug.clone()),
            description: record.description.clone(),
            editors: people(&record.editors, "editors")?,
            writers: people(&record.writers, "writers")?,
            followers: people(&record.followers, "followers")?,
        };
        self.publications
            .insert(publication.id.clone(), publication);
        Ok(())
    }

    fn add_credentials(&mut self, records: &Records, settings: &Settings) -> Result<()> {
        let now = settings.clock.now_ms();
        let applications = records.applications.iter().flatten();
        for (at, record) in applications.enumerate() {
            self.add_application(record, &format!("applications[{at}]"))?;
        }
        for (at, record) in records.tokens.iter().flatten().enumerate() {
            self.add_token(record, now, &format!("tokens[{at}]"))?;
        }
        for (at, record) in records.refresh_tokens.iter().enumerate() {
            self.add_refresh_token(record, &format!("refreshTokens[{at}]"))?;
        }
        Ok(())
    }

    fn add_application(&mut self, record: &ApplicationRecord, place: &str) -> Result<()> {
        if let Some(uri) = record
            .redirect_uris
            .iter()
            .find(|uri| !Application::is_callback(uri))
        {
            let problem = format!("{uri:?} is not an absolute URL");
            return Err(SeedError::record(format!("{place}.redirectUris"), problem));
        }
        let owner = self.seed_user(record.owner.as_ref(), &format!("{place}.owner"))?;
        let application = Application {
            owner_id: owner.id.clone(),
            client_id: record.client_id.clone(),
            client_secret: record.client_secret.clone(),
            name: record.name.clone(),
            description: record.description.clone(),
            redirect_uris: record.redirect_uris.clone(),
            extended: record.extended,
        };
        let client_id = application.client_id.clone();
        self.applications.insert(client_id, application);
        Ok(())
    }

    /// Adds an access token, which is random unless the record names it, and returns it.
    pub(crate) fn add_token(
        &mut self,
        record: &TokenRecord,
        now: i64,
        place: &str,
    ) -> Result<String> {
        let user = self.seed_user(record.user.as_ref(), &format!("{place}.user"))?;
        let mut grant = Grant::integration(user.id.clone(), record.description.clone(), now);
        if let Some(client_id) = &record.application {
            self.seed_application(client_id, place)?;
            grant.client_id = Some(client_id.clone());
        }
        if let Some(scopes) = &record.scopes {
            grant.scopes.clone_from(scopes);
        }
        grant.expires_at = record.expires_at.map(Timestamp::as_millisecond);
        if let Some(created_at) = record.created_at {
            grant.created_at = created_at.as_millisecond();
        }
        let token = record.token.clone();
        let token = token.unwrap_or_else(|| ids::random_hex(32));
        if !crate::builder::is_sendable(&token) {
            let problem = "a token is empty, or has characters that no header can carry";
            return Err(SeedError::record(place, problem));
        }
        self.access_tokens.insert(token.clone(), grant);
        Ok(token)
    }

    fn add_refresh_token(&mut self, record: &RefreshTokenRecord, place: &str) -> Result<()> {
        let user = self.seed_user(Some(&record.user), &format!("{place}.user"))?;
        let grant = RefreshGrant {
            user_id: user.id.clone(),
            scopes: record.scopes.clone(),
            client_id: record.application.clone(),
        };
        self.seed_application(&record.application, place)?;
        self.refresh_tokens.insert(record.token.clone(), grant);
        Ok(())
    }

    fn add_image(&mut self, record: &ImageRecord, settings: &Settings, place: &str) -> Result<()> {
        let data = record.data.as_deref().unwrap_or_default();
        let bytes = STANDARD.decode(data).unwrap_or_default();
        if bytes.is_empty() {
            let problem = "data is to be the image's bytes in base64";
            return Err(SeedError::record(place, problem));
        }
        let content_type = record.content_type.as_str();
        let Some(mut image) = Image::of(&settings.origin, content_type, Bytes::from(bytes)) else {
            let problem = format!("contentType is {content_type:?}, which Medium does not take");
            return Err(SeedError::record(place, problem));
        };
        if let Some(url) = &record.url {
            image.url = at_origin(url, settings);
        }
        self.images.insert(image.url.clone(), image);
        Ok(())
    }

    fn add_post(&mut self, record: &PostRecord, settings: &Settings, place: &str) -> Result<()> {
        let author = self.seed_user(record.author.as_ref(), &format!("{place}.author"))?;
        let author_id = author.id.clone();
        let publication_id = match &record.publication {
            Some(slug) => Some(self.seed_publication(slug, place)?.id.clone()),
            None => None,
        };
        let now = settings.clock.now_ms();
        let created_at = record.created_at.map_or(now, Timestamp::as_millisecond);
        let draft = record.publish_status == PublishStatus::Draft;
        let published_at = record.published_at.map(Timestamp::as_millisecond);
        let id = record.id.clone().unwrap_or_else(|| ids::random_hex(6));
        let title = Some(&record.title).filter(|_| !draft);
        let url = match &record.url {
            Some(url) => at_origin(url, settings),
            None => self.post_url(settings, &author_id, publication_id.as_deref(), &id, title),
        };
        let post = Post {
            url,
            title: record.title.clone(),
            author_id,
            publication_id,
            content_format: record.content_format,
            content: record.content.clone(),
            tags: record.tags.clone(),
            canonical_url: record.canonical_url.clone(),
            publish_status: record.publish_status,
            license: record.license.clone(),
            published_at: published_at.or((!draft).then_some(created_at)),
            created_at,
            // There was none.
            request_body: String::new(),
            notify_followers: record.notify_followers,
            source: record.source,
            id,
        };
        self.posts.insert(post.id.clone(), post);
        Ok(())
    }

    /// The user of this name, or the first one.
    fn seed_user(&self, username: Option<&String>, place: &str) -> Result<&User> {
        let found = match username {
            Some(username) => self.user_named(username),
            None => self.users.values().next(),
        };
        found.ok_or_else(|| {
            let named = username.map(String::as_str).unwrap_or_default();
            SeedError::record(place, format!("there is no user called {named:?}"))
        })
    }

    fn seed_publication(&self, slug: &str, place: &str) -> Result<&Publication> {
        self.publication_named(slug).ok_or_else(|| {
            let problem = format!("there is no publication with the slug {slug:?}");
            SeedError::record(format!("{place}.publication"), problem)
        })
    }

    fn seed_application(&self, client_id: &str, place: &str) -> Result<&Application> {
        self.applications.get(client_id).ok_or_else(|| {
            let problem = format!("there is no application with the client id {client_id:?}");
            SeedError::record(format!("{place}.application"), problem)
        })
    }
}

/// The address here of what has this path.
fn at_origin(address: &str, settings: &Settings) -> String {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let path = address[after_scheme..].find('/');
    let path = path.map_or("/", |at| &address[after_scheme + at..]);
    format!("{}{path}", settings.origin)
}
