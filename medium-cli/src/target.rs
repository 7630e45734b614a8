//! Where a post goes: a profile or a publication, and what its author may do there.

use std::fmt;

use futures_util::stream::{self, StreamExt, TryStreamExt};
use medium_api::types::{Publication, PublishStatus, Role, User};
use medium_api::{Client, Error};
use medium_cli::diagnostic::ErrorKind;
use thiserror::Error as ThisError;
use url::Url;

use crate::api_error;
use crate::credential_source::CredentialSource;

/// How many publications are asked at once who contributes to them.
const AT_ONCE: usize = 4;

/// Where a post goes.
#[derive(Debug)]
pub(crate) enum Target {
    Profile,
    Publication(Box<Publication>),
}

/// Why it does not go there.
#[derive(Debug, ThisError)]
pub(crate) enum TargetError {
    #[error("no publication of yours is called `{wanted}`")]
    Unknown {
        wanted: String,
        /// The names of those that there are.
        known: Vec<String>,
    },
    #[error("several publications are called `{wanted}`")]
    Ambiguous {
        wanted: String,
        /// Their ids.
        ids: Vec<String>,
    },
    #[error("you write for {publication}, so {status} is not yours to choose: an editor decides")]
    WriterMayNot {
        publication: String,
        status: PublishStatus,
    },
    #[error("you neither edit {publication} nor write for it")]
    NotAContributor { publication: String },
    #[error("{}", api_error::message(.0))]
    Api(#[from] Error),
}

impl TargetError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Unknown { .. } => ErrorKind::PublicationNotFound,
            Self::Ambiguous { .. } => ErrorKind::PublicationAmbiguous,
            Self::WriterMayNot { .. } | Self::NotAContributor { .. } => ErrorKind::RoleInsufficient,
            Self::Api(error) => api_error::kind(error),
        }
    }

    pub(crate) fn advice(&self, source: CredentialSource<'_>) -> String {
        match self {
            Self::Unknown { known, .. } if known.is_empty() => "You have none.".to_owned(),
            Self::Unknown { known, .. } => format!("Yours are: {}", known.join(", ")),
            Self::Ambiguous { ids, .. } => format!("Name one by its id: {}", ids.join(", ")),
            Self::WriterMayNot { .. } => {
                "Send it as a draft, for an editor to approve: --status draft".to_owned()
            }
            Self::NotAContributor { .. } => {
                "Only its editors and writers can post there; `medium publications` lists yours."
                    .to_owned()
            }
            Self::Api(error) => api_error::advice(error, source),
        }
    }
}

impl Target {
    /// The publication that `wanted` names, if `me` may give a post this status there.
    pub(crate) async fn find(
        client: &Client,
        me: &User,
        wanted: &str,
        status: &PublishStatus,
    ) -> Result<Self, TargetError> {
        let publication = publication(client, me, wanted).await?;
        let name = publication.name.clone();
        match role(client, me, &publication).await? {
            None => Err(TargetError::NotAContributor { publication: name }),
            Some(Role::Writer) if *status != PublishStatus::Draft => {
                Err(TargetError::WriterMayNot {
                    publication: name,
                    status: status.clone(),
                })
            }
            Some(_) => Ok(Self::Publication(Box::new(publication))),
        }
    }
}

impl Target {
    /// As the ledger has it.
    pub(crate) fn for_ledger(&self) -> medium_store::Target {
        match self {
            Self::Profile => medium_store::Target::Profile,
            Self::Publication(one) => medium_store::Target::Publication(one.id.to_string()),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile => f.write_str("your profile"),
            Self::Publication(publication) => f.write_str(&publication.name),
        }
    }
}

