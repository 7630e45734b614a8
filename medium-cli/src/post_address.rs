//! Addresses of posts, as people paste them.

use medium_cli::diagnostic::ErrorKind;
use thiserror::Error;
use url::{Position, Url};

use crate::service::Service;

/// The shortest id of a post that was seen, in hexadecimal digits.
const SHORTEST_ID: usize = 8;

/// Why something is not taken for the address of a post.
#[derive(Debug, Error)]
pub(crate) enum AddressError {
    #[error("`{0}` is not an https address")]
    NotHttps(String),
    /// It is not shown: the password may be a real one.
    #[error("the address holds a user name or a password")]
    HasLogin,
    #[error("{0} is the editor's address, and not the post's")]
    Editor(String),
    #[error("{0} does not end with the id of a post")]
    NoId(String),
    /// It may be one: the user has to confirm it.
    #[error("{host} is neither medium.com nor below it")]
    OtherHost { host: String },
}

impl AddressError {
    pub(crate) fn kind(&self) -> ErrorKind {
        ErrorKind::RequestInvalid
    }

    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::NotHttps(_) | Self::HasLogin | Self::NoId(_) => {
                "Copy it from the browser that shows the post."
            }
            Self::Editor(_) => "Publish the post, and copy the address that its readers see.",
            Self::OtherHost { .. } => {
                "If that is where your posts on Medium are read: --custom-domain"
            }
        }
    }
}

/// A post's address, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostAddress {
    pub(crate) url: String,
    pub(crate) id: String,
}

impl PostAddress {
    /// Reads a pasted address. `is_own_domain`: the user confirms that a host which is not Medium's
    /// shows posts on Medium.
    pub(crate) fn parse(
        text: &str,
        service: &Service,
        is_own_domain: bool,
    ) -> Result<Self, AddressError> {
        let text = text.trim();
        let parsed = Url::parse(text).ok();
        let has_login = |url: &Url| !url.username().is_empty() || url.password().is_some();
        if parsed.as_ref().is_some_and(has_login) {
            return Err(AddressError::HasLogin);
        }
        let Some(mut url) = parsed.filter(|_| service.link(text).is_some()) else {
            return Err(AddressError::NotHttps(text.to_owned()));
        };
        url.set_query(None);
        url.set_fragment(None);
        let path = url.path().trim_end_matches('/');
        if path.ends_with("/edit") || path.ends_with("/new-story") {
            return Err(AddressError::Editor(url.into()));
        }
        let id = id_in(path).to_owned();
        let is_id = id.len() >= SHORTEST_ID && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        // Reading lists end with an id as well.
        if !is_id || path.contains("/list/") {
            return Err(AddressError::NoId(url.into()));
        }
        if !is_own_domain && !is_mediums(&url) && !service.is_site(&url) {
            let host = url[Position::BeforeHost..Position::AfterPort].to_owned();
            return Err(AddressError::OtherHost { host });
        }
        Ok(Self {
            url: url.into(),
            id,
        })
    }
}

fn is_mediums(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    url.port().is_none() && (host == "medium.com" || host.ends_with(".medium.com"))
}

/// Medium's addresses end with the post's id: `/@user/title-in-words-ID`, `/p/ID`.
pub(crate) fn id_in(path: &str) -> &str {
    let last = path.trim_end_matches('/').rsplit('/').next();
    last.and_then(|last| last.rsplit('-').next())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::id_in;

    #[test]
    fn an_address_ends_with_the_post_s_id() {
        for path in ["/@demo/how-it-began-e6f36a", "/p/e6f36a", "/@demo/e6f36a/"] {
            assert_eq!(id_in(path), "e6f36a", "{path}");
        }
    }
}
