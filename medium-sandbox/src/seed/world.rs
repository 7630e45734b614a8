//! From a seed to what a sandbox holds.

use jiff::Timestamp;

use super::names::{check_name, refuse_second};
use super::records::{
    ApplicationRecord, PublicationRecord, Records, RefreshTokenRecord, TokenRecord, UserRecord,
};
use super::{Seed, SeedError};
use crate::faults::{Fault, Target, Times};
use crate::state::credentials::{Grant, RefreshGrant};
use crate::state::{Settings, World};
use crate::{Application, Publication, User, ids};

type Result<T> = std::result::Result<T, SeedError>;

impl Seed {
    /// What it says, and the people and publications that there are without it.
    pub(crate) fn world(&self, settings: &Settings) -> Result<World> {
        let world = self.build(settings);
        world.map_err(|error| error.in_line(&self.0.lines))
    }

    fn build(&self, settings: &Settings) -> Result<World> {
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
            rule.map_err(|problem| {
                SeedError::record(format!("faults[{at}]"), problem).in_line(&self.0.lines)
            })
        };
        self.0.faults.iter().enumerate().map(rule).collect()
    }
}

impl World {
    fn add_user(&mut self, record: &UserRecord, place: &str) -> Result<()> {
        let username = &record.username;
        check_name(username, &format!("{place}.username"))?;
        let named = self.user_named(username).is_some();
        refuse_second(named, place, "users called", username)?;
        let id = match &record.id {
            Some(id) => id.clone(),
            None => ids::user_id(username),
        };
        check_name(&id, &format!("{place}.id"))?;
        refuse_second(self.users.contains(&id), place, "users with the id", &id)?;
        let user = User {
            id,
            username: username.clone(),
            name: record.name.clone().unwrap_or_else(|| username.clone()),
        };
        self.users.insert(user.id.clone(), user);
        Ok(())
    }

    fn add_publication(&mut self, record: &PublicationRecord, place: &str) -> Result<()> {
        let slug = &record.slug;
        check_name(slug, &format!("{place}.slug"))?;
        let named = self.publication_named(slug).is_some();
        refuse_second(named, place, "publications with the slug", slug)?;
        let id = match &record.id {
            Some(id) => id.clone(),
            None => ids::publication_id(slug),
        };
        check_name(&id, &format!("{place}.id"))?;
        let known = self.publications.contains(&id);
        refuse_second(known, place, "publications with the id", &id)?;
        let people = |usernames: &[String], role: &str| -> Result<Vec<String>> {
            let place = format!("{place}.{role}");
            let id = |username: &String| Ok(self.seed_user(Some(username), &place)?.id.clone());
            usernames.iter().map(id).collect()
        };
        let publication = Publication {
            id,
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
            let place = format!("tokens[{at}]");
            let token = record.token.as_deref().unwrap_or_default();
            if self.access_tokens.contains(token) {
                return Err(SeedError::record(place, "this token is there already"));
            }
            self.add_token(record, now, &place)?;
        }
        for (at, record) in records.refresh_tokens.iter().enumerate() {
            self.add_refresh_token(record, &format!("refreshTokens[{at}]"))?;
        }
        Ok(())
    }

    fn add_application(&mut self, record: &ApplicationRecord, place: &str) -> Result<()> {
        if record.redirect_uris.is_empty() {
            let problem = "there has to be one at least, such as http://127.0.0.1:8585/callback";
            return Err(SeedError::record(format!("{place}.redirectUris"), problem));
        }
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
        let known = self.applications.contains(&client_id);
        refuse_second(known, place, "applications with the client id", &client_id)?;
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

    /// The user of this name, or the first one.
    pub(super) fn seed_user(&self, username: Option<&String>, place: &str) -> Result<&User> {
        let found = match username {
            Some(username) => self.user_named(username),
            None => self.users.values().next(),
        };
        found.ok_or_else(|| {
            let named = username.map(String::as_str).unwrap_or_default();
            let known = self.users.values().map(|user| user.username.as_str());
            let known: Vec<&str> = known.collect();
            let known = known.join(", ");
            let problem = format!("there is no user called {named:?}; there are {known}");
            SeedError::record(place, problem)
        })
    }

    pub(super) fn seed_publication(&self, slug: &str, place: &str) -> Result<&Publication> {
        self.publication_named(slug).ok_or_else(|| {
            let known = self.publications.values().map(|one| one.slug.as_str());
            let known: Vec<&str> = known.collect();
            let known = match known.is_empty() {
                true => "none at all".to_owned(),
                false => known.join(", "),
            };
            let problem = format!("there is no publication called {slug:?}; there are {known}");
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
