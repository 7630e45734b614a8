//! Converts a seed to a database.

use super::entries::{
    ApplicationEntry, Entries, FaultEntry, PublicationEntry, RefreshTokenEntry, TokenEntry,
    UserEntry,
};
use super::error::SeedError;
use super::names::{check_name, reject_duplicate};
use super::parse::Seed;
use crate::faults::{Fault, FaultScope, Times};
use crate::state::credentials::is_valid_token;
use crate::state::entities::{AccessToken, Authorization};
use crate::state::{Database, Settings};
use crate::{Application, Publication, User, ids};

type Result<T> = std::result::Result<T, SeedError>;

impl Seed {
    /// Returns the database with the entries of the seed, and with defaults for missing lists.
    pub(crate) fn database(&self, settings: &Settings) -> Result<Database> {
        let db = self.build(settings);
        db.map_err(|error| error.with_line(&self.0.lines))
    }

    fn build(&self, settings: &Settings) -> Result<Database> {
        let mut db = Database::default();
        let entries = &self.0;
        let default = Self::default_entries();
        let users = entries.users.as_ref().or(default.users.as_ref());
        for (index, entry) in users.into_iter().flatten().enumerate() {
            db.load_user(entry, &format!("users[{index}]"))?;
        }
        if db.users.is_empty() {
            return Err(SeedError::entry("users", "the list must not be empty"));
        }
        // The default publications refer to the default users.
        let default = default.publications.filter(|_| entries.users.is_none());
        let publications = entries.publications.as_ref().or(default.as_ref());
        for (index, entry) in publications.into_iter().flatten().enumerate() {
            db.load_publication(entry, &format!("publications[{index}]"))?;
        }
        db.load_credentials(entries, settings)?;
        for (index, entry) in entries.images.iter().enumerate() {
            db.load_image(entry, settings, &format!("images[{index}]"))?;
        }
        for (index, entry) in entries.posts.iter().enumerate() {
            db.load_post(entry, settings, &format!("posts[{index}]"))?;
        }
        db.discard_changes();
        Ok(db)
    }

    /// Returns the faults of the seed.
    pub(crate) fn faults(&self) -> Result<Vec<(FaultScope, Fault, Times)>> {
        let rule = |(index, entry): (usize, &FaultEntry)| {
            let rule = entry.rule();
            let rule = rule.and_then(|rule| match rule.1 {
                Fault::ConnectionRefused => Err(
                    "connection-refused is not allowed in a seed: no call could end it.".to_owned(),
                ),
                _ => Ok(rule),
            });
            rule.map_err(|problem| {
                SeedError::entry(format!("faults[{index}]"), problem).with_line(&self.0.lines)
            })
        };
        self.0.faults.iter().enumerate().map(rule).collect()
    }
}

impl Database {
    fn load_user(&mut self, entry: &UserEntry, path: &str) -> Result<()> {
        let username = &entry.username;
        check_name(username, &format!("{path}.username"))?;
        let exists = self.user_named(username).is_some();
        reject_duplicate(exists, path, "users called", username)?;
        let id = match &entry.id {
            Some(id) => id.clone(),
            None => ids::user_id(username),
        };
        check_name(&id, &format!("{path}.id"))?;
        reject_duplicate(self.users.contains(&id), path, "users with the id", &id)?;
        let user = User {
            id,
            username: username.clone(),
            name: entry.name.clone().unwrap_or_else(|| username.clone()),
        };
        self.users.insert(user.id.clone(), user);
        Ok(())
    }

    fn load_publication(&mut self, entry: &PublicationEntry, path: &str) -> Result<()> {
        let slug = &entry.slug;
        check_name(slug, &format!("{path}.slug"))?;
        let exists = self.publication_named(slug).is_some();
        reject_duplicate(exists, path, "publications with the slug", slug)?;
        let id = match &entry.id {
            Some(id) => id.clone(),
            None => ids::publication_id(slug),
        };
        check_name(&id, &format!("{path}.id"))?;
        let exists = self.publications.contains(&id);
        reject_duplicate(exists, path, "publications with the id", &id)?;
        let user_ids = |usernames: &[String], role: &str| -> Result<Vec<String>> {
            let path = format!("{path}.{role}");
            let id = |username: &String| Ok(self.seed_user(Some(username), &path)?.id.clone());
            usernames.iter().map(id).collect()
        };
        let publication = Publication {
            id,
            slug: slug.clone(),
            name: entry.name.clone().unwrap_or_else(|| slug.clone()),
            description: entry.description.clone(),
            editors: user_ids(&entry.editors, "editors")?,
            writers: user_ids(&entry.writers, "writers")?,
            followers: user_ids(&entry.followers, "followers")?,
        };
        self.publications
            .insert(publication.id.clone(), publication);
        Ok(())
    }

