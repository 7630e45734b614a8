//! The destination of a post: the profile or a publication, and the role that the user has there.

use std::fmt;

use futures_util::stream::{self, StreamExt, TryStreamExt};
use medium_api::types::{Publication, PublishStatus, Role, User};
use medium_api::{Client, Error};
use medium_cli::diagnostic::ErrorKind;
use thiserror::Error as ThisError;
use url::Url;

use crate::api_error;
use crate::credential_source::CredentialSource;

/// How many requests for contributors run at once.
const AT_ONCE: usize = 4;

/// Where to publish a post.
#[derive(Debug)]
pub(crate) enum Destination {
    Profile,
    Publication(Box<Publication>),
}

/// Why a post can't be published in a publication.
#[derive(Debug, ThisError)]
pub(crate) enum DestinationError {
    #[error("you have no publication named `{wanted}`")]
    Unknown {
        wanted: String,
        /// The names of the user's publications.
        known: Vec<String>,
    },
    #[error("several publications are named `{wanted}`")]
    Ambiguous {
        wanted: String,
        /// Their ids.
        ids: Vec<String>,
    },
    #[error("you are a writer of {publication}, where only editors can set the status {status}")]
    WriterMayNot {
        publication: String,
        status: PublishStatus,
    },
    #[error("you are neither an editor nor a writer of {publication}")]
    NotAContributor { publication: String },
    #[error("{}", api_error::message(.0))]
    Api(#[from] Error),
}

impl DestinationError {
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
            Self::Unknown { known, .. } if known.is_empty() => {
                "You have no publications.".to_owned()
            }
            Self::Unknown { known, .. } => format!("Your publications: {}", known.join(", ")),
            Self::Ambiguous { ids, .. } => format!("Use the id of one of them: {}", ids.join(", ")),
            Self::WriterMayNot { .. } => {
                "Submit a draft for an editor to approve: --status draft".to_owned()
            }
            Self::NotAContributor { .. } => {
                let list = source.command("publications");
                format!("`{list}` lists your publications and roles.")
            }
            Self::Api(error) => api_error::advice(error, source),
        }
    }
}

impl Destination {
    /// Finds the publication `wanted`, and checks that `me` can publish there with this status.
    pub(crate) async fn find(
        client: &Client,
        me: &User,
        wanted: &str,
        status: &PublishStatus,
    ) -> Result<Self, DestinationError> {
        let publication = publication(client, me, wanted).await?;
        let name = publication.name.clone();
        match role(client, me, &publication).await? {
            None => Err(DestinationError::NotAContributor { publication: name }),
            Some(Role::Writer) if *status != PublishStatus::Draft => {
                Err(DestinationError::WriterMayNot {
                    publication: name,
                    status: status.clone(),
                })
            }
            Some(_) => Ok(Self::Publication(Box::new(publication))),
        }
    }

    /// Returns the destination as the ledger stores it.
    pub(crate) fn for_ledger(&self) -> medium_store::PostTarget {
        match self {
            Self::Profile => medium_store::PostTarget::Profile,
            Self::Publication(publication) => {
                medium_store::PostTarget::Publication(publication.id.to_string())
            }
        }
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile => f.write_str("your profile"),
            Self::Publication(publication) => f.write_str(&publication.name),
        }
    }
}

/// Finds one of the user's publications by id, name, URL or the last part of its URL.
pub(crate) async fn publication(
    client: &Client,
    me: &User,
    wanted: &str,
) -> Result<Publication, DestinationError> {
    let all = client.publications(&me.id).await?;
    if let Some(by_id) = all
        .iter()
        .find(|publication| publication.id.as_str() == wanted)
    {
        return Ok(by_id.clone());
    }
    let known = all
        .iter()
        .map(|publication| publication.name.clone())
        .collect();
    let mut found: Vec<_> = all
        .into_iter()
        .filter(|publication| is_called(publication, wanted))
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(publication), true) => Ok(publication),
        (Some(last), false) => Err(DestinationError::Ambiguous {
            wanted: wanted.to_owned(),
            ids: found
                .iter()
                .chain([&last])
                .map(|publication| publication.id.to_string())
                .collect(),
        }),
        (None, _) => Err(DestinationError::Unknown {
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

/// Returns whether a URL is the publication's own or a page in it.
fn is_within(wanted: &str, publication: &str) -> bool {
    let (Some(wanted), Some(own)) = (page(wanted), page(publication)) else {
        return false;
    };
    let below = wanted.strip_prefix(&own);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

/// Returns the host and path of a URL, for comparison: without scheme, `www.`, trailing `/`, query
/// and fragment.
fn page(url: &str) -> Option<String> {
    let url = if url.contains("://") {
        Url::parse(url).ok()?
    } else {
        Url::parse(&format!("https://{url}"))
            .ok()
            .filter(|_| url.contains('/'))?
    };
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let path = url.path().trim_end_matches('/').to_lowercase();
    match host.strip_suffix(".medium.com") {
        // The newer form of a publication's URL.
        Some(name) if path.is_empty() => Some(format!("medium.com/{name}")),
        _ => Some(format!("{host}{port}{path}")),
    }
}

/// Returns the user's role in a publication. `None` for a reader.
async fn role(
    client: &Client,
    me: &User,
    publication: &Publication,
) -> Result<Option<Role>, Error> {
    let contributors = client.contributors(&publication.id).await?;
    let mine = contributors
        .iter()
        .find(|contributor| contributor.user_id == me.id);
    Ok(mine.map(|contributor| contributor.role.clone()))
}

/// Returns all publications of the user with their roles, in Medium's order.
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
    fn the_url_of_a_page_names_its_publication() {
        let own = "https://medium.com/the-kop";
        for (url, is_its) in [
            ("https://medium.com/the-kop/about", true),
            (
                "https://medium.com/the-kop/walk-on-1234567890ab?source=x",
                true,
            ),
            ("https://medium.com/the-kopites", false),
            ("https://medium.com/@me/the-kop", false),
            ("https://medium.com/", false),
        ] {
            assert_eq!(is_within(url, own), is_its, "{url}");
        }
    }

    #[test]
    fn recognizes_all_urls_of_a_publication() {
        for url in [
            "https://medium.com/the-kop",
            "https://medium.com/the-kop/",
            "http://www.medium.com/The-Kop?source=your_stories",
            "medium.com/the-kop",
            "https://the-kop.medium.com",
            "https://the-kop.medium.com/",
        ] {
            assert_eq!(page(url).as_deref(), Some("medium.com/the-kop"), "{url}");
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
