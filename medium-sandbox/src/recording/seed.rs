//! The recorded users and publications as a seed: a sandbox that starts with it should respond like
//! the service.

use std::collections::HashSet;

use serde_json::Value;

use super::exchange::Exchange;
use super::format::Recording;
use crate::document::medium;
use crate::seed::entries::{Entries, PublicationEntry, TokenEntry, UserEntry};
use crate::seed::{Seed, is_name};

/// The token of the recorded user.
pub(super) const TOKEN: &str = "recorded";

impl Recording {
    pub(super) fn seed(&self) -> Seed {
        let mut names = RecordedNames::default();
        // Users with names first: lists of contributors have only ids.
        for (_, body) in self.successes("me") {
            names.add_user(&body["data"]);
        }
        for (_, body) in self.successes("publications") {
            names.add_publications(&body["data"]);
        }
        for (exchange, body) in self.successes("contributors") {
            names.add_contributors(exchange, &body["data"]);
        }
        names.into_seed()
    }

    /// Returns the successful exchanges of an operation, with the JSON of the response.
    fn successes(&self, id: &str) -> impl Iterator<Item = (&Exchange, Value)> {
        let all = self
            .exchanges
            .iter()
            .filter(|exchange| exchange.status == 200);
        all.filter_map(move |exchange| {
            let operation = medium().operation_of(&exchange.method, exchange.bare_path())?;
            let body = exchange.response.json()?;
            (operation.id == id).then_some((exchange, body))
        })
    }
}

/// Returns a field of a response, if a seed accepts it as a name or an id.
fn name_in(value: &Value, field: &str) -> Option<String> {
    let text = value[field].as_str().filter(|text| is_name(text));
    text.map(str::to_owned)
}

/// Returns the recorded name if it is valid and free, otherwise a new one.
fn free_name(recorded: Option<String>, prefix: &str, taken: &HashSet<&str>) -> String {
    let free = |name: &String| is_name(name) && !taken.contains(name.as_str());
    recorded.filter(free).unwrap_or_else(|| {
        let mut numbers = taken.len()..;
        let generated = numbers.find_map(|number| {
            let name = format!("{prefix}-{number}");
            free(&name).then_some(name)
        });
        generated.unwrap_or_default()
    })
}

#[derive(Default)]
struct RecordedNames {
    users: Vec<UserEntry>,
    publications: Vec<PublicationEntry>,
}

impl RecordedNames {
    fn add_user(&mut self, user: &Value) {
        let Some(id) = name_in(user, "id") else {
            return;
        };
        self.users.retain(|user| user.id.as_ref() != Some(&id));
        let entry = UserEntry {
            username: self.free_username(name_in(user, "username")),
            name: user["name"].as_str().map(str::to_owned),
            id: Some(id),
        };
        // The owner of the token comes first.
        self.users.insert(0, entry);
    }

    /// Returns the recorded username if it is valid and free, otherwise a new one.
    fn free_username(&self, recorded: Option<String>) -> String {
        let taken = self.users.iter().map(|user| user.username.as_str());
        free_name(recorded, "user", &taken.collect())
    }

    fn add_publications(&mut self, list: &Value) {
        for publication in list.as_array().into_iter().flatten() {
            let text = |name: &str| publication[name].as_str().map(str::to_owned);
            let Some(id) = name_in(publication, "id") else {
                continue;
            };
            let url = text("url").unwrap_or_default();
            let slug = url.rsplit('/').next().unwrap_or_default();
            let slug = slug.trim_start_matches('@').to_owned();
            let entry = self.publication(&id, Some(slug));
            entry.name = text("name");
            entry.description = text("description").unwrap_or_default();
        }
    }

    fn add_contributors(&mut self, exchange: &Exchange, list: &Value) {
        for contributor in list.as_array().into_iter().flatten() {
            let (Some(user_id), Some(role)) =
                (name_in(contributor, "userId"), contributor["role"].as_str())
            else {
                continue;
            };
            let in_path = exchange.bare_path().split('/').nth(3);
            let in_path = in_path.filter(|id| is_name(id)).map(str::to_owned);
            let Some(id) = name_in(contributor, "publicationId").or(in_path) else {
                continue;
            };
            let username = self.username(&user_id);
            let publication = self.publication(&id, None);
            let members = match role {
                "editor" => &mut publication.editors,
                _ => &mut publication.writers,
            };
            if !members.contains(&username) {
                members.push(username);
            }
        }
    }

    /// Returns the publication with this id. A new one gets the recorded slug if possible.
    fn publication(&mut self, id: &str, slug: Option<String>) -> &mut PublicationEntry {
        let has_id = |publication: &PublicationEntry| publication.id.as_deref() == Some(id);
        let index = match self.publications.iter().position(has_id) {
            Some(index) => index,
            None => {
                let taken = self.publications.iter().map(|other| other.slug.as_str());
                let slug = free_name(slug, "publication", &taken.collect());
                self.publications.push(PublicationEntry {
                    slug,
                    name: None,
                    description: String::new(),
                    id: Some(id.to_owned()),
                    editors: Vec::new(),
                    writers: Vec::new(),
                    followers: Vec::new(),
                });
                self.publications.len() - 1
            }
        };
        &mut self.publications[index]
    }

    fn username(&mut self, id: &str) -> String {
        let mut users = self.users.iter();
        if let Some(user) = users.find(|user| user.id.as_deref() == Some(id)) {
            return user.username.clone();
        }
        let username = self.free_username(None);
        self.users.push(UserEntry {
            username: username.clone(),
            name: None,
            id: Some(id.to_owned()),
        });
        username
    }

    fn into_seed(mut self) -> Seed {
        if self.users.is_empty() {
            self.users.push(UserEntry {
                username: "recorded".to_owned(),
                name: None,
                id: None,
            });
        }
        // A listed publication that the user neither edits nor writes for is one they follow.
        let owner = self.users[0].username.clone();
        for publication in &mut self.publications {
            if !publication.editors.contains(&owner) && !publication.writers.contains(&owner) {
                publication.followers.push(owner.clone());
            }
        }
        let token = TokenEntry {
            token: Some(TOKEN.to_owned()),
            ..TokenEntry::default()
        };
        Seed(Entries {
            users: Some(self.users),
            publications: Some(self.publications),
            tokens: Some(vec![token]),
            ..Entries::default()
        })
    }
}