/// The one of the user's publications with this id, name or last part of the address.
pub(crate) async fn publication(
    client: &Client,
    me: &User,
    wanted: &str,
) -> Result<Publication, TargetError> {
    let all = client.publications(&me.id).await?;
    if let Some(by_id) = all.iter().find(|one| one.id.as_str() == wanted) {
        return Ok(by_id.clone());
    }
    let known = all.iter().map(|one| one.name.clone()).collect();
    let mut found: Vec<_> = all
        .into_iter()
        .filter(|one| is_called(one, wanted))
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(publication), true) => Ok(publication),
        (Some(last), false) => Err(TargetError::Ambiguous {
            wanted: wanted.to_owned(),
            ids: found
                .iter()
                .chain([&last])
                .map(|one| one.id.to_string())
                .collect(),
        }),
        (None, _) => Err(TargetError::Unknown {
            wanted: wanted.to_owned(),
            known,
        }),
    }
}

fn is_called(publication: &Publication, wanted: &str) -> bool {
    let slug = publication
        .url
        .path_segments()
        .and_then(|mut all| all.next_back());
    publication.name.to_lowercase() == wanted.to_lowercase()
        || slug.is_some_and(|slug| slug.eq_ignore_ascii_case(wanted))
        || is_within(wanted, publication.url.as_str())
}

/// Whether an address is the publication's own, or that of a page in it.
fn is_within(wanted: &str, publication: &str) -> bool {
    let (Some(wanted), Some(own)) = (page(wanted), page(publication)) else {
        return false;
    };
    let below = wanted.strip_prefix(&own);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

/// The host and the path of an address, which is one page with and without `https://` and `www.`,
/// with `/` at its end, and with what a browser puts behind `?` and `#`.
fn page(address: &str) -> Option<String> {
    let url = match address.contains("://") {
        true => Url::parse(address),
        false if address.contains('/') => Url::parse(&format!("https://{address}")),
        false => return None,
    };
    let url = url.ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let path = url.path().trim_end_matches('/').to_lowercase();
    match host.strip_suffix(".medium.com") {
        // Medium's newer addresses of the same publications.
        Some(name) if path.is_empty() => Some(format!("medium.com/{name}")),
        _ => Some(format!("{host}{port}{path}")),
    }
}

/// What the user is in a publication; nothing if a reader.
async fn role(
    client: &Client,
    me: &User,
    publication: &Publication,
) -> Result<Option<Role>, Error> {
    let contributors = client.contributors(&publication.id).await?;
    let mine = contributors.iter().find(|one| one.user_id == me.id);
    Ok(mine.map(|one| one.role.clone()))
}

/// Every publication of the user with their role, in Medium's order.
pub(crate) async fn publications(
    client: &Client,
    me: &User,
) -> Result<Vec<(Publication, Option<Role>)>, Error> {
    let all = client.publications(&me.id).await?;
    stream::iter(all)
        .map(|publication| async move {
            let role = role(client, me, &publication).await?;
            Ok((publication, role))
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await
}

#[cfg(test)]
mod tests {
    use super::{is_within, page};

    #[test]
    fn an_address_of_a_page_names_its_publication() {
        let own = "https://medium.com/the-kop";
        for (address, is_its) in [
            ("https://medium.com/the-kop/about", true),
            (
                "https://medium.com/the-kop/walk-on-1234567890ab?source=x",
                true,
            ),
            ("https://medium.com/the-kopites", false),
            ("https://medium.com/@me/the-kop", false),
            ("https://medium.com/", false),
        ] {
            assert_eq!(is_within(address, own), is_its, "{address}");
        }
    }

    #[test]
    fn one_publication_has_many_addresses() {
        for address in [
            "https://medium.com/the-kop",
            "https://medium.com/the-kop/",
            "http://www.medium.com/The-Kop?source=your_stories",
            "medium.com/the-kop",
            "https://the-kop.medium.com",
            "https://the-kop.medium.com/",
        ] {
            assert_eq!(
                page(address).as_deref(),
                Some("medium.com/the-kop"),
                "{address}"
            );
        }
        assert_eq!(
            page("https://blog.example.com/").as_deref(),
            Some("blog.example.com")
        );
        for name in ["the-kop", "The Kop", "1a2b3c"] {
            assert_eq!(page(name), None, "{name}");
        }
    }
}
