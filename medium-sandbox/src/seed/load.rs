//! Converts a seed to a database.

use jiff::Timestamp;

use super::entries::{
    ApplicationRecord, PublicationRecord, Records, RefreshTokenRecord, TokenRecord, UserRecord,
};
use super::error::SeedError;
use super::names::{check_name, reject_duplicate};
use super::parse::Seed;
use crate::faults::{Fault, FaultScope, Times};
use crate::state::credentials::{AccessToken, RefreshToken, is_valid_token};
use crate::state::{Database, Settings};
use crate::{Application, Publication, User, ids};

type Result<T> = std::result::Result<T, SeedError>;

impl Seed {
    /// Returns the database with the records of the seed, and defaults for what it leaves out.
    pub(crate) fn database(&self, settings: &Settings) -> Result<Database> {
        let db = self.build(settings);
        db.map_err(|error| error.with_line(&self.0.lines))
    }

    fn build(&self, settings: &Settings) -> Result<Database> {
        let mut db = Database::default();
        let records = &self.0;
        let default = Self::default_records();
        let users = records.users.as_ref().or(default.users.as_ref());
        for (index, record) in users.into_iter().flatten().enumerate() {
            db.load_user(record, &format!("users[{index}]"))?;
        }
        if db.users.is_empty() {
            return Err(SeedError::record("users", "there must be at least one"));
        }
        // The default publications refer to the default users.
        let default = default.publications.filter(|_| records.users.is_none());
        let publications = records.publications.as_ref().or(default.as_ref());
        for (index, record) in publications.into_iter().flatten().enumerate() {
            db.load_publication(record, &format!("publications[{index}]"))?;
        }
        db.load_credentials(records, settings)?;
        for (index, record) in records.images.iter().enumerate() {
            db.load_image(record, settings, &format!("images[{index}]"))?;
        }
        for (index, record) in records.posts.iter().enumerate() {
            db.load_post(record, settings, &format!("posts[{index}]"))?;
        }
        db.discard_changes();
        Ok(db)
    }

    /// Returns the faults of the seed.
    pub(crate) fn faults(&self) -> Result<Vec<(FaultScope, Fault, Times)>> {
        let rule = |(index, record): (usize, &super::entries::FaultRecord)| {
            let rule = record.rule();
            let rule = rule.and_then(|rule| match rule.1 {
                Fault::ConnectionRefused => Err(
                    "connection-refused is not allowed in a seed: no call could end it.".to_owned(),
                ),
                _ => Ok(rule),
            });
            rule.map_err(|problem| {
                SeedError::record(format!("faults[{index}]"), problem).with_line(&self.0.lines)
            })
        };
        self.0.faults.iter().enumerate().map(rule).collect()
    }
}

impl Database {
    fn load_user(&mut self, record: &UserRecord, path: &str) -> Result<()> {
        let username = &record.username;
        check_name(username, &format!("{path}.username"))?;
        let named = self.user_named(username).is_some();
        reject_duplicate(named, path, "users called", username)?;
        let id = match &record.id {
            Some(id) => id.clone(),
            None => ids::user_id(username),
        };
        check_name(&id, &format!("{path}.id"))?;
        reject_duplicate(self.users.contains(&id), path, "users with the id", &id)?;
        let user = User {
            id,
            username: username.clone(),
            name: record.name.clone().unwrap_or_else(|| username.clone()),
        };
        self.users.insert(user.id.clone(), user);
        Ok(())
    }

    fn load_publication(&mut self, record: &PublicationRecord, path: &str) -> Result<()> {
        let slug = &record.slug;
        check_name(slug, &format!("{path}.slug"))?;
        let named = self.publication_named(slug).is_some();
        reject_duplicate(named, path, "publications with the slug", slug)?;
        let id = match &record.id {
            Some(id) => id.clone(),
            None => ids::publication_id(slug),
        };
        check_name(&id, &format!("{path}.id"))?;
        let known = self.publications.contains(&id);
        reject_duplicate(known, path, "publications with the id", &id)?;
        let user_ids = |usernames: &[String], role: &str| -> Result<Vec<String>> {
            let path = format!("{path}.{role}");
            let id = |username: &String| Ok(self.seed_user(Some(username), &path)?.id.clone());
            usernames.iter().map(id).collect()
        };
        let publication = Publication {
            id,
            slug: slug.clone(),
            name: record.name.clone().unwrap_or_else(|| slug.clone()),
            description: record.description.clone(),
            editors: user_ids(&record.editors, "editors")?,
            writers: user_ids(&record.writers, "writers")?,
            followers: user_ids(&record.followers, "followers")?,
        };
        self.publications
            .insert(publication.id.clone(), publication);
        Ok(())
    }

