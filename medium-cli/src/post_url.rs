//! URLs of posts, as users paste them.

use medium_cli::diagnostic::ErrorKind;
use thiserror::Error;
use url::{Position, Url};

use crate::backend::Backend;

/// The shortest post id seen on Medium, in hexadecimal digits.
const SHORTEST_ID: usize = 8;

/// Why a text is not the URL of a post.
#[derive(Debug, Error)]
pub(crate) enum PostUrlError {
    #[error("`{0}` is not an https URL")]
    NotHttps(String),
    /// The URL is not shown, as the password may be real.
    #[error("the URL contains a user name or password")]
    HasLogin,
    #[error("{0} is the URL of the editor, not of the post")]
    Editor(String),
    #[error("{0} does not end with the id of a post")]
    NoId(String),
    /// It may be a custom domain, which the user has to confirm.
    #[error("{host} is not medium.com or a subdomain of it")]
    OtherHost { host: String },
}

impl PostUrlError {
    pub(crate) fn kind(&self) -> ErrorKind {
        ErrorKind::RequestInvalid
    }

    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::NotHttps(_) | Self::HasLogin | Self::NoId(_) => {
                "Copy the URL from the browser that shows the post."
            }
            Self::Editor(_) => "Publish the post, and copy the URL that readers see.",
            Self::OtherHost { .. } => {
                "If that is the custom domain of your posts on Medium, add --custom-domain."
            }
        }
    }
}

/// A post's URL and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostUrl {
    pub(crate) url: String,
    pub(crate) id: String,
}

impl PostUrl {
    /// Parses a pasted URL. `is_custom_domain` means the user confirmed that another host than Medium's
    /// shows posts on Medium.
    pub(crate) fn parse(
        text: &str,
        backend: &Backend,
        is_custom_domain: bool,
    ) -> Result<Self, PostUrlError> {
        let text = text.trim();
        let parsed = Url::parse(text).ok();
        let has_login = |url: &Url| !url.username().is_empty() || url.password().is_some();
        if parsed.as_ref().is_some_and(has_login) {
            return Err(PostUrlError::HasLogin);
        }
        let Some(mut url) = parsed.filter(|_| backend.openable(text).is_some()) else {
            return Err(PostUrlError::NotHttps(text.to_owned()));
        };
        url.set_query(None);
        url.set_fragment(None);
        let path = url.path().trim_end_matches('/');
        if path.ends_with("/edit") || path.ends_with("/new-story") {
            return Err(PostUrlError::Editor(url.into()));
        }
        let id = id_in(path).to_owned();
        let is_long = id.len() >= SHORTEST_ID;
        // URLs of reading lists also end with an id.
        if !is_long || !is_hexadecimal(&id) || path.contains("/list/") {
            return Err(PostUrlError::NoId(url.into()));
        }
        if !is_custom_domain && !is_on_medium(&url) && !backend.is_site(&url) {
            let host = url[Position::BeforeHost..Position::AfterPort].to_owned();
            return Err(PostUrlError::OtherHost { host });
        }
        Ok(Self {
            url: url.into(),
            id,
        })
    }
}

fn is_on_medium(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    url.port().is_none() && (host == "medium.com" || host.ends_with(".medium.com"))
}

/// Returns whether a text consists of hexadecimal digits, as ids do.
pub(crate) fn is_hexadecimal(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the post's id, the end of its path: `/@user/title-in-words-ID`, `/p/ID`.
pub(crate) fn id_in(path: &str) -> &str {
    let last = path.trim_end_matches('/').rsplit('/').next();
    last.and_then(|last| last.rsplit('-').next())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::id_in;

    #[test]
    fn finds_the_id_at_the_end_of_the_path() {
        for path in ["/@demo/how-it-began-e6f36a", "/p/e6f36a", "/@demo/e6f36a/"] {
            assert_eq!(id_in(path), "e6f36a", "{path}");
        }
    }
}
