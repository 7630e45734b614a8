//! The owner of posts: a user or a publication, by name or by URL.

use std::fmt;

use url::Url;

use super::FeedError;

/// A user or a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// By `@username`, or by the last part of a publication's URL.
    Name(String),
    /// By its own origin, such as `https://blog.example.com`.
    Site(Url),
}

impl Owner {
    /// Parses `@username`, the name of a publication, or a URL of either.
    pub(crate) fn parse(text: &str, site: &Url) -> Result<Self, FeedError> {
        let not_an_owner = || FeedError::NotAnOwner(text.to_owned());
        if !text.contains("://") && !text.contains('/') {
            return name(text).ok_or_else(not_an_owner);
        }
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let url = Url::parse(&with_scheme).map_err(|_| not_an_owner())?;
        Self::from_url(&url, site).ok_or_else(not_an_owner)
    }

    /// Returns the owner of the page at a URL.
    pub(crate) fn from_url(url: &Url, site: &Url) -> Option<Self> {
        let host = url.host_str()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let is_site = url.origin() == site.origin() || host == "medium.com";
        let mut path = url.path_segments()?.filter(|part| !part.is_empty());
        if is_site {
            return match path.next()? {
                // `/p/ID`: a post without its owner.
                "p" => None,
                "feed" => name(path.next()?),
                first => name(first),
            };
        }
        if !host.contains('.') {
            return None;
        }
        // `https://user.medium.com`, or a custom domain.
        let mut origin = url.clone();
        origin.set_path("/");
        origin.set_query(None);
        origin.set_fragment(None);
        Some(Self::Site(origin))
    }

    /// Returns the URL of the feed.
    pub(crate) fn feed(&self, site: &Url) -> Result<Url, url::ParseError> {
        match self {
            Self::Name(name) => site.join(&format!("/feed/{name}")),
            Self::Site(origin) => origin.join("/feed"),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Site(origin) => f.write_str(origin.as_str()),
        }
    }
}

fn name(text: &str) -> Option<Owner> {
    let rest = text.strip_prefix('@').unwrap_or(text);
    let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let is_name = rest.chars().all(is_plain) && rest.chars().any(char::is_alphanumeric);
    is_name.then(|| Owner::Name(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(text: &str) -> Result<String, FeedError> {
        let site = Url::parse("https://medium.com").unwrap();
        let owner = Owner::parse(text, &site)?;
        Ok(owner.feed(&site).unwrap().to_string())
    }

    #[test]
    fn parses_names_and_urls_of_owners() {
        for (text, expected) in [
            ("@demo", "https://medium.com/feed/@demo"),
            ("the-kop", "https://medium.com/feed/the-kop"),
            ("medium.com/@demo", "https://medium.com/feed/@demo"),
            (
                "https://medium.com/the-kop/songs-e6f36a?source=x",
                "https://medium.com/feed/the-kop",
            ),
            (
                "https://www.medium.com/feed/@demo",
                "https://medium.com/feed/@demo",
            ),
            (
                "https://demo.medium.com/x-1",
                "https://demo.medium.com/feed",
            ),
            ("https://blog.example.com", "https://blog.example.com/feed"),
        ] {
            assert_eq!(feed(text).unwrap(), expected, "{text}");
        }
        for text in [
            "",
            "@",
            "a b",
            "..",
            "foo/bar/",
            "https://medium.com/p/e6f36a",
            "https://",
        ] {
            assert!(feed(text).is_err(), "{text}");
        }
    }
}