    fn load_credentials(&mut self, records: &Records, settings: &Settings) -> Result<()> {
        let now = settings.clock.now_ms();
        let applications = records.applications.iter().flatten();
        for (index, record) in applications.enumerate() {
            self.load_application(record, &format!("applications[{index}]"))?;
        }
        for (index, record) in records.tokens.iter().flatten().enumerate() {
            let path = format!("tokens[{index}]");
            let token = record.token.as_deref().unwrap_or_default();
            if self.access_tokens.contains(token) {
                return Err(SeedError::record(path, "duplicate token; make it unique"));
            }
            self.add_token(record, now, &path)?;
        }
        for (index, record) in records.refresh_tokens.iter().enumerate() {
            self.load_refresh_token(record, &format!("refreshTokens[{index}]"))?;
        }
        Ok(())
    }

    fn load_application(&mut self, record: &ApplicationRecord, path: &str) -> Result<()> {
        if record.redirect_uris.is_empty() {
            let problem = "there must be at least one, such as http://127.0.0.1:8585/callback";
            return Err(SeedError::record(format!("{path}.redirectUris"), problem));
        }
        if let Some(uri) = record
            .redirect_uris
            .iter()
            .find(|uri| !Application::is_callback(uri))
        {
            let problem = format!("{uri:?} is not an absolute URL");
            return Err(SeedError::record(format!("{path}.redirectUris"), problem));
        }
        let owner = self.seed_user(record.owner.as_ref(), &format!("{path}.owner"))?;
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
        reject_duplicate(known, path, "applications with the client id", &client_id)?;
        self.applications.insert(client_id, application);
        Ok(())
    }

    /// Adds an access token, random unless the record has one, and returns it.
    pub(crate) fn add_token(
        &mut self,
        record: &TokenRecord,
        now: i64,
        path: &str,
    ) -> Result<String> {
        let user = self.seed_user(record.user.as_ref(), &format!("{path}.user"))?;
        let mut access = AccessToken::integration(user.id.clone(), record.description.clone(), now);
        if let Some(client_id) = &record.application {
            self.seed_application(client_id, path)?;
            access.client_id = Some(client_id.clone());
        }
        if let Some(scopes) = &record.scopes {
            access.scopes.clone_from(scopes);
        }
        access.expires_at = record.expires_at.map(Timestamp::as_millisecond);
        if let Some(created_at) = record.created_at {
            access.created_at = created_at.as_millisecond();
        }
        let token = record.token.clone();
        let token = token.unwrap_or_else(|| ids::random_hex(32));
        if !is_valid_token(&token) {
            let problem = "the token is empty or has characters that a header can't contain";
            return Err(SeedError::record(path, problem));
        }
        self.access_tokens.insert(token.clone(), access);
        Ok(token)
    }

    fn load_refresh_token(&mut self, record: &RefreshTokenRecord, path: &str) -> Result<()> {
        let user = self.seed_user(Some(&record.user), &format!("{path}.user"))?;
        let refresh = RefreshToken {
            user_id: user.id.clone(),
            scopes: record.scopes.clone(),
            client_id: record.application.clone(),
        };
        self.seed_application(&record.application, path)?;
        self.refresh_tokens.insert(record.token.clone(), refresh);
        Ok(())
    }

    /// Returns the user with this name. Without a name, the first one.
    pub(super) fn seed_user(&self, username: Option<&String>, path: &str) -> Result<&User> {
        let found = match username {
            Some(username) => self.user_named(username),
            None => self.users.values().next(),
        };
        found.ok_or_else(|| {
            let named = username.map(String::as_str).unwrap_or_default();
            let known = self.users.values().map(|user| user.username.as_str());
            let known: Vec<&str> = known.collect();
            let known = known.join(", ");
            let problem = format!("unknown user {named:?}; known users: {known}");
            SeedError::record(path, problem)
        })
    }

    pub(super) fn seed_publication(&self, slug: &str, path: &str) -> Result<&Publication> {
        self.publication_named(slug).ok_or_else(|| {
            let known = self.publications.values().map(|one| one.slug.as_str());
            let known: Vec<&str> = known.collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            let problem = format!("unknown publication {slug:?}; known publications: {known}");
            SeedError::record(format!("{path}.publication"), problem)
        })
    }

    fn seed_application(&self, client_id: &str, path: &str) -> Result<&Application> {
        self.applications.get(client_id).ok_or_else(|| {
            let problem = format!("unknown client id {client_id:?}");
            SeedError::record(format!("{path}.application"), problem)
        })
    }
}
