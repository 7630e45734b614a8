//! The people and publications that were seen, as a seed: a sandbox that starts with it ought to
//! respond as the service did.

use serde_json::Value;

use super::{Exchange, Recording};
use crate::document::medium;
use crate::seed::Seed;
use crate::seed::records::{PublicationRecord, Records, TokenRecord, UserRecord};

/// The token of whoever was recorded.
pub(super) const TOKEN: &str = "recorded";

impl Recording {
    pub(super) fn seed(&self) -> Seed {
        let mut seen = Seen::default();
        for exchange in self.exchanges.iter().filter(|one| one.status == 200) {
            let operation = medium().operation_of(&exchange.method, exchange.bare_path());
            let data = exchange.response.json();
            let data = data.as_ref().map(|body| &body["data"]);
            match (operation.map(|operation| operation.id.as_str()), data) {
                (Some("me"), Some(user)) => seen.add_user(user),
                (Some("publications"), Some(list)) => seen.add_publications(list),
                (Some("contributors"), Some(list)) => seen.add_contributors(exchange, list),
                _ => {}
            }
        }
        seen.into_seed()
    }
}

#[derive(Default)]
struct Seen {
    users: Vec<UserRecord>,
    publications: Vec<PublicationRecord>,
}

impl Seen {
    fn add_user(&mut self, user: &Value) {
        let text = |name: &str| user[name].as_str().map(str::to_owned);
        let Some(id) = text("id") else { return };
        let record = UserRecord {
            username: text("username").unwrap_or_else(|| id.clone()),
            name: text("name"),
            id: Some(id.clone()),
        };
        match self
            .users
            .iter_mut()
            .find(|user| user.id.as_ref() == Some(&id))
        {
            Some(known) => *known = record,
            // Whose token it is comes first.
            None => self.users.insert(0, record),
        }
    }

    fn add_publications(&mut self, list: &Value) {
        for publication in list.as_array().into_iter().flatten() {
            let text = |name: &str| publication[name].as_str().map(str::to_owned);
            let Some(id) = text("id") else { continue };
            let url = text("url").unwrap_or_default();
            let slug = url.rsplit('/').next().unwrap_or_default();
            let slug = match slug.is_empty() {
                true => id.clone(),
                false => slug.trim_start_matches('@').to_owned(),
            };
            let known = self.publication(&id);
            known.slug = slug;
            known.name = text("name");
            known.description = text("description").unwrap_or_default();
        }
    }

    fn add_contributors(&mut self, exchange: &Exchange, list: &Value) {
        for contributor in list.as_array().into_iter().flatten() {
            let text = |name: &str| contributor[name].as_str().map(str::to_owned);
            let (Some(user_id), Some(role)) = (text("userId"), text("role")) else {
                continue;
            };
            let of_path = exchange.bare_path().split('/').nth(3).map(str::to_owned);
            let Some(id) = text("publicationId").or(of_path) else {
                continue;
            };
            let username = self.username(&user_id);
            let publication = self.publication(&id);
            let people = match role.as_str() {
                "editor" => &mut publication.editors,
                _ => &mut publication.writers,
            };
            if !people.contains(&username) {
                people.push(username);
            }
        }
    }

    fn publication(&mut self, id: &str) -> &mut PublicationRecord {
        let known = |publication: &PublicationRecord| publication.id.as_deref() == Some(id);
        let at = match self.publications.iter().position(known) {
            Some(at) => at,
            None => {
                self.publications.push(PublicationRecord {
                    slug: id.to_owned(),
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
        &mut self.publications[at]
    }

    fn username(&mut self, id: &str) -> String {
        let known = self
            .users
            .iter()
            .find(|user| user.id.as_deref() == Some(id));
        if let Some(user) = known {
            return user.username.clone();
        }
        let username = format!("user-{}", self.users.len() + 1);
        self.users.push(UserRecord {
            username: username.clone(),
            name: None,
            id: Some(id.to_owned()),
        });
        username
    }

    fn into_seed(mut self) -> Seed {
        if self.users.is_empty() {
            self.users.push(UserRecord {
                username: "recorded".to_owned(),
                name: None,
                id: None,
            });
        }
        // What is listed and neither edited nor written for is followed.
        let own = self.users[0].username.clone();
        for publication in &mut self.publications {
            if !publication.editors.contains(&own) && !publication.writers.contains(&own) {
                publication.followers.push(own.clone());
            }
        }
        let token = TokenRecord {
            token: Some(TOKEN.to_owned()),
            ..TokenRecord::default()
        };
        Seed(Records {
            users: Some(self.users),
            publications: Some(self.publications),
            tokens: Some(vec![token]),
            ..Records::default()
        })
    }
}