    fn load_credentials(&mut self, entries: &Entries, settings: &Settings) -> Result<()> {
        let now = settings.clock.now_ms();
        let applications = entries.applications.iter().flatten();
        for (index, entry) in applications.enumerate() {
            self.load_application(entry, &format!("applications[{index}]"))?;
        }
        for (index, entry) in entries.tokens.iter().flatten().enumerate() {
            let path = format!("tokens[{index}]");
            let token = entry.token.as_deref().unwrap_or_default();
            if self.access_tokens.contains(token) {
                return Err(SeedError::entry(path, "duplicate token; make it unique"));
            }
            self.add_token(entry, now, &path)?;
        }
        for (index, entry) in entries.refresh_tokens.iter().enumerate() {
            self.load_refresh_token(entry, &format!("refreshTokens[{index}]"))?;
        }
        Ok(())
    }

    fn load_application(&mut self, entry: &ApplicationEntry, path: &str) -> Result<()> {
        if entry.redirect_uris.is_empty() {
            let problem =
                "the list must not be empty; add a URL such as http://127.0.0.1:8585/callback";
            return Err(SeedError::entry(format!("{path}.redirectUris"), problem));
        }
        let mut uris = entry.redirect_uris.iter();
        if let Some(uri) = uris.find(|uri| !Application::is_callback(uri)) {
            let problem = format!("{uri:?} is not an absolute URL");
            return Err(SeedError::entry(format!("{path}.redirectUris"), problem));
        }
        let owner = self.seed_user(entry.owner.as_ref(), &format!("{path}.owner"))?;
        let application = Application {
            owner_id: owner.id.clone(),
            client_id: entry.client_id.clone(),
            client_secret: entry.client_secret.clone(),
            name: entry.name.clone(),
            description: entry.description.clone(),
            redirect_uris: entry.redirect_uris.clone(),
            extended: entry.extended,
        };
        let client_id = application.client_id.clone();
        let exists = self.applications.contains(&client_id);
        reject_duplicate(exists, path, "applications with the client id", &client_id)?;
        self.applications.insert(client_id, application);
        Ok(())
    }

    /// Adds an access token and returns it. Without a token in the entry, creates a random one.
    pub(crate) fn add_token(&mut self, entry: &TokenEntry, now: i64, path: &str) -> Result<String> {
        let user = self.seed_user(entry.user.as_ref(), &format!("{path}.user"))?;
        let mut access = AccessToken::integration(user.id.clone(), entry.description.clone(), now);
        if let Some(client_id) = &entry.application {
            self.seed_application(client_id, path)?;
            access.client_id = Some(client_id.clone());
        }
        if let Some(scopes) = &entry.scopes {
            access.scopes.clone_from(scopes);
        }
        access.expires_at = entry.expires_at.map(|time| time.0);
        if let Some(created_at) = entry.created_at {
            access.created_at = created_at.0;
        }
        let token = entry.token.clone();
        let token = token.unwrap_or_else(|| ids::random_hex(32));
        if !is_valid_token(&token) {
            let problem = "the token is empty or has characters that a header can't contain";
            return Err(SeedError::entry(path, problem));
        }
        self.access_tokens.insert(token.clone(), access);
        Ok(token)
    }

    fn load_refresh_token(&mut self, entry: &RefreshTokenEntry, path: &str) -> Result<()> {
        let user = self.seed_user(Some(&entry.user), &format!("{path}.user"))?;
        let refresh = Authorization {
            user_id: user.id.clone(),
            scopes: entry.scopes.clone(),
            client_id: entry.application.clone(),
        };
        self.seed_application(&entry.application, path)?;
        self.refresh_tokens.insert(entry.token.clone(), refresh);
        Ok(())
    }

    /// Returns the user with this name; without a name, the first user.
    pub(super) fn seed_user(&self, username: Option<&String>, path: &str) -> Result<&User> {
        let user = match username {
            Some(username) => self.user_named(username),
            None => self.users.values().next(),
        };
        user.ok_or_else(|| {
            let username = username.map(String::as_str).unwrap_or_default();
            let known = self.users.values().map(|user| user.username.as_str());
            let known: Vec<&str> = known.collect();
            let known = known.join(", ");
            let problem = format!("unknown user {username:?}; known users: {known}");
            SeedError::entry(path, problem)
        })
    }

    pub(super) fn seed_publication(&self, slug: &str, path: &str) -> Result<&Publication> {
        self.publication_named(slug).ok_or_else(|| {
            let known = self.publications.values().map(|other| other.slug.as_str());
            let known: Vec<&str> = known.collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            let problem = format!("unknown publication {slug:?}; known publications: {known}");
            SeedError::entry(format!("{path}.publication"), problem)
        })
    }

    fn seed_application(&self, client_id: &str, path: &str) -> Result<&Application> {
        self.applications.get(client_id).ok_or_else(|| {
            let problem = format!("unknown client id {client_id:?}");
            SeedError::entry(format!("{path}.application"), problem)
        })
    }
}
